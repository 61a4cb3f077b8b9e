package io.keras4j.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.ops.Executor;
import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.ops.elementwise.Add;
import io.keras4j.ops.elementwise.Exp;
import io.keras4j.ops.elementwise.Multiply;
import io.keras4j.ops.elementwise.Square;
import io.keras4j.ops.random.RandomUniform;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TracerTest {
    private static Graph trace(UnaryOperator<Tensor> body) {
        return Tracer.trace(List.of(TensorSpec.float32(2, 3)), in -> List.of(body.apply(in.get(0))));
    }

    private static List<Class<?>> ops(Graph graph) {
        return graph.nodes().stream()
                .<Class<?>>map(node -> node.op().getClass())
                .toList();
    }

    @Test
    void recordsWhatIsNeeded() {
        Graph graph = trace(x -> {
            Ops.sin(x); // nobody asks for it
            return Ops.add(Ops.square(x), Ops.exp(x));
        });
        assertThat(ops(graph)).containsExactly(Square.class, Exp.class, Add.class);
        assertThat(graph.inputs()).hasSize(1);
        assertThat(graph.outputs()).containsExactly(graph.nodes().get(2).output());
        assertThat(graph.toString()).contains("Square").contains("float32(2, 3)");
    }

    @Test
    void computesTheSameOnce() {
        Graph graph = trace(x -> Ops.add(
                Ops.multiply(Ops.square(x), Ops.scalar(2, DType.FLOAT32)),
                Ops.multiply(Ops.square(x), Ops.scalar(2, DType.FLOAT32))));
        assertThat(ops(graph)).containsExactly(Square.class, Multiply.class, Add.class);
    }

    @Test
    void tellsConstantsApart() {
        long large = 1L << 53;
        Graph graph = Tracer.trace(
                List.of(),
                in -> List.of(
                        Ops.square(Ops.constant(Nd4j.scalar(0.0))),
                        Ops.square(Ops.constant(Nd4j.scalar(-0.0))),
                        Ops.square(Ops.constant(Nd4j.scalar(0f))),
                        Ops.square(Ops.constant(Nd4j.scalar(large))),
                        Ops.square(Ops.constant(Nd4j.scalar(large + 1))),
                        Ops.square(Ops.constant(Nd4j.createFromArray(0.0))),
                        Ops.square(Ops.constant(Nd4j.createFromArray(0.0)))));
        assertThat(graph.nodes()).hasSize(7);
    }

    @Test
    void drawsAnewEachTime() {
        SeedGenerator generator = new SeedGenerator(1L);
        Op draw = new RandomUniform(Shape.of(2, 3), DType.FLOAT32);
        Graph graph = trace(x -> Ops.add(draw.apply(generator.next()), draw.apply(generator.next())));
        assertThat(ops(graph).stream().filter(RandomUniform.class::equals)).hasSize(2);
    }

    @Test
    void takesTensorsFromOutsideForConstants() {
        INDArray array = Nd4j.createFromArray(1f, 2f, 3f);
        Tensor outside = Tensor.of(array);
        Graph graph = trace(x -> Ops.multiply(Ops.add(x, outside), outside));
        assertThat(graph.nodes().get(0).input(1).constant()).isSameAs(array);
        assertThat(graph.nodes().get(0).input(1)).isSameAs(graph.nodes().get(1).input(1));
    }

    @Test
    void readsWhatWasAssigned() {
        Variable v = new Variable("v", Nd4j.zeros(2, 3), true);
        Graph graph = trace(x -> {
            Tensor before = v.value();
            v.assign(Ops.add(v.value(), x));
            v.assign(Ops.multiply(v.value(), x));
            return Ops.subtract(v.value(), before);
        });
        assertThat(graph.assignments()).containsOnlyKeys(v);
        Value assigned = graph.assignments().get(v);
        assertThat(assigned.producer().op()).isInstanceOf(Multiply.class);
        assertThat(graph.nodes().get(2).inputs().get(0)).isSameAs(assigned);
        assertThat(graph.nodes().get(2).inputs().get(1).variable()).isSameAs(v);
        assertThat(v.array().sumNumber().doubleValue()).isZero();
    }

    @Test
    void checksWhatIsAssigned() {
        Variable v = new Variable("v", Nd4j.zeros(2, 3), true);
        assertThatThrownBy(() -> trace(x -> {
                    v.assign(Ops.sum(x));
                    return x;
                }))
                .hasMessage("Variable v has shape (2, 3), got a value of shape ()");
        assertThatThrownBy(() -> trace(x -> {
                    v.assign(Ops.cast(x, DType.INT32));
                    return x;
                }))
                .hasMessage("Variable v is float32, got a value of int32");
    }

    @Test
    void leavesTheExecutorAsItWas() {
        Executor before = Executor.current();
        assertThatThrownBy(() -> trace(x -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(Executor.current()).isSameAs(before);
    }

    @Test
    void symbolicTensorsSayThatTheyHaveNoValue() {
        assertThatThrownBy(() -> trace(x -> Tensor.of(x.value())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("float32(2, 3)");
    }
}
