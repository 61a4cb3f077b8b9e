package io.keras4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ImageDatasetTest {
    private static final INDArray X =
            Nd4j.createFromArray(0, 51, 255, 102).castTo(DataType.UINT8).reshape(2, 2, 1);
    private static final INDArray Y = Nd4j.createFromArray(3, 4).castTo(DataType.UINT8);

    @Test
    void scalesPixelsAndAddsTheChannelAxis() {
        var images = new ImageDataset(X, Y, X, Y, List.of());
        ImageDataset scaled = images.scaled();
        assertThat(scaled.trainX().shape()).containsExactly(2, 2, 1, 1);
        assertThat(scaled.trainX().dataType()).isEqualTo(DataType.FLOAT);
        assertThat(scaled.testX().reshape(4).toFloatVector()).containsExactly(0, 0.2f, 1, 0.4f);
        assertThat(scaled.trainY()).isSameAs(Y);
        assertThat(X.getInt(1, 0, 0)).as("the original").isEqualTo(255);
        assertThat(images)
                .hasToString("ImageDataset[trainX=UBYTE[2, 2, 1], trainY=UBYTE[2], testX=UBYTE[2, 2, 1],"
                        + " testY=UBYTE[2], classNames=[]]");
    }

    @Test
    void scalesViewsAndFloatsWithoutTouchingThem() {
        INDArray floats =
                Nd4j.arange(24).castTo(DataType.FLOAT).reshape('c', 2, 3, 4).dup('f');
        INDArray view = floats.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3), NDArrayIndex.interval(0, 2, 4));
        INDArray before = view.dup();
        INDArray scaled = new ImageDataset(view, Y, view, Y, List.of()).scaled().trainX();
        assertThat(scaled.shape()).containsExactly(2, 2, 2, 1);
        assertThat(scaled.getFloat(1, 0, 1, 0)).isEqualTo(18 / 255f);
        assertThat(view).isEqualTo(before);
    }

    @Test
    void needsAClassForEachImage() {
        INDArray three = Nd4j.createFromArray(1, 2, 3);
        assertThatThrownBy(() -> new ImageDataset(X, three, X, Y, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trainX holds 2 images (UBYTE[2, 2, 1]), but trainY holds 3 classes (INT[3])");
        assertThatThrownBy(() -> new ImageDataset(X, Y, X, three, List.of()))
                .hasMessageContaining("testX holds 2 images");
    }

    @Test
    void readsTheArraysOfMnistNpz() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            String[] names = {"x_test", "x_train", "y_train", "y_test"};
            String[] shapes = {"(1, 2, 2)", "(3, 2, 2)", "(3,)", "(1,)"};
            int[] lengths = {4, 12, 3, 1};
            for (int i = 0; i < names.length; i++) {
                var data = new byte[lengths[i]];
                data[0] = (byte) (200 + i);
                zip.putNextEntry(new ZipEntry(names[i] + ".npy"));
                zip.write(NpzTest.npy("'|u1'", shapes[i], data));
            }
        }
        ImageDataset mnist = Mnist.fromNpz(out.toByteArray());
        assertThat(mnist.trainX().shape()).containsExactly(3, 2, 2);
        assertThat(mnist.trainX().getInt(0, 0, 0)).isEqualTo(201);
        assertThat(mnist.trainY().getInt(0)).isEqualTo(202);
        assertThat(mnist.testX().getInt(0, 0, 0)).isEqualTo(200);
        assertThat(mnist.testY().getInt(0)).isEqualTo(203);
    }

    @Test
    void asksForTheNpzOfMnistAndTheFourFilesOfFashionMnist(@TempDir Path folder) {
        var offline = new DataFolder(
                List.of(folder),
                URI.create("http://no-such-host.invalid/"),
                new Download(
                        1,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        new DownloadProgress(new PrintStream(new ByteArrayOutputStream()), false)));
        assertThatThrownBy(() -> Mnist.load(offline))
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining(folder.resolve("mnist.npz").toString());
        assertThatThrownBy(() -> FashionMnist.load(offline))
                .isInstanceOf(DatasetNotFoundException.class)
                .hasMessageContaining(folder.resolve("fashion-mnist/train-images-idx3-ubyte.gz")
                        .toString())
                .hasMessageContaining(folder.resolve("fashion-mnist/train-labels-idx1-ubyte.gz")
                        .toString())
                .hasMessageContaining(folder.resolve("fashion-mnist/t10k-images-idx3-ubyte.gz")
                        .toString())
                .hasMessageContaining(folder.resolve("fashion-mnist/t10k-labels-idx1-ubyte.gz")
                        .toString());
    }

    @Test
    void loadsTheRealFashionMnist() {
        assumeTrue(
                FashionMnist.FILES.stream().allMatch(DataFolder.keras()::holds), "Fashion-MNIST is not in the cache");
        ImageDataset fashion = FashionMnist.load();
        check(fashion);
        // The first labels of the published set.
        assertThat(fashion.trainY().get(NDArrayIndex.interval(0, 5)).toIntVector())
                .containsExactly(9, 0, 0, 3, 0);
        assertThat(fashion.testY().get(NDArrayIndex.interval(0, 5)).toIntVector())
                .containsExactly(9, 2, 1, 1, 6);
        assertThat(fashion.classNames()).element(9).isEqualTo("Ankle boot");
    }

    @Test
    void loadsTheRealMnist() {
        DataFolder folder = DataFolder.keras();
        assumeTrue(folder.holds(Mnist.NPZ) || Mnist.IDX.stream().allMatch(folder::holds), "MNIST is not in the cache");
        ImageDataset mnist = Mnist.load();
        check(mnist);
        assertThat(mnist.trainY().get(NDArrayIndex.interval(0, 5)).toIntVector())
                .containsExactly(5, 0, 4, 1, 9);
        assertThat(mnist.testY().get(NDArrayIndex.interval(0, 5)).toIntVector()).containsExactly(7, 2, 1, 0, 4);
    }

    private static void check(ImageDataset images) {
        assertThat(images.trainX().shape()).containsExactly(60000, 28, 28);
        assertThat(images.trainY().shape()).containsExactly(60000);
        assertThat(images.testX().shape()).containsExactly(10000, 28, 28);
        assertThat(images.testY().shape()).containsExactly(10000);
        for (INDArray array : List.of(images.trainX(), images.trainY(), images.testX(), images.testY())) {
            assertThat(array.dataType()).isEqualTo(DataType.UINT8);
        }
        assertThat(images.classNames()).hasSize(10);
        assertThat(images.scaled().testX().shape()).containsExactly(10000, 28, 28, 1);
        assertThat(images.scaled().testX().maxNumber().floatValue()).isEqualTo(1);
    }
}
