package io.keras4j.preprocessing;

import io.keras4j.data.Batches;
import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import io.keras4j.random.RandomSeed;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The functions among the preprocessing tools, to be imported statically:
 *
 * <pre>{@code
 * import static io.keras4j.preprocessing.Preprocessing.*;
 *
 * Table iris = Iris.load();
 * var split = trainTestSplit(iris.x(), iris.y(), s -> s.testSize(0.2).stratify(iris.y()).seed(42));
 * INDArray oneHot = toCategorical(split.trainY(), 3);
 * }</pre>
 */
public final class Preprocessing {
    private Preprocessing() {}

    /**
     * Divides samples at random into those to train on and those to test on, scikit-learn's {@code train_test_split}.
     *
     * @param x the features, {@code [samples, ...]}
     * @param y the labels, {@code [samples, ...]}
     * @param options sets the share of test samples, stratification, shuffling and the seed
     * @return copies of the samples on either side, with the types of {@code x} and {@code y}
     */
    public static TrainTestSplit trainTestSplit(INDArray x, INDArray y, Consumer<SplitOptions> options) {
        if (x.rank() == 0 || y.rank() == 0 || x.isEmpty() || x.size(0) != y.size(0)) {
            throw new IllegalArgumentException("x and y must hold the same number of samples, at least one, received x "
                    + Values.describe(x) + " and y " + Values.describe(y));
        }
        var chosen = new SplitOptions();
        options.accept(chosen);
        SplitIndices indices = chosen.indices(Math.toIntExact(x.size(0)));
        return new TrainTestSplit(
                Values.take(x, indices.train()),
                Values.take(y, indices.train()),
                Values.take(x, indices.test()),
                Values.take(y, indices.test()));
    }

    /** As {@link #trainTestSplit(INDArray, INDArray, Consumer)}, with a quarter of the samples for testing. */
    public static TrainTestSplit trainTestSplit(INDArray x, INDArray y) {
        return trainTestSplit(x, y, options -> {});
    }

    /** As {@link #trainTestSplit(INDArray, INDArray, Consumer)}. */
    public static TrainTestSplit trainTestSplit(float[][] x, int[] y, Consumer<SplitOptions> options) {
        return trainTestSplit(Values.matrix("x", x), Nd4j.createFromArray(y), options);
    }

    /**
     * Divides a dataset into a left and a right side, {@code keras.utils.split_dataset}. Its elements are kept in memory. A dataset of batches is
     * divided sample by sample, and both sides have batches as large as its first.
     *
     * <pre>{@code
     * var split = splitDataset(Dataset.fromArrays(x, y).batch(32), s -> s.leftSize(0.8).shuffle(true));
     * model.fit(split.left(), fit -> fit.validationData(split.right()));
     * }</pre>
     *
     * @param options sets the sizes, shuffling and the seed
     * @throws IllegalArgumentException when a side would be empty, or there is no end of elements
     */
    public static <T> DatasetSplit<T> splitDataset(Dataset<T> dataset, Consumer<SplitDatasetOptions> options) {
        if (dataset.cardinality() == Batches.INFINITE) {
            throw new IllegalArgumentException("splitDataset: the dataset has no end");
        }
        var chosen = new SplitDatasetOptions();
        options.accept(chosen);
        List<T> elements = new ArrayList<>();
        dataset.forEach(elements::add);
        return !elements.isEmpty() && elements.get(0) instanceof Samples first
                ? splitBatches(Dataset.of(elements).unbatch(), (int) first.count(), chosen)
                : split(elements, chosen);
    }

    private static <T> DatasetSplit<T> split(List<T> elements, SplitDatasetOptions options) {
        int[] sizes = options.sizes(elements.size());
        if (options.shuffle()) {
            Collections.shuffle(elements, new Random(options.seed() == null ? RandomSeed.next() : options.seed()));
        }
        return new DatasetSplit<>(
                Dataset.of(elements.subList(0, sizes[0])),
                Dataset.of(elements.subList(elements.size() - sizes[1], elements.size())));
    }

    @SuppressWarnings("unchecked") // batches become batches again
    private static <T> DatasetSplit<T> splitBatches(Dataset<Sample> samples, int size, SplitDatasetOptions options) {
        List<Sample> all = new ArrayList<>();
        samples.forEach(all::add);
        DatasetSplit<Sample> split = split(all, options);
        return new DatasetSplit<>((Dataset<T>) split.left().batch(size), (Dataset<T>)
                split.right().batch(size));
    }

