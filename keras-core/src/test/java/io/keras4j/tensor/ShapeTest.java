package io.keras4j.tensor;

import static io.keras4j.tensor.Shape.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    private final Shape shape = Shape.of(UNKNOWN, 28, 1);

    @Test
    void printsAsKerasDoes() {
        assertThat(shape).hasToString("(None, 28, 1)");
        assertThat(Shape.of(3)).hasToString("(3,)");
        assertThat(Shape.scalar()).hasToString("()");
    }

    @Test
    void countsAxesFromBothEnds() {
        assertThat(shape.dim(1)).isEqualTo(28);
        assertThat(shape.dim(-2)).isEqualTo(28);
        assertThat(shape.axis(-3)).isZero();
        assertThatThrownBy(() -> shape.dim(3)).hasMessage("axis 3 is out of range for shape (None, 28, 1)");
        assertThatThrownBy(() -> shape.dim(-4)).hasMessageContaining("axis -4");
    }

    @Test
    void knowsItsSize() {
        assertThat(shape.isKnown()).isFalse();
        assertThat(shape.size()).isEqualTo(UNKNOWN);
        assertThat(Shape.of(2, 0, 3).size()).isZero();
        assertThat(Shape.scalar().size()).isEqualTo(1);
        assertThatThrownBy(() -> Shape.of(1L << 40, 1L << 40).size()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isNotAffectedByArraysThatCameInOrWentOut() {
        long[] dims = {2, 3};
        Shape made = Shape.of(dims);
        dims[0] = 7;
        made.dims()[1] = 9;
        assertThat(made).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void refusesNegativeSizes() {
        assertThatThrownBy(() -> Shape.of(3, -2)).hasMessageContaining("[3, -2]");
    }

    @Test
    void changesOneAxisAtATime() {
        assertThat(shape.with(0, 32)).isEqualTo(Shape.of(32, 28, 1));
        assertThat(shape.drop(-1)).isEqualTo(Shape.of(UNKNOWN, 28));
        assertThat(shape.drop(0)).isEqualTo(Shape.of(28, 1));
        assertThat(shape.prepend(5)).isEqualTo(Shape.of(5, UNKNOWN, 28, 1));
        assertThat(shape.append(5)).isEqualTo(Shape.of(UNKNOWN, 28, 1, 5));
        assertThat(shape.slice(1, 3)).isEqualTo(Shape.of(28, 1));
        assertThat(shape.concat(Shape.scalar())).isEqualTo(shape);
    }

    @Test
    void matchesWhereKnown() {
        assertThat(shape.matches(Shape.of(5, 28, 1))).isTrue();
        assertThat(shape.matches(Shape.of(5, UNKNOWN, 1))).isTrue();
        assertThat(shape.matches(Shape.of(5, 27, 1))).isFalse();
        assertThat(shape.matches(Shape.of(5, 28))).isFalse();
    }

    @Test
    void broadcasts() {
        assertThat(Shape.broadcast(Shape.of(3, 1), Shape.of(5))).isEqualTo(Shape.of(3, 5));
        assertThat(Shape.broadcast(Shape.scalar(), Shape.of(2, 0))).isEqualTo(Shape.of(2, 0));
        assertThat(Shape.broadcast(Shape.of(1), Shape.of(0))).isEqualTo(Shape.of(0));
        assertThat(Shape.broadcast(Shape.of(UNKNOWN, 3), Shape.of(7, 1))).isEqualTo(Shape.of(7, 3));
        assertThat(Shape.broadcast(Shape.of(UNKNOWN, 3), Shape.of(1, 3))).isEqualTo(Shape.of(UNKNOWN, 3));
        assertThat(Shape.broadcast(Shape.of(1, 3), Shape.of(UNKNOWN, 3))).isEqualTo(Shape.of(UNKNOWN, 3));
        assertThatThrownBy(() -> Shape.broadcast(Shape.of(2, 3), Shape.of(2, 4)))
                .hasMessage("Shapes (2, 3) and (2, 4) cannot be broadcast together");
    }
}
