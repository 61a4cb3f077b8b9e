package io.keras4j.backend;

import io.keras4j.backend.loops.LoopBackend;
import io.keras4j.backend.nd4j.Nd4jBackend;
import io.keras4j.backend.onednn.OneDnnBackend;
import io.keras4j.graph.Graph;
import io.keras4j.ops.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backends in use, in the order in which they are asked for a kernel: on a CPU oneDNN, then fused loops in Java, then ND4J, which
 * knows every op; on a GPU ND4J alone. The property {@code io.keras4j.backend} forces one: {@code onednn} fails if that cannot be used,
 * {@code nd4j} leaves all to ND4J.
 */
public final class Backends {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private record Choice(List<Backend> backends, String reason) {}

    private static final Choice CHOICE = choose(System.getProperty("io.keras4j.backend", "auto"));

    private Backends() {}

    /** The backends in use, the first asked first. */
    public static List<Backend> inUse() {
        return CHOICE.backends;
    }

    /** Which backends are in use and why, for people. */
    public static String describe() {
        return inUse().stream().map(Backend::name).collect(Collectors.joining(", ")) + ": " + CHOICE.reason;
    }

    /** The kernel of the first backend that has one for {@code op} on these arrays. */
    public static Kernel bind(Op op, List<INDArray> inputs, List<INDArray> outputs) {
        for (Backend backend : CHOICE.backends) {
            Kernel kernel = backend.bind(op, inputs, outputs);
            if (kernel != null) {
                return kernel;
            }
        }
        throw new UnsupportedOperationException(
                op.name() + ": no backend in use (" + describe() + ") computes " + op + " on "
                        + inputs.stream()
                                .map(a -> a.dataType() + java.util.Arrays.toString(a.shape()))
                                .toList());
    }

    /** Lets every backend in use replace patterns of {@code graph} by ops of its own. */
    public static void optimize(Graph graph) {
        CHOICE.backends.forEach(backend -> backend.optimize(graph));
    }

    private static Choice choose(String forced) {
        List<Backend> backends = new ArrayList<>();
        String device = Nd4j.getBackend().getClass().getSimpleName();
        String reason;
        if (!List.of("auto", "onednn", "nd4j").contains(forced)) {
            throw new IllegalArgumentException(
                    "Property io.keras4j.backend: expected auto, onednn or nd4j, got \"" + forced + "\"");
        }
        if (forced.equals("nd4j")) {
            reason = "the property io.keras4j.backend asks for ND4J alone";
        } else if (!device.equals("CpuBackend")) {
            reason = "ND4J runs on " + device;
        } else {
            String missing = OneDnnBackend.whyUnavailable();
            if (missing == null) {
                backends.add(new OneDnnBackend());
                reason = "on this CPU oneDNN computes what it has primitives for";
            } else if (forced.equals("onednn")) {
                throw new IllegalStateException("The property io.keras4j.backend asks for oneDNN, but " + missing);
            } else {
                reason = "oneDNN cannot be used: " + missing;
            }
            backends.add(new LoopBackend(missing == null));
        }
        backends.add(new Nd4jBackend());
        Choice choice = new Choice(List.copyOf(backends), reason);
        LOG.info("Backends {}: {}", backends.stream().map(Backend::name).toList(), reason);
        return choice;
    }
}
