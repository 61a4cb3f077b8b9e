package io.keras4j.preprocessing;

import static io.keras4j.preprocessing.Preprocessing.arrayToImg;
import static io.keras4j.preprocessing.Preprocessing.imageDatasetFromDirectory;
import static io.keras4j.preprocessing.Preprocessing.imgToArray;
import static io.keras4j.preprocessing.Preprocessing.loadImg;
import static io.keras4j.preprocessing.Preprocessing.saveImg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.config.Codecs;
import io.keras4j.data.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Image files and arrays of their pixels, compared with what Keras makes of the same. */
class ImagesTest {
    @TempDir
    private Path folder;

    /** The folders of images that images.py reads. */
    @BeforeEach
    void writeFolders() throws IOException {
        for (Map.Entry<String, Integer> each :
                Map.of("cats", 5, "birds", 6, "dogs", 4).entrySet()) {
            Path directory = Files.createDirectories(folder.resolve("all").resolve(each.getKey()));
            for (int i = 0; i < each.getValue(); i++) {
                saveImg(
                        directory.resolve(i + ".png"),
                        smooth(4 + i, 5 + each.getKey().length()),
                        null,
                        null,
                        false);
            }
        }
    }

    private static INDArray smooth(int height, int width) {
        float[] values = new float[height * width * 3];
        for (int i = 0; i < values.length; i++) {
            int c = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            values[i] = (int) (128 + 100 * Math.sin(x / (2.0 + c) + c) * Math.cos(y / (3 - c / 2.0)));
        }
        return Nd4j.createFromArray(values).reshape(height, width, 3);
    }

    @Test
    void filesAreReadAsKerasReadsThem() {
        for (Map<String, Object> keras : ImageCases.list("loads")) {
            Path file = ImageCases.PICTURES.resolve(keras.get("file") + ".png");
            BufferedImage image = loadImg(file, load -> {
                if (keras.get("color_mode") != null) {
                    load.colorMode((String) keras.get("color_mode"));
                }
                if (keras.get("target_size") != null) {
                    List<Integer> size = ImageCases.integers(keras.get("target_size"));
                    load.targetSize(size.get(0), size.get(1));
                }
                if (keras.get("interpolation") != null) {
                    load.interpolation((String) keras.get("interpolation"));
                }
                load.keepAspectRatio(Boolean.TRUE.equals(keras.get("keep_aspect_ratio")));
            });
            // PIL rounds between rows and columns too
            double tolerance = keras.get("interpolation") == null ? 0 : 1;
            INDArray expected = ImageCases.array(keras.remove("pixels"));
            ImageCases.assertPixels(imgToArray(image), expected, tolerance, keras.toString());
        }
    }

    @Test
    void arraysBecomeImages() {
        for (Map<String, Object> keras : ImageCases.list("to_images")) {
            BufferedImage image = arrayToImg(ImageCases.array(keras.get("x")));
            ImageCases.assertPixels(imgToArray(image), ImageCases.array(keras.get("pixels")), 0, "image");
        }
        INDArray first = smooth(4, 6).permute(2, 0, 1);
        assertThat(imgToArray(arrayToImg(first, "channels_first", false), "channels_first"))
                .isEqualTo(first.dup('c'));
        assertThatThrownBy(() -> arrayToImg(Nd4j.ones(2, 3))).hasMessageContaining("must have 3 axes");
        assertThatThrownBy(() -> arrayToImg(Nd4j.ones(2, 3, 2))).hasMessageContaining("1, 3 or 4 channels, received 2");
        assertThatThrownBy(() -> arrayToImg(Nd4j.ones(2, 3, 1).mul(300), null, false))
                .hasMessageContaining("from 0 to 255, received 300");
    }

