package io.keras4j.preprocessing;

import io.keras4j.data.Samples;
import io.keras4j.data.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of images that an {@link ImageDataGenerator} augments, for {@code fit}. What is random in a batch follows from the seed, the epoch
 * and the number of the batch, so it does not matter how many threads prepare them.
 */
public final class ImageBatches extends Sequence {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The targets, or weights, of some samples: arrays with a row for each. */
    private interface Rows {
        INDArray of(int[] samples, INDArray images);
    }

    private final ImageDataGenerator generator;
    private final BatchOptions options;
    private final int count;
    private final IntFunction<INDArray> images;
    private final Rows targets;
    private final Rows weights;
    private final LabelledFiles files;
    private final long seed;
    private volatile int epoch;

    private ImageBatches(
            ImageDataGenerator generator,
            BatchOptions options,
            int count,
            IntFunction<INDArray> images,
            Rows targets,
            Rows weights,
            LabelledFiles files) {
        this.generator = generator;
        this.options = options;
        this.count = count;
        this.images = images;
        this.targets = targets;
        this.weights = weights;
        this.files = files;
        this.seed = options.seed == null ? ImageDataGenerator.anySeed() : options.seed;
        if (count == 0) {
            throw new IllegalArgumentException(
                    "There are no images" + (options.subset == null ? "" : " for " + options.subset));
        }
    }

    static ImageBatches ofArrays(ImageDataGenerator generator, FlowOptions options, INDArray x, INDArray y) {
        int[] range = options.batches.range((int) x.size(0), generator.validationSplit());
        if (options.batches.subset != null && y != null && !options.ignoreClassSplit) {
            int border = (int) (generator.validationSplit() * x.size(0));
            checkClasses(y, border);
        }
        return new ImageBatches(
                generator,
                options.batches,
                range[1] - range[0],
                i -> x.slice(range[0] + i),
                y == null ? null : (samples, batch) -> rows(y, samples, range[0]),
                options.sampleWeight == null ? null : (samples, batch) -> rows(options.sampleWeight, samples, range[0]),
                null);
    }

    private static void checkClasses(INDArray y, int border) {
        Set<String> before = new HashSet<>();
        Set<String> after = new HashSet<>();
        for (int i = 0; i < y.size(0); i++) {
            (i < border ? before : after)
                    .add(
                            y.rank() == 1
                                    ? String.valueOf(y.getDouble(i))
                                    : y.slice(i).toString());
        }
        if (!before.equals(after)) {
            throw new IllegalArgumentException("Training and validation have different classes; data that are sorted by"
                    + " class must be shuffled before they are split");
        }
    }

    private static INDArray rows(INDArray array, int[] samples, int first) {
        return Values.take(array, IntStream.of(samples).map(i -> first + i).toArray());
    }

    static ImageBatches ofFiles(ImageDataGenerator generator, FlowFromDirectoryOptions options, Path folder) {
        LabelledFiles all = LabelledFiles.ofClasses(folder, LabelledFiles.IMAGES, options.classes, options.followLinks);
        // each class is divided for itself
        List<Path> paths = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < all.classNames().size(); label++) {
            int first = all.labels().indexOf(label);
            int size = first < 0 ? 0 : all.labels().lastIndexOf(label) + 1 - first;
            int[] range = options.batches.range(size, generator.validationSplit());
            for (int i = range[0]; i < range[1]; i++) {
                paths.add(all.files().get(first + i));
                labels.add(label);
            }
        }
        LabelledFiles files = new LabelledFiles(paths, labels, all.classNames());
        System.out.println("Found " + paths.size() + " images belonging to "
                + all.classNames().size() + " classes.");
        String format = generator.isChannelsLast() ? "channels_last" : "channels_first";
        return new ImageBatches(
                generator,
                options.batches,
                paths.size(),
                i -> Images.toArray(Images.load(paths.get(i), options.load), format),
                options.classMode == null
                        ? null
                        : (samples, batch) -> targets(files, options.classMode, samples, batch),
                null,
                files);
    }

    private static INDArray targets(LabelledFiles files, String mode, int[] samples, INDArray images) {
        if (mode.equals("input")) {
            return images.dup('c');
        }
        int[] labels = IntStream.of(samples).map(files.labels()::get).toArray();
        return mode.equals("categorical")
                ? Preprocessing.toCategorical(labels, files.classNames().size())
                : Nd4j.createFromArray(labels).castTo(DataType.FLOAT);
    }

    /** The number of images. */
    public int samples() {
        return count;
    }

    /** The label of each class, of images from a folder. */
    public Map<String, Integer> classIndices() {
        Map<String, Integer> indices = new TreeMap<>();
        for (int i = 0; i < fromFolder().classNames().size(); i++) {
            indices.put(fromFolder().classNames().get(i), i);
        }
        return indices;
    }

    /** The label of each image, before they are shuffled, of images from a folder. */
    public int[] classes() {
        return fromFolder().labels().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The files, before they are shuffled, of images from a folder. */
    public List<Path> filepaths() {
        return List.copyOf(fromFolder().files());
    }

    private LabelledFiles fromFolder() {
        if (files == null) {
            throw new IllegalStateException("These images come from an array, not from a folder");
        }
        return files;
    }

    @Override
    public int size() {
        return (count + options.batchSize - 1) / options.batchSize;
    }

    @Override
    public Samples get(int index) {
        int now = epoch;
        int[] order = IntStream.range(0, count).toArray();
        if (options.shuffle) {
            shuffle(order, new SplittableRandom(seed * GOLDEN + now));
        }
        int from = index * options.batchSize;
        int[] samples = Arrays.copyOfRange(order, from, Math.min(count, from + options.batchSize));
        SplittableRandom random = new SplittableRandom((seed ^ GOLDEN) + now * 1_000_003L + index);
        INDArray[] batch = new INDArray[samples.length];
        for (int i = 0; i < samples.length; i++) {
            INDArray image = images.apply(samples[i]).castTo(DataType.FLOAT);
            ImageTransform transform = generator.getRandomTransform(image.shape(), random.split());
            batch[i] = generator.standardize(generator.applyTransform(image, transform));
        }
        INDArray x = Nd4j.stack(0, batch);
        return new Samples(
                List.of(x),
                targets == null ? List.of() : List.of(targets.of(samples, x)),
                weights == null ? List.of() : List.of(weights.of(samples, x)));
    }

    @Override
    public void onEpochEnd() {
        epoch++;
    }
}
