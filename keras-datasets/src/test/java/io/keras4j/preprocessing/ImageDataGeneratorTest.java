package io.keras4j.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.config.Codecs;
import io.keras4j.data.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ImageDataGeneratorTest {
    @TempDir
    private Path folder;

    @Test
    void transformsImagesAsKerasDoes() {
        for (Map<String, Object> keras : ImageCases.list("transforms")) {
            Map<String, Object> p = Codecs.map().decode(keras.get("parameters"));
            ImageTransform transform = new ImageTransform(
                    ImageCases.number(p, "theta", 0),
                    ImageCases.number(p, "tx", 0),
                    ImageCases.number(p, "ty", 0),
                    ImageCases.number(p, "shear", 0),
                    ImageCases.number(p, "zx", 1),
                    ImageCases.number(p, "zy", 1),
                    Boolean.TRUE.equals(p.get("flip_horizontal")),
                    Boolean.TRUE.equals(p.get("flip_vertical")),
                    (Double) p.get("channel_shift_intensity"),
                    (Double) p.get("brightness"));
            INDArray y = new ImageDataGenerator()
                    .fillMode((String) keras.get("fill_mode"))
                    .cval(33)
                    .interpolationOrder((int) ImageCases.number(keras, "order", 1))
                    .applyTransform(ImageCases.array(keras.get("x")), transform);
            ImageCases.assertPixels(y, ImageCases.array(keras.get("y")), 2e-3, keras.get("fill_mode") + " " + p);
        }
    }

    @Test
    void normalisesImagesAsKerasDoes() {
        INDArray data = ImageCases.array("data");
        for (Map<String, Object> keras : ImageCases.list("standards")) {
            Map<String, Object> arguments = Codecs.map().decode(keras.get("arguments"));
            ImageDataGenerator generator = new ImageDataGenerator()
                    .rescale(ImageCases.number(arguments, "rescale", 0))
                    .samplewiseCenter(Boolean.TRUE.equals(arguments.get("samplewise_center")))
                    .samplewiseStdNormalization(Boolean.TRUE.equals(arguments.get("samplewise_std_normalization")))
                    .featurewiseCenter(Boolean.TRUE.equals(arguments.get("featurewise_center")))
                    .featurewiseStdNormalization(Boolean.TRUE.equals(arguments.get("featurewise_std_normalization")))
                    .zcaWhitening(Boolean.TRUE.equals(arguments.get("zca_whitening")));
            generator.fit(data);
            INDArray expected = ImageCases.array(keras.get("y"));
            double tolerance = 1e-4 * Math.max(1, expected.amaxNumber().doubleValue());
            ImageCases.assertPixels(generator.standardize(data.slice(3)), expected, tolerance, arguments.toString());
        }
        assertThatThrownBy(
                        () -> new ImageDataGenerator().featurewiseCenter(true).standardize(data.slice(0)))
                .hasMessageContaining("call fit(data) first");
    }

    /** With fewer images than pixels, what is learned makes those images uncorrelated too. */
    @Test
    void whitensImagesOfMorePixelsThanThereAreImages() {
        Nd4j.getRandom().setSeed(1);
        INDArray data = Nd4j.rand(6, 4, 4, 1);
        ImageDataGenerator generator = new ImageDataGenerator().zcaWhitening(true);
        generator.fit(data);
        INDArray white = Nd4j.create(6, 16);
        for (int i = 0; i < 6; i++) {
            white.putRow(i, generator.standardize(data.slice(i)).reshape(16));
        }
        INDArray products = white.mmul(white.transpose());
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertThat(products.getDouble(i, j)).isCloseTo(i == j ? 6 : 0, within(1e-2));
            }
        }
    }

    private static void assertRange(
            ImageDataGenerator generator, ToDoubleFunction<ImageTransform> parameter, double lower, double upper) {
        double[] values = IntStream.range(0, 3000)
                .mapToDouble(
                        seed -> parameter.applyAsDouble(generator.getRandomTransform(new long[] {10, 20, 3}, seed)))
                .toArray();
        double length = upper - lower;
        assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(lower, lower + 0.02 * length);
        assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(upper - 0.02 * length, upper);
        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo((lower + upper) / 2, within(0.04 * length));
    }

    @Test
    void drawsWithinTheRanges() {
        assertRange(new ImageDataGenerator().rotationRange(30), ImageTransform::theta, -30, 30);
        assertRange(new ImageDataGenerator().heightShiftRange(0.2), ImageTransform::tx, -2, 2);
        assertRange(new ImageDataGenerator().widthShiftRange(0.2), ImageTransform::ty, -4, 4);
        assertRange(new ImageDataGenerator().widthShiftRange(3), ImageTransform::ty, -3, 3);
        assertRange(new ImageDataGenerator().shearRange(10), ImageTransform::shear, -10, 10);
        assertRange(new ImageDataGenerator().zoomRange(0.3), ImageTransform::zx, 0.7, 1.3);
        assertRange(new ImageDataGenerator().zoomRange(0.5, 0.8), ImageTransform::zy, 0.5, 0.8);
        assertRange(new ImageDataGenerator().channelShiftRange(40), ImageTransform::channelShiftIntensity, -40, 40);
        assertRange(new ImageDataGenerator().brightnessRange(0.4, 1.6), ImageTransform::brightness, 0.4, 1.6);
        assertRange(
                new ImageDataGenerator().horizontalFlip(true).verticalFlip(true),
                t -> t.flipHorizontal() ? 1 : 0,
                0,
                1);
        ImageDataGenerator choices = new ImageDataGenerator().widthShiftRange(new double[] {2, 5});
        double[] distances = IntStream.range(0, 200)
                .mapToDouble(seed ->
                        choices.getRandomTransform(new long[] {10, 20, 3}, seed).ty())
                .distinct()
                .sorted()
                .toArray();
        assertThat(distances).containsExactly(-5, -2, 2, 5);
        ImageTransform none = new ImageDataGenerator().getRandomTransform(new long[] {4, 4, 3}, 1);
        assertThat(none).isEqualTo(new ImageTransform(0, 0, 0, 0, 1, 1, false, false, null, null));
    }

    @Test
    void flowsFromArrays() {
        INDArray x = Nd4j.arange(10 * 12).castTo(DataType.FLOAT).reshape(10, 2, 2, 3);
        INDArray y = Nd4j.arange(10);
        ImageBatches plain =
                new ImageDataGenerator().flow(x, y, flow -> flow.batchSize(4).shuffle(false));
        assertThat(plain.size()).isEqualTo(3);
        assertThat(plain.samples()).isEqualTo(10);
        assertThat(plain.get(2).x().get(0)).isEqualTo(x.get(NDArrayIndex.interval(8, 10)));
        assertThat(plain.get(2).y().get(0).castTo(DataType.INT32).toIntVector()).containsExactly(8, 9);

        ImageDataGenerator generator =
                new ImageDataGenerator().rotationRange(90).validationSplit(0.3);
        ImageBatches one =
                generator.flow(x, y, flow -> flow.batchSize(4).seed(5).sampleWeight(y.mul(2)));
        ImageBatches two = generator.flow(x, y, flow -> flow.batchSize(4).seed(5));
        Samples first = one.get(1);
        assertThat(first.x()).isEqualTo(two.get(1).x());
        assertThat(first.weights().get(0)).isEqualTo(first.y().get(0).mul(2));
        one.onEpochEnd();
        assertThat(one.get(1).x()).isNotEqualTo(first.x());
        ImageBatches training = generator.flow(
                x, y, flow -> flow.subset("training").shuffle(false).ignoreClassSplit(true));
        ImageBatches validation = generator.flow(
                x, y, flow -> flow.subset("validation").shuffle(false).ignoreClassSplit(true));
        assertThat(training.get(0).y().get(0).getDouble(0)).isEqualTo(3);
        assertThat(validation.get(0).y().get(0).length()).isEqualTo(3);
        assertThatThrownBy(() -> generator.flow(x, y, flow -> flow.subset("training")))
                .hasMessageContaining("different classes");
        assertThatThrownBy(() -> generator.flow(x.slice(0), y)).hasMessageContaining("x must have 4 axes");
        assertThatThrownBy(plain::classIndices).hasMessageContaining("come from an array");
    }

    @Test
    void flowsFromFolders() throws IOException {
        for (String name : List.of("a", "b")) {
            Path directory = Files.createDirectories(folder.resolve(name));
            for (int i = 0; i < 5; i++) {
                INDArray image = Nd4j.zeros(4, 6, 3).addi(name.equals("a") ? 10 * i : 200);
                Preprocessing.saveImg(directory.resolve(i + ".png"), image, null, null, false);
            }
        }
        ImageDataGenerator generator = new ImageDataGenerator().rescale(0.5).validationSplit(0.4);
        ImageBatches training = generator.flowFromDirectory(
                folder,
                flow -> flow.targetSize(3, 2).batchSize(4).subset("training").shuffle(false));
        assertThat(training.classIndices()).containsExactly(Map.entry("a", 0), Map.entry("b", 1));
        assertThat(training.classes()).containsExactly(0, 0, 0, 1, 1, 1);
        Samples batch = training.get(0);
        assertThat(batch.x().get(0).shape()).containsExactly(4, 3, 2, 3);
        assertThat(batch.x().get(0).getFloat(0, 0, 0, 0)).isEqualTo(10); // the third image of the class
        assertThat(batch.y().get(0)).isEqualTo(Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}, {1, 0}, {0, 1}}));
        ImageBatches validation = generator.flowFromDirectory(
                folder,
                flow -> flow.targetSize(3, 2)
                        .classMode("binary")
                        .subset("validation")
                        .shuffle(false));
        assertThat(validation.get(0).y().get(0).toFloatVector()).containsExactly(0, 0, 1, 1);
        ImageBatches self = generator.flowFromDirectory(
                folder, flow -> flow.targetSize(3, 2).classMode("input"));
        Samples own = self.get(0);
        assertThat(own.y()).isEqualTo(own.x());
        assertThat(generator
                        .flowFromDirectory(
                                folder, f -> f.classMode(null).classes("b").colorMode("grayscale"))
                        .get(0)
                        .y())
                .isEmpty();
        assertThatThrownBy(() -> generator.flowFromDirectory(folder, f -> f.classMode("float")))
                .hasMessageContaining("received \"float\"");
        assertThatThrownBy(() -> new ImageDataGenerator().flowFromDirectory(folder, f -> f.subset("validation")))
                .hasMessageContaining("There are no images for validation");
    }

    @Test
    void functionsAndDataFormats() {
        INDArray x = Nd4j.arange(2 * 3 * 4 * 5).castTo(DataType.FLOAT).reshape(2, 3, 4, 5);
        ImageDataGenerator generator = new ImageDataGenerator()
                .dataFormat("channels_first")
                .horizontalFlip(true)
                .preprocessingFunction(image -> image.add(1000));
        ImageTransform flip = new ImageTransform(0, 0, 0, 0, 1, 1, true, false, null, null);
        INDArray flipped = generator.applyTransform(x.slice(0), flip);
        assertThat(flipped.getFloat(2, 1, 0)).isEqualTo(x.getFloat(0, 2, 1, 4));
        assertThat(generator.standardize(x.slice(0))).isEqualTo(x.slice(0).add(1000));
        generator.featurewiseStdNormalization(true).fit(x, true, 2, 7);
        assertThat(generator.standardize(x.slice(0)).shape()).containsExactly(3, 4, 5);
        assertThatThrownBy(() -> generator.fillMode("mirror")).hasMessageContaining("received \"mirror\"");
        assertThatThrownBy(() -> generator.interpolationOrder(3)).hasMessageContaining("received 3");
        assertThatThrownBy(() -> generator.validationSplit(1)).hasMessageContaining("received 1.0");
    }
}