    @Test
    void imagesAreWrittenAndReadAgain() throws IOException {
        INDArray x = smooth(6, 9);
        for (String name : List.of("a.png", "b.bmp")) {
            saveImg(folder.resolve(name), x, null, null, false);
            assertThat(imgToArray(loadImg(folder.resolve(name)))).as(name).isEqualTo(x);
        }
        saveImg(folder.resolve("c.jpg"), x, null, null, false);
        ImageCases.assertPixels(imgToArray(loadImg(folder.resolve("c.jpg"))), x, 60, "jpeg");
        saveImg(folder.resolve("d"), x, null, "png", false);
        assertThat(imgToArray(loadImg(folder.resolve("d")))).isEqualTo(x);
        INDArray transparent =
                imgToArray(loadImg(ImageCases.PICTURES.resolve("transparent.png"), l -> l.colorMode("rgba")));
        saveImg(folder.resolve("e.png"), transparent, null, null, false);
        assertThat(imgToArray(loadImg(folder.resolve("e.png"), l -> l.colorMode("rgba"))))
                .isEqualTo(transparent);
        saveImg(folder.resolve("f.jpeg"), transparent, null, null, false);
        assertThat(imgToArray(loadImg(folder.resolve("f.jpeg"))).shape()).containsExactly(5, 7, 3);
        assertThat(Files.list(folder)).noneMatch(file -> file.toString().endsWith(".part"));
        assertThatThrownBy(() -> saveImg(folder.resolve("g.tga"), x)).hasMessageContaining("format \"tga\"");
        assertThatThrownBy(() -> loadImg(folder.resolve("none.png"))).hasMessageContaining("none.png");
        assertThatThrownBy(() ->
                        loadImg(folder.resolve("a.png"), l -> l.targetSize(2, 2).interpolation("box")))
                .hasMessageContaining("received \"box\"");
        assertThatThrownBy(() -> loadImg(folder.resolve("a.png"), l -> l.colorMode("cmyk")))
                .hasMessageContaining("received \"cmyk\"");
    }

    @Test
    void foldersAreReadAsKerasReadsThem() {
        for (Map<String, Object> keras : ImageCases.list("directories")) {
            Map<String, Object> arguments = Codecs.map().decode(keras.get("arguments"));
            DirectoryDataset images =
                    imageDatasetFromDirectory(folder.resolve("all"), options -> set(options, arguments));
            List<String> files = images.filePaths().stream()
                    .map(path -> folder.resolve("all").relativize(path).toString())
                    .toList();
            assertThat(files).as("files with %s", arguments).isEqualTo(keras.get("files"));
            Object classes = keras.get("classes") == null ? List.of() : keras.get("classes");
            assertThat(images.classNames()).isEqualTo(classes);
            if (keras.get("x") != null) {
                Samples batch = images.dataset().iterator().next();
                // the library that TensorFlow reads PNG files with rounds greys in its own way
                double tolerance = arguments.get("color_mode") == null ? 1e-3 : 1.001;
                INDArray expected = ImageCases.array(keras.get("x"));
                ImageCases.assertPixels(batch.x().get(0), expected, tolerance, "x with " + arguments);
                if (keras.get("y") == null) {
                    assertThat(batch.y()).isEmpty();
                } else {
                    ImageCases.assertPixels(
                            batch.y().get(0), ImageCases.array(keras.get("y")), 0, "y with " + arguments);
                }
            }
        }
    }

    private static void set(ImageDirectoryOptions options, Map<String, Object> arguments) {
        options.verbose(false);
        options.shuffle(!Boolean.FALSE.equals(arguments.get("shuffle")));
        options.cropToAspectRatio(Boolean.TRUE.equals(arguments.get("crop_to_aspect_ratio")));
        options.batchSize((int) ImageCases.number(arguments, "batch_size", 32));
        if (arguments.containsKey("label_mode")) {
            options.labelMode((String) arguments.get("label_mode"));
        }
        if (arguments.get("seed") != null) {
            options.seed((int) ImageCases.number(arguments, "seed", 0));
        }
        if (arguments.get("validation_split") != null) {
            options.validationSplit(ImageCases.number(arguments, "validation_split", 0));
            options.subset((String) arguments.get("subset"));
        }
        if (arguments.get("image_size") != null) {
            List<Integer> size = ImageCases.integers(arguments.get("image_size"));
            options.imageSize(size.get(0), size.get(1));
        }
        if (arguments.get("color_mode") != null) {
            options.colorMode((String) arguments.get("color_mode"));
        }
        if (arguments.get("interpolation") != null) {
            options.interpolation((String) arguments.get("interpolation"));
        }
        if (arguments.get("class_names") != null) {
            options.classNames(Codecs.list(Codecs.string())
                    .decode(arguments.get("class_names"))
                    .toArray(String[]::new));
        }
    }