    /**
     * Windows over a series as samples, {@code keras.utils.timeseries_dataset_from_array}: window {@code i} begins at time step {@code i *
     * sequenceStride} and has {@code sequenceLength} time steps, of which each is {@code samplingRate} after the one before.
     *
     * <pre>{@code
     * INDArray input = series.get(NDArrayIndex.interval(0, count - 12));     // twelve months, to forecast the next
     * INDArray targets = series.get(NDArrayIndex.interval(12, count));
     * Dataset<Samples> windows = timeseriesDatasetFromArray(input, targets, 12, t -> t.batchSize(32).shuffle(true));
     * }</pre>
     *
     * @param data {@code [time steps, ...]}
     * @param targets {@code [windows, ...]}: {@code targets[i]} belongs to the window that begins at time step {@code i}; null for none
     * @param options sets strides, the size of batches, shuffling, and which time steps are used
     * @return batches of inputs {@code [batch, sequenceLength, ...]} and targets {@code [batch, ...]}
     */
    public static Dataset<Samples> timeseriesDatasetFromArray(
            INDArray data, INDArray targets, int sequenceLength, Consumer<TimeseriesOptions> options) {
        if (data.rank() == 0 || data.isEmpty() || sequenceLength < 1) {
            throw new IllegalArgumentException(
                    "timeseriesDatasetFromArray: expected an array of time steps and a positive"
                            + " sequenceLength, got " + Values.describe(data) + " and " + sequenceLength);
        }
        var chosen = new TimeseriesOptions();
        options.accept(chosen);
        chosen.check(data.size(0));
        int start = chosen.start();
        int end = chosen.end(Math.toIntExact(data.size(0)));
        int rate = chosen.samplingRate();
        int count = end - start - (sequenceLength - 1) * rate;
        if (targets != null) {
            count = Math.min(count, (int) targets.size(0) - start);
        }
        int stride = chosen.sequenceStride();
        int windows = Math.max(0, (count + stride - 1) / stride);
        Rows steps = new Rows(data);
        Rows labels = targets == null ? null : new Rows(targets);
        Dataset<Long> numbers = Dataset.range(windows);
        if (chosen.shuffle() && windows > 0) {
            numbers = numbers.shuffle(windows, chosen.seed(), true);
        }
        return numbers.map(window -> {
                    int from = start + window.intValue() * stride;
                    INDArray x = steps.take(IntStream.range(0, sequenceLength)
                            .map(i -> from + i * rate)
                            .toArray());
                    return labels == null ? Sample.of(x) : Sample.of(x, labels.row(from));
                })
                .batch(chosen.batchSize());
    }

    /** As {@link #timeseriesDatasetFromArray(INDArray, INDArray, int, Consumer)}. */
    public static Dataset<Samples> timeseriesDatasetFromArray(INDArray data, INDArray targets, int sequenceLength) {
        return timeseriesDatasetFromArray(data, targets, sequenceLength, options -> {});
    }

