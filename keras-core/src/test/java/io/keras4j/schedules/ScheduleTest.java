package io.keras4j.schedules;

import static io.keras4j.fixtures.Fixtures.assertClose;
import static io.keras4j.fixtures.Fixtures.assertSameData;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.fixtures.Fixtures;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

class ScheduleTest {
    static List<Fixtures.Case> cases() {
        return Fixtures.load("schedules");
    }

    private static LearningRateSchedule schedule(Fixtures.Case fixture) {
        return LearningRateSchedule.KIND.get(fixture.get("object"));
    }

    private static long[] steps(Fixtures.Case fixture) {
        return ((List<?>) fixture.get("steps"))
                .stream().mapToLong(step -> ((Number) step).longValue()).toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ratesAreKerass(Fixtures.Case fixture) {
        LearningRateSchedule schedule = schedule(fixture);
        float[] rates = new float[steps(fixture).length];
        for (int i = 0; i < rates.length; i++) {
            Tensor step = Tensor.of(Nd4j.scalar(steps(fixture)[i]));
            rates[i] = schedule.apply(step).value().getFloat(0);
        }
        assertClose(Nd4j.createFromArray(rates), fixture.array("rates"), "rates");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansComputeTheSame(Fixtures.Case fixture) {
        LearningRateSchedule schedule = schedule(fixture);
        List<TensorSpec> specs = List.of(new TensorSpec(Shape.scalar(), DType.INT64));
        Plan plan = Plan.of(Tracer.trace(specs, inputs -> List.of(schedule.apply(inputs.get(0)))));
        float[] rates = new float[steps(fixture).length];
        for (int i = 0; i < rates.length; i++) {
            plan.input(0).assign(Nd4j.scalar(steps(fixture)[i]));
            plan.run();
            rates[i] = plan.output(0).getFloat(0);
        }
        assertClose(Nd4j.createFromArray(rates), fixture.array("rates"), "rates");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configurationIsKerass(Fixtures.Case fixture) {
        assertSameData(LearningRateSchedule.KIND.envelope(schedule(fixture)), fixture.get("object"));
    }

    @Test
    void argumentsAreChecked() {
        assertThatThrownBy(() -> new CosineDecay(0.1, 0))
                .hasMessageContaining("CosineDecay: decay_steps: expected a positive number, got 0");
        assertThatThrownBy(() -> new PiecewiseConstantDecay(List.of(1L, 2L), List.of(0.1, 0.2)))
                .hasMessageContaining("2 boundaries and 2 values");
    }
}