    @Test
    void shuffledFoldersKeepLabelsWithImages() {
        DirectoryDataset images = imageDatasetFromDirectory(
                folder.resolve("all"),
                o -> o.imageSize(9, 10).batchSize(4).seed(3).verbose(false));
        assertThat(images.dataset().cardinality()).isEqualTo(4);
        List<Integer> labels = new ArrayList<>();
        for (Samples batch : images.dataset()) {
            for (int i = 0; i < batch.count(); i++) {
                labels.add(batch.y().get(0).getInt(i));
            }
        }
        assertThat(labels).hasSize(15).isNotEqualTo(labels.stream().sorted().toList());
        assertThat(labels.stream().filter(label -> label == 0)).hasSize(6);
        // two passes differ, and folders and labels stay together: the width of an image tells its class
        DirectoryDataset narrow = imageDatasetFromDirectory(
                folder.resolve("all"),
                o -> o.imageSize(4, 4).batchSize(15).seed(3).verbose(false));
        assertThat(narrow.filePaths()).isEqualTo(images.filePaths());
    }

    @Test
    void labelsCanBeGiven() {
        DirectoryDataset images = imageDatasetFromDirectory(
                folder.resolve("all").resolve("dogs"),
                o -> o.imageSize(4, 4)
                        .labels(List.of(3, 1, 1, 3))
                        .shuffle(false)
                        .verbose(false));
        assertThat(images.dataset().iterator().next().y().get(0).toIntVector()).containsExactly(3, 1, 1, 3);
        assertThat(images.classNames()).containsExactly("1", "3");
        DirectoryDataset first = imageDatasetFromDirectory(
                folder.resolve("all").resolve("dogs"),
                o -> o.imageSize(4, 4).labels(null).dataFormat("channels_first").verbose(false));
        assertThat(first.dataset().iterator().next().x().get(0).shape()).containsExactly(4, 3, 4, 4);
    }

    @Test
    void saysWhatIsWrongWithOptions() throws IOException {
        Path all = folder.resolve("all");
        Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> imageDatasetFromDirectory(all, o -> o.validationSplit(0.2)))
                .hasMessageContaining("validationSplit and subset must be given together");
        assertThatThrownBy(() -> imageDatasetFromDirectory(
                        all,
                        o -> o.validationSplit(0.01)
                                .subset("training")
                                .shuffle(false)
                                .verbose(false)))
                .hasMessageContaining("leaves none of the 15 images");
        assertThatThrownBy(() -> imageDatasetFromDirectory(
                        all, o -> o.labelMode(null).classNames("cats").verbose(false)))
                .hasMessageContaining("classNames can only be given where labels follow");
        assertThatThrownBy(() -> imageDatasetFromDirectory(
                        all, o -> o.validationSplit(0.2).subset("training")))
                .hasMessageContaining("needs a seed");
        assertThatThrownBy(() -> imageDatasetFromDirectory(all, o -> o.subset("all")))
                .hasMessageContaining("received \"all\"");
        assertThatThrownBy(() -> imageDatasetFromDirectory(all, o -> o.labelMode("float")))
                .hasMessageContaining("received \"float\"");
        assertThatThrownBy(() -> imageDatasetFromDirectory(
                        all, o -> o.labelMode("binary").verbose(false)))
                .hasMessageContaining("exactly 2 classes; found [birds, cats, dogs]");
        assertThatThrownBy(() ->
                        imageDatasetFromDirectory(all, o -> o.classNames("cows").verbose(false)))
                .hasMessageContaining("received [cows]");
        assertThatThrownBy(() ->
                        imageDatasetFromDirectory(all, o -> o.labels(List.of(1)).verbose(false)))
                .hasMessageContaining("one for each of the 15 files");
        assertThatThrownBy(() -> imageDatasetFromDirectory(folder.resolve("empty"), o -> o.verbose(false)))
                .hasMessageContaining("No images were found");
        assertThatThrownBy(() -> imageDatasetFromDirectory(folder.resolve("nowhere"), o -> {}))
                .hasMessageContaining("nowhere");
        assertThat(imgToArray(loadImg(ImageCases.PICTURES.resolve("grey.png"))).dataType())
                .isEqualTo(DataType.FLOAT);
    }
}
