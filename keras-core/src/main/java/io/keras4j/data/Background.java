package io.keras4j.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Preparation of elements on threads of their own, which end when the cursor is closed. */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long PATIENCE_SECONDS = 10;
    private static final Object END = new Object();

    private Background() {}

    private record Failure(Throwable cause) {}

    private static ThreadFactory threads(String purpose) {
        return work -> {
            Thread thread = new Thread(work, "keras4j-data-" + purpose + "-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static DataException failed(Throwable cause) {
        return new DataException("Preparing data failed", cause);
    }

    private static void stop(ExecutorService service) {
        service.shutdownNow();
        try {
            if (!service.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Data are still being prepared {} s after they are no longer needed", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The elements of {@code upstream}, of which a thread prepares up to {@code ahead} before they are asked for. */
    static <T> Cursor<T> prefetch(Cursor<T> upstream, int ahead) {
        BlockingQueue<Object> queue = new ArrayBlockingQueue<>(ahead);
        ExecutorService thread = Executors.newSingleThreadExecutor(threads("prefetch"));
        thread.execute(() -> {
            try {
                try {
                    for (T next = upstream.next(); next != null; next = upstream.next()) {
                        queue.put(next);
                    }
                    queue.put(END);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Throwable e) { // of any kind: the caller is to know
                    queue.put(new Failure(e));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return new Cursor<>() {
            private boolean ended;

            @Override
            @SuppressWarnings("unchecked")
            public T next() {
                if (ended) {
                    return null;
                }
                Object next = take(queue);
                ended = next == END || next instanceof Failure;
                if (next instanceof Failure failure) {
                    throw failure.cause() instanceof DataException known ? known : failed(failure.cause());
                }
                return ended ? null : (T) next;
            }

            @Override
            public void close() {
                stop(thread);
                upstream.close();
            }
        };
    }

    private static Object take(BlockingQueue<Object> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    /** What {@code function} makes of the elements of {@code upstream}, in their order, on {@code workers} threads. */
    static <T, R> Cursor<R> map(Cursor<T> upstream, Function<? super T, ? extends R> function, int workers) {
        ExecutorService pool = Executors.newFixedThreadPool(workers, threads("worker"));
        Deque<Future<R>> underWay = new ArrayDeque<>();
        return new Cursor<>() {
            private boolean ended;

            @Override
            public R next() {
                while (!ended && underWay.size() < 2 * workers) {
                    T element = upstream.next();
                    ended = element == null;
                    if (!ended) {
                        underWay.add(pool.submit(() -> function.apply(element)));
                    }
                }
                return underWay.isEmpty() ? null : result(underWay.remove());
            }

            @Override
            public void close() {
                stop(pool);
                upstream.close();
            }
        };
    }

    private static <R> R result(Future<R> future) {
        try {
            return Dataset.checked(future.get());
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }
}
