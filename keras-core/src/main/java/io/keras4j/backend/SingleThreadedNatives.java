package io.keras4j.backend;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps the native libraries from starting threads of their own while kernels run: their OpenMP threads spin, which is fast alone and
 * collapses beside other busy threads. {@link Workers} splits the work instead. The setting is the calling thread's own and is restored.
 */
public final class SingleThreadedNatives {
    private static final NativeOps NATIVE;

    static {
        Nd4j.getBackend(); // loads the natives
        NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    private SingleThreadedNatives() {}

    /** Runs {@code body} with natives limited to this thread. */
    public static void run(Runnable body) {
        int before = enter();
        try {
            body.run();
        } finally {
            exit(before);
        }
    }

    /** Limits natives to this thread; returns what {@link #exit} takes to undo it. */
    public static int enter() {
        int before = NATIVE.ompGetMaxThreads();
        if (before != 1) {
            NATIVE.setOmpNumThreads(1);
        }
        return before;
    }

    /** Undoes {@link #enter}. */
    public static void exit(int before) {
        if (before != 1) {
            NATIVE.setOmpNumThreads(before);
        }
    }
}
