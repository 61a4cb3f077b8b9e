package io.keras4j.preprocessing;

import static io.keras4j.preprocessing.Preprocessing.trainTestSplit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.datasets.Iris;
import io.keras4j.datasets.Table;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Splits are those of scikit-learn with the same seed. */
class TrainTestSplitTest {
    private final Map<String, INDArray> expected = Fixtures.load("splits.npz");

    private void check(String name, int samples, Consumer<SplitOptions> options) {
        INDArray x = Nd4j.createFromArray(IntStream.range(0, samples).toArray());
        TrainTestSplit split = trainTestSplit(x, x.mul(10), options);
        assertThat(split.trainX().toLongVector())
                .as("train")
                .isEqualTo(expected.get(name + "_train").toLongVector());
        assertThat(split.testX().toLongVector())
                .as("test")
                .isEqualTo(expected.get(name + "_test").toLongVector());
        assertThat(split.trainY()).isEqualTo(split.trainX().mul(10));
        assertThat(split.testY()).isEqualTo(split.testX().mul(10));
    }

    private INDArray labels(String name) {
        return expected.get(name + "_labels");
    }

    @Test
    void splitsAtRandom() {
        check("default", 10, s -> s.seed(0));
        check("fraction", 150, s -> s.testSize(0.2).seed(42));
        check("count", 37, s -> s.testSize(5).seed(7));
        check("large", 5000, s -> s.testSize(0.33).seed(4294967295L));
    }

    @Test
    void splitsInOrder() {
        check("ordered", 11, s -> s.testSize(0.3).shuffle(false));
    }

    @Test
    void splitsInProportionToLabels() {
        check("iris", 150, s -> s.testSize(0.2).stratify(labels("iris")).seed(42));
        check("ties", 31, s -> s.testSize(0.4).stratify(labels("ties")).seed(3));
        check(
                "ties2",
                31,
                s -> s.testSize(10).stratify(Fixtures.view(labels("ties"))).seed(11));
        check(
                "uneven",
                997,
                s -> s.testSize(0.17)
                        .stratify(labels("uneven").castTo(DataType.FLOAT))
                        .seed(5));
        check(
                "rows",
                60,
                s -> s.testSize(0.25).stratify(Fixtures.view(labels("rows"))).seed(9));
    }

    @Test
    void keepsTypesAndShapesOfAnyLayout() {
        INDArray images = Nd4j.arange(240).castTo(DataType.UINT8).reshape('c', 10, 6, 4);
        INDArray labels = Nd4j.arange(10).castTo(DataType.INT64);
        TrainTestSplit expected = trainTestSplit(images, labels, s -> s.seed(1));
        assertThat(expected.trainX().shape()).containsExactly(7, 6, 4);
        assertThat(expected.testX().shape()).containsExactly(3, 6, 4);
        assertThat(expected.testX().dataType()).isEqualTo(DataType.UINT8);
        assertThat(expected.testY().dataType()).isEqualTo(DataType.INT64);
        for (int i = 0; i < 3; i++) {
            assertThat(expected.testX().getInt(i, 1, 2))
                    .isEqualTo(expected.testY().getInt(i) * 24 + 6);
        }
        TrainTestSplit ofViews = trainTestSplit(Fixtures.view(images), Fixtures.view(labels), s -> s.seed(1));
        assertThat(ofViews).isEqualTo(expected);
        assertThat(ofViews)
                .hasToString("TrainTestSplit[trainX=UBYTE[7, 6, 4], trainY=LONG[7], testX=UBYTE[3, 6, 4],"
                        + " testY=LONG[3]]");
    }

    @Test
    void returnsCopies() {
        INDArray x = Nd4j.arange(8).castTo(DataType.FLOAT).reshape(8, 1);
        TrainTestSplit split = trainTestSplit(x, x, s -> s.shuffle(false));
        split.trainX().addi(100);
        assertThat(x.getFloat(0, 0)).isZero();
        assertThat(split.trainY().getFloat(0, 0)).isZero();
    }

    @Test
    void takesJavaArrays() {
        TrainTestSplit split = trainTestSplit(
                new float[][] {{1, 2}, {3, 4}, {5, 6}},
                new int[] {7, 8, 9},
                s -> s.testSize(1).shuffle(false));
        assertThat(split.trainX().toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
        assertThat(split.testY().toIntVector()).containsExactly(9);
    }

    @Test
    void drawsAnotherSplitEachTimeWithoutASeed() {
        INDArray x = Nd4j.arange(100);
        assertThat(trainTestSplit(x, x)).isNotEqualTo(trainTestSplit(x, x));
        assertThat(trainTestSplit(x, x).testX().length()).isEqualTo(25);
    }

    @Test
    void readsAsInTheDocumentation() {
        Table iris = Iris.load();
        var split = trainTestSplit(
                iris.x(), iris.y(), s -> s.testSize(0.2).stratify(iris.y()).seed(42));
        for (int species = 0; species < 3; species++) {
            assertThat(split.testY()
                            .eq(species)
                            .castTo(DataType.INT32)
                            .sumNumber()
                            .intValue())
                    .isEqualTo(10);
        }
    }

    @Test
    void refusesSplitsThatCannotBe() {
        INDArray x = Nd4j.arange(4);
        assertFails(
                s -> s.testSize(1.0),
                "testSize must be a fraction between 0 and 1 or a whole number of samples, received 1.0");
        assertFails(s -> s.testSize(Double.NaN), "received NaN");
        assertFails(s -> s.testSize(0), "testSize must be at least 1 sample, received 0");
        assertFails(s -> s.testSize(4), "testSize leaves no samples to train on: it takes 4 of 4");
        assertFails(s -> s.testSize(0.99), "it takes 4 of 4");
        assertFails(s -> s.seed(-1), "seed must be from 0 to 4294967295, received -1");
        assertFails(s -> s.seed(1L << 32), "seed must be from 0 to 4294967295, received 4294967296");
        assertFails(s -> s.stratify(new int[] {1, 1, 2, 2}).shuffle(false), "stratify needs shuffle");
        assertFails(
                s -> s.stratify(new int[] {1, 1}),
                "stratify must hold a label for each of the 4 samples, received INT[2]");
        assertFails(s -> s.stratify(new int[] {1, 1, 1, 2}), "class [2.0] has one (sample 3)");
        assertFails(
                s -> s.stratify(new int[] {1, 1, 2, 2}).testSize(1), "each of the 2 classes on either side, but 3 are");
        assertFails(
                s -> s.stratify(Nd4j.createFromArray(1, 1, Double.NaN, 2)),
                "stratify must not be NaN, which it is at index 2");
        assertThatThrownBy(() -> trainTestSplit(x, Nd4j.createFromArray(1, 2, 3, 4, 5)))
                .hasMessage(
                        "x and y must hold the same number of samples, at least one, received x FLOAT[4] and y INT[5]");
        assertThatThrownBy(() -> trainTestSplit(new float[][] {{1, 2}, {3}}, new int[2], s -> {}))
                .hasMessage("x must have rows of one length, received 2 values in row 0 and 1 in row 1");
        assertThatThrownBy(() -> trainTestSplit(new float[0][], new int[0], s -> {}))
                .hasMessage("x must not be empty");
    }

    private static void assertFails(Consumer<SplitOptions> options, String message) {
        INDArray x = Nd4j.arange(4);
        assertThatThrownBy(() -> trainTestSplit(x, x, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
