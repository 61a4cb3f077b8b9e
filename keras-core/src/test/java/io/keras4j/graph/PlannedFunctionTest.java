package io.keras4j.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class PlannedFunctionTest {
    private final AtomicInteger traces = new AtomicInteger();
    private final PlannedFunction function = new PlannedFunction(in -> {
        traces.incrementAndGet();
        return List.of(Ops.sum(Ops.square(Ops.transpose(in.get(0)))));
    });

    private static List<TensorSpec> specs(long rows) {
        return List.of(TensorSpec.float32(rows, 4));
    }

    private double call(long rows, double value) {
        Plan plan = function.acquire(specs(rows));
        try {
            plan.input(0).assign(value);
            plan.run();
            return plan.output(0).getDouble(0);
        } finally {
            function.release(specs(rows), plan);
        }
    }

    @Test
    void tracesOncePerShape() {
        for (int i = 0; i < 3; i++) {
            assertThat(call(2, 3)).isEqualTo(72);
            assertThat(call(5, 1)).isEqualTo(20);
        }
        assertThat(traces).hasValue(2);
    }

    @Test
    void givesAPlanToOneUserAtATime() {
        Plan first = function.acquire(specs(2));
        Plan second = function.acquire(specs(2));
        assertThat(first).isNotSameAs(second);
        function.release(specs(2), first);
        assertThat(function.acquire(specs(2))).isSameAs(first);
    }

    @Test
    void isUsedByManyThreadsAtOnce() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> wrong = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int number = t + 1;
            wrong.add(pool.submit(() -> {
                int count = 0;
                for (int i = 0; i < 300; i++) {
                    long rows = 1 + i % 3;
                    count += call(rows, number) == 4 * rows * number * number ? 0 : 1;
                }
                return count;
            }));
        }
        for (Future<Integer> count : wrong) {
            assertThat(count.get(60, TimeUnit.SECONDS)).isZero();
        }
        pool.shutdown();
        assertThat(traces.get()).isLessThanOrEqualTo(3 * threads);
    }

    @Test
    void letsErrorsThrough() {
        PlannedFunction failing = new PlannedFunction(in -> List.of(Ops.reshape(in.get(0), 7)));
        assertThatThrownBy(() -> failing.acquire(specs(2))).hasMessageContaining("reshape");
        PlannedFunction gather =
                new PlannedFunction(in -> List.of(Ops.take(in.get(0), Ops.constant(Nd4j.createFromArray(1, 9)), 0)));
        Plan plan = gather.acquire(specs(2));
        assertThatThrownBy(plan::run)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("gather: index 9 is out of range for axis 0 of size 2; expected 0 to 1");
    }
}
