package io.keras4j.preprocessing;

import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import io.keras4j.ops.ImageOps;
import io.keras4j.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The images under a folder as data for {@code fit}: what {@link Preprocessing#imageDatasetFromDirectory} gives.
 *
 * @param dataset batches of images, float32 (batch, height, width, channels) from 0 to 255, and their labels
 * @param classNames the name for each label; empty where there are no labels
 * @param filePaths the files, in the order before the dataset shuffles them
 */
public record ImageDirectory(Dataset<Samples> dataset, List<String> classNames, List<Path> filePaths) {
    /** How images are found and read, under the names of Keras's arguments. */
    public static final class Options {
        private boolean inferred = true;
        private List<Integer> labels;
        private String labelMode = "int";
        private List<String> classNames;
        private int channels = 3;
        private int batchSize = 32;
        private List<Integer> imageSize = List.of(256, 256);
        private boolean shuffle = true;
        private Integer seed;
        private Double validationSplit;
        private String subset;
        private String interpolation = "bilinear";
        private boolean followLinks;
        private boolean cropToAspectRatio;
        private boolean padToAspectRatio;
        private String dataFormat;
        private boolean verbose = true;

        private Options() {}

        /** Gives the labels of all images, in the order of their paths; null for none. By default they follow from their folders. */
        public Options labels(List<Integer> values) {
            inferred = false;
            labels = values == null ? null : List.copyOf(values);
            return this;
        }

        /**
         * {@code "int"}, the default, for int32 (batch); {@code "categorical"} for one-hot float32 (batch, classes); {@code "binary"} for
         * float32 (batch, 1); null for no labels.
         */
        public Options labelMode(String mode) {
            if (mode != null && !List.of("int", "categorical", "binary").contains(mode)) {
                throw new IllegalArgumentException(
                        "labelMode must be \"int\", \"categorical\", \"binary\" or null; received \"" + mode + "\"");
            }
            labelMode = mode;
            return this;
        }

        /** The folders to take, whose order is that of the labels; by default all in alphabetical order. */
        public Options classNames(String... names) {
            classNames = List.of(names);
            return this;
        }

        /** {@code "rgb"}, the default, {@code "rgba"} or {@code "grayscale"}. */
        public Options colorMode(String mode) {
            channels = Images.channels(mode);
            return this;
        }

        /** How many images a batch has, 32 by default. */
        public Options batchSize(int size) {
            if (size < 1) {
                throw new IllegalArgumentException("batchSize must be positive; received " + size);
            }
            batchSize = size;
            return this;
        }

        /** To which size images are brought, 256 by 256 by default. */
        public Options imageSize(int height, int width) {
            imageSize = LoadImgOptions.size("imageSize", height, width);
            return this;
        }

        /** Whether images come in random order, another one in each epoch; true by default. */
        public Options shuffle(boolean value) {
            shuffle = value;
            return this;
        }

        /** What the order follows from. */
        public Options seed(int value) {
            seed = value;
            return this;
        }

        /** Which part of the images is for validation, between 0 and 1. */
        public Options validationSplit(double part) {
            if (!(part > 0 && part < 1)) {
                throw new IllegalArgumentException("validationSplit must be between 0 and 1; received " + part);
            }
            validationSplit = part;
            return this;
        }

        /** Which part to give: {@code "training"} or {@code "validation"}. */
        public Options subset(String name) {
            if (!name.equals("training") && !name.equals("validation")) {
                throw new IllegalArgumentException("subset must be \"training\" or \"validation\" (for both, call this"
                        + " once for each, with the same seed); received \"" + name + "\"");
            }
            subset = name;
            return this;
        }

        /** {@code "bilinear"}, the default, {@code "nearest"}, {@code "bicubic"}, {@code "lanczos3"} or {@code "lanczos5"}. */
        public Options interpolation(String name) {
            interpolation = name.toLowerCase(Locale.ROOT);
            return this;
        }

        /** Whether to go to where symbolic links lead; false by default. */
        public Options followLinks(boolean value) {
            followLinks = value;
            return this;
        }

        /** Whether the largest part in the middle that has the aspect ratio is resized, rather than all; false by default. */
        public Options cropToAspectRatio(boolean value) {
            cropToAspectRatio = value;
            return this;
        }

        /** Whether black borders are added to images until they have the aspect ratio; false by default. */
        public Options padToAspectRatio(boolean value) {
            padToAspectRatio = value;
            return this;
        }

        /** {@code "channels_last"} or {@code "channels_first"}; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
        public Options dataFormat(String format) {
            Images.channelsLast(format);
            dataFormat = format;
            return this;
        }

        /** Whether to print what was found; true by default. */
        public Options verbose(boolean value) {
            verbose = value;
            return this;
        }

        private void check() {
            if ((validationSplit == null) != (subset == null)) {
                throw new IllegalArgumentException("validationSplit and subset must be given together; received "
                        + validationSplit + " and " + subset);
            }
            if (validationSplit != null && shuffle && seed == null) {
                throw new IllegalArgumentException("validationSplit needs a seed where images are shuffled, so that"
                        + " training and validation do not overlap");
            }
            if (!inferred && classNames != null) {
                throw new IllegalArgumentException("classNames can only be given where labels follow from folders");
            }
            if (cropToAspectRatio && padToAspectRatio) {
                throw new IllegalArgumentException(
                        "Only one of cropToAspectRatio and padToAspectRatio can be set to true");
            }
        }

        private ImageFiles files(Path folder) {
            if (labelMode == null || !inferred && labels == null) {
                return ImageFiles.withoutClasses(folder, followLinks);
            }
            return inferred
                    ? ImageFiles.ofClasses(folder, classNames, followLinks)
                    : ImageFiles.withLabels(folder, labels, followLinks);
        }

        private ImageFiles part(ImageFiles files) {
            if (subset == null) {
                return files;
            }
            int count = files.files().size();
            int validation = (int) (validationSplit * count);
            boolean isTraining = subset.equals("training");
            if (verbose) {
                System.out.println(
                        "Using " + (isTraining ? count - validation : validation) + " files for " + subset + ".");
            }
            return isTraining ? files.slice(0, count - validation) : files.slice(count - validation, count);
        }

        private Sample sample(ImageFiles files, int index) {
            INDArray x = Images.read(files.files().get(index), channels);
            boolean fits = x.size(0) == imageSize.get(0) && x.size(1) == imageSize.get(1);
            INDArray resized = fits
                    ? x
                    : ImageOps.resize(
                                    Tensor.of(x),
                                    imageSize,
                                    interpolation,
                                    false,
                                    cropToAspectRatio,
                                    padToAspectRatio,
                                    "constant",
                                    0,
                                    "channels_last")
                            .value();
            INDArray image = Images.channelsLast(dataFormat) ? resized : resized.permute(2, 0, 1);
            return files.labels() == null
                    ? Sample.of(image)
                    : Sample.of(
                            image,
                            label(files.labels().get(index), files.classNames().size()));
        }

        private INDArray label(int label, int classes) {
            return switch (labelMode) {
                case "categorical" ->
                    Preprocessing.toCategorical(new int[] {label}, classes).reshape(classes);
                case "binary" -> Nd4j.createFromArray((float) label);
                default -> Nd4j.scalar(label);
            };
        }
    }

    static ImageDirectory of(Path folder, Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        chosen.check();
        int seed = chosen.seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : chosen.seed;
        ImageFiles all = chosen.files(folder);
        if (chosen.verbose) {
            String classes = all.labels() == null
                    ? ""
                    : " belonging to " + all.classNames().size() + " classes";
            System.out.println("Found " + all.files().size() + " files" + classes + ".");
        }
        if ("binary".equals(chosen.labelMode)
                && all.labels() != null
                && all.classNames().size() != 2) {
            throw new IllegalArgumentException(
                    "labelMode(\"binary\") needs exactly 2 classes; found " + all.classNames());
        }
        ImageFiles files = chosen.part(chosen.shuffle ? all.shuffled(seed) : all);
        if (files.files().isEmpty()) {
            throw new IllegalArgumentException(
                    "No images were found in " + folder.toAbsolutePath()
                            + "; there must be BMP, GIF, JPEG or PNG files in it, in a folder per class where labels follow from these");
        }
        List<Integer> indices = IntStream.range(0, files.files().size()).boxed().toList();
        Dataset<Integer> order = Dataset.of(indices);
        Dataset<Integer> given = chosen.shuffle ? order.shuffle(8 * chosen.batchSize, seed) : order;
        int workers = Math.min(4, Runtime.getRuntime().availableProcessors());
        return new ImageDirectory(
                given.map(index -> chosen.sample(files, index), workers).batch(chosen.batchSize),
                files.classNames() == null ? List.of() : files.classNames(),
                files.files());
    }
}