    /**
     * Makes sequences equally long, {@code keras.utils.pad_sequences}: {@code padSequences(tokens, pad -> pad.maxlen(100).padding("post"))}.
     *
     * @param sequences whole numbers, such as the tokens of each text
     * @param options sets the length, on which side sequences are padded and truncated, and with what they are padded
     * @return int32 {@code [samples, length]}
     * @throws IllegalArgumentException where there are no sequences, or none has an element and no length is set
     */
    public static INDArray padSequences(int[][] sequences, Consumer<PadOptions> options) {
        var chosen = new PadOptions();
        options.accept(chosen);
        int[][] rows = chosen.pad(sequences);
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(
                    "sequences must hold at least one, with at least one element unless maxlen is set, received "
                            + Arrays.deepToString(sequences));
        }
        return Nd4j.createFromArray(rows);
    }

    /** As {@link #padSequences(int[][], Consumer)}, padded before to the length of the longest. */
    public static INDArray padSequences(int[][] sequences) {
        return padSequences(sequences, options -> {});
    }

    /**
     * Turns class numbers into one-hot rows, {@code keras.utils.to_categorical}.
     *
     * @param labels whole numbers from 0 to {@code numClasses - 1}, {@code [samples]} or {@code [..., 1]}, of any type
     * @param numClasses the length of a row
     * @return float32 {@code [samples, numClasses]}, the class axis in place of a last axis of 1
     */
    public static INDArray toCategorical(INDArray labels, int numClasses) {
        int[] classes = Values.integers("labels", labels);
        if (numClasses < 1) {
            throw new IllegalArgumentException("numClasses must be at least 1, received " + numClasses);
        }
        var oneHot = new float[Math.multiplyExact(classes.length, numClasses)];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= numClasses) {
                throw new IllegalArgumentException("labels must be from 0 to " + (numClasses - 1) + " for " + numClasses
                        + " classes, received " + classes[i] + " at index " + i);
            }
            oneHot[i * numClasses + classes[i]] = 1;
        }
        long[] shape = labels.shape();
        int kept = shape.length > 1 && shape[shape.length - 1] == 1 ? shape.length - 1 : shape.length;
        shape = Arrays.copyOf(shape, kept + 1);
        shape[kept] = numClasses;
        return Nd4j.createFromArray(oneHot).reshape(shape);
    }

    /** As {@link #toCategorical(INDArray, int)}, with as many classes as the largest label asks for. */
    public static INDArray toCategorical(INDArray labels) {
        return toCategorical(
                labels,
                1
                        + Arrays.stream(Values.integers("labels", labels))
                                .max()
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "labels must not be empty, or numClasses be given")));
    }

    /** As {@link #toCategorical(INDArray, int)}. */
    public static INDArray toCategorical(int[] labels, int numClasses) {
        return toCategorical(Nd4j.createFromArray(labels), numClasses);
    }

    /** As {@link #toCategorical(INDArray)}. */
    public static INDArray toCategorical(int[] labels) {
        return toCategorical(Nd4j.createFromArray(labels));
    }

    /** The image in a file, with red, green and blue, in its own size: {@link #loadImg(Path, Consumer)}. */
    public static BufferedImage loadImg(Path path) {
        return loadImg(path, options -> {});
    }

    /**
     * The image in a BMP, GIF, JPEG or PNG file, {@code keras.utils.load_img}: {@code loadImg(path, load -> load.targetSize(64, 64))}.
     *
     * @param options sets color mode, size and interpolation
     * @throws java.io.UncheckedIOException where the file cannot be read, or holds no image
     */
    public static BufferedImage loadImg(Path path, Consumer<LoadImgOptions> options) {
        var chosen = new LoadImgOptions();
        options.accept(chosen);
        return Images.load(path, chosen);
    }

    /** {@link #imgToArray(BufferedImage, String)} in the default data format. */
    public static INDArray imgToArray(BufferedImage img) {
        return imgToArray(img, null);
    }

    /**
     * The pixels of an image, {@code keras.utils.img_to_array}: float32 from 0 to 255, {@code [height, width, channels]} with 1 channel for
     * grey images, 4 for those with transparency, else 3.
     *
     * @param dataFormat {@code "channels_last"}, {@code "channels_first"}, or null for {@link io.keras4j.Keras#imageDataFormat()}
     */
    public static INDArray imgToArray(BufferedImage img, String dataFormat) {
        return Images.toArray(img, dataFormat);
    }

    /** {@link #arrayToImg(INDArray, String, boolean)} in the default data format, with values stretched to 0 to 255. */
    public static BufferedImage arrayToImg(INDArray x) {
        return arrayToImg(x, null, true);
    }

    /**
     * An array of pixels as an image, {@code keras.utils.array_to_img}.
     *
     * @param x {@code [height, width, channels]} with 1, 3 or 4 channels
     * @param dataFormat {@code "channels_last"}, {@code "channels_first"}, or null for {@link io.keras4j.Keras#imageDataFormat()}
     * @param scale whether the smallest value becomes 0 and the largest 255; otherwise values must be from 0 to 255
     */
    public static BufferedImage arrayToImg(INDArray x, String dataFormat, boolean scale) {
        return Images.toImage(x, dataFormat, scale);
    }

    /** {@link #saveImg(Path, INDArray, String, String, boolean)}, with values stretched to 0 to 255. */
    public static void saveImg(Path path, INDArray x) {
        saveImg(path, x, null, null, true);
    }

    /**
     * Writes an array of pixels as an image file, {@code keras.utils.save_img}.
     *
     * @param dataFormat see {@link #arrayToImg(INDArray, String, boolean)}
     * @param fileFormat {@code "png"}, {@code "jpeg"}, {@code "bmp"} or {@code "gif"}; null for what the file's name says
     * @param scale see {@link #arrayToImg(INDArray, String, boolean)}
     */
    public static void saveImg(Path path, INDArray x, String dataFormat, String fileFormat, boolean scale) {
        String name = path.getFileName().toString();
        String format = fileFormat == null ? name.substring(name.lastIndexOf('.') + 1) : fileFormat;
        Images.save(path, arrayToImg(x, dataFormat, scale), format);
    }

    /**
     * The images under a folder as batches for {@code fit}, {@code keras.utils.image_dataset_from_directory}; read while the model trains.
     * The files are split and ordered as Keras does with the same seed.
     *
     * <pre>{@code
     * DirectoryDataset train = imageDatasetFromDirectory(folder,
     *     images -> images.imageSize(64, 64).validationSplit(0.2).subset("training").seed(1));
     * DirectoryDataset validation = imageDatasetFromDirectory(folder,
     *     images -> images.imageSize(64, 64).validationSplit(0.2).subset("validation").seed(1));
     * model.fit(train.dataset(), fit -> fit.epochs(10).validationData(validation.dataset()));
     * }</pre>
     *
     * @throws IllegalArgumentException where there are no images, or options do not go together
     */
    public static DirectoryDataset imageDatasetFromDirectory(Path directory, Consumer<ImageDirectoryOptions> options) {
        return DirectoryOptions.of(directory, new ImageDirectoryOptions(), options);
    }

    /**
     * The {@code .txt} files under a folder as batches for {@code fit}, {@code keras.utils.text_dataset_from_directory}; read while the model
     * trains. The files are split and ordered as Keras does with the same seed.
     *
     * <pre>{@code
     * DirectoryDataset reviews = textDatasetFromDirectory(folder, texts -> texts.validationSplit(0.2).subset("both").seed(1));
     * vectorize.adapt(reviews.dataset());
     * model.fit(reviews.dataset(), fit -> fit.epochs(10).validationData(reviews.validation().dataset()));
     * }</pre>
     *
     * @return batches of strings (batch) and their labels
     * @throws IllegalArgumentException where there are no texts, or options do not go together
     */
    public static DirectoryDataset textDatasetFromDirectory(Path directory, Consumer<TextDirectoryOptions> options) {
        return DirectoryOptions.of(directory, new TextDirectoryOptions(), options);
    }

    /**
     * The {@code .wav} files under a folder as batches for {@code fit}, {@code keras.utils.audio_dataset_from_directory}; read while the model
     * trains. The files are split and ordered as Keras does with the same seed. They must be 16-bit PCM, as for Keras.
     *
     * <pre>{@code
     * DirectoryDataset words = audioDatasetFromDirectory(folder, sounds -> sounds.outputSequenceLength(16_000).batchSize(64));
     * model.fit(words.dataset(), fit -> fit.epochs(10));
     * }</pre>
     *
     * @return batches of sound, float32 (batch, sequence, channels) from -1 to 1, and their labels
     * @throws IllegalArgumentException where there are no recordings, or options do not go together
     */
    public static DirectoryDataset audioDatasetFromDirectory(Path directory, Consumer<AudioDirectoryOptions> options) {
        return DirectoryOptions.of(directory, new AudioDirectoryOptions(), options);
    }

    /** Divides every vector along the last axis by its Euclidean norm. */
    public static INDArray normalize(INDArray x) {
        return normalize(x, -1, 2);
    }

    /**
     * Divides every vector along an axis by its norm, {@code keras.utils.normalize}; vectors of zeros stay as they are.
     *
     * @param x an array of any shape
     * @param axis the axis of the vectors, counted from the end where negative
     * @param order the norm: 1 for the sum of magnitudes, 2 for the Euclidean norm, {@link Double#POSITIVE_INFINITY} for
     *     the largest magnitude, or any other number above 0
     * @return an array of the same shape, float64 where {@code x} is, else float32
     */
    public static INDArray normalize(INDArray x, int axis, double order) {
        int rank = x.rank();
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("axis must be from " + -rank + " to " + (rank - 1) + " for "
                    + Values.describe(x) + ", received " + axis);
        }
        if (!(order > 0)) {
            throw new IllegalArgumentException("order must be above 0, received " + order);
        }
        long[] shape = x.shape();
        int along = axis < 0 ? axis + rank : axis;
        int length = (int) shape[along];
        int stride = (int) Arrays.stream(shape, along + 1, rank).reduce(1, (a, b) -> a * b);
        double[] values = Values.of(x);
        for (int vector = 0; vector < values.length / Math.max(length, 1); vector++) {
            int start = vector / stride * stride * length + vector % stride;
            double norm = norm(values, start, stride, length, order);
            for (int i = 0; i < length && norm != 0; i++) {
                values[start + i * stride] /= norm;
            }
        }
        DataType type = x.dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
        return x.isEmpty()
                ? x.castTo(type)
                : Nd4j.createFromArray(values).castTo(type).reshape(shape);
    }

    private static double norm(double[] values, int start, int stride, int length, double order) {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < length; i++) {
            double magnitude = Math.abs(values[start + i * stride]);
            largest = Math.max(largest, magnitude);
            sum += order == 1 ? magnitude : order == 2 ? magnitude * magnitude : Math.pow(magnitude, order);
        }
        if (order == Double.POSITIVE_INFINITY) {
            return largest;
        }
        return order == 1 ? sum : order == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / order);
    }
}
