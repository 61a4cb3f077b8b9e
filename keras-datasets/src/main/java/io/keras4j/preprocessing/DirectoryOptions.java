package io.keras4j.preprocessing;

import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How files under a folder are found, labelled, split and put into batches, whatever is in them, under the names of Keras's arguments.
 *
 * @param <S> the options of one kind of files
 */
public abstract sealed class DirectoryOptions<S extends DirectoryOptions<S>>
        permits ImageDirectoryOptions, TextDirectoryOptions, AudioDirectoryOptions {
    private static final List<String> SUBSETS = List.of("training", "validation", "both");

    private final String what;
    private final List<String> extensions;
    private boolean inferred = true;
    private List<Integer> labels;
    private String labelMode = "int";
    private List<String> classNames;
    private int batchSize = 32;
    private boolean shuffle = true;
    private Integer seed;
    private Double validationSplit;
    private String subset;
    private boolean followLinks;
    private boolean verbose = true;

    /**
     * @param what the files, such as "images", for messages
     * @param extensions what their names end with
     */
    DirectoryOptions(String what, List<String> extensions) {
        this.what = what;
        this.extensions = extensions;
    }

    @SuppressWarnings("unchecked")
    private S self() {
        return (S) this;
    }

    /** Gives the labels of all files, in the order of their paths; null for none. By default they follow from their folders. */
    public final S labels(List<Integer> values) {
        inferred = false;
        labels = values == null ? null : List.copyOf(values);
        return self();
    }

    /**
     * {@code "int"}, the default, for int32 (batch); {@code "categorical"} for one-hot float32 (batch, classes); {@code "binary"} for
     * float32 (batch, 1); null for no labels.
     */
    public final S labelMode(String mode) {
        if (mode != null && !List.of("int", "categorical", "binary").contains(mode)) {
            throw new IllegalArgumentException(
                    "labelMode must be \"int\", \"categorical\", \"binary\" or null; received \"" + mode + "\"");
        }
        labelMode = mode;
        return self();
    }

    /** The folders to take, whose order is that of the labels; by default all in alphabetical order. */
    public final S classNames(String... names) {
        classNames = List.of(names);
        return self();
    }

    /** How many samples a batch has, 32 by default. */
    public final S batchSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("batchSize must be positive; received " + size);
        }
        batchSize = size;
        return self();
    }

    /** Whether files come in random order, another one in each epoch; true by default. */
    public final S shuffle(boolean value) {
        shuffle = value;
        return self();
    }

    /** What the order follows from. */
    public final S seed(int value) {
        seed = value;
        return self();
    }

    /** Which part of the files is for validation, between 0 and 1. */
    public final S validationSplit(double part) {
        if (!(part > 0 && part < 1)) {
            throw new IllegalArgumentException("validationSplit must be between 0 and 1; received " + part);
        }
        validationSplit = part;
        return self();
    }

    /**
     * Which part to give: {@code "training"}, {@code "validation"}, or {@code "both"}, training as the dataset and validation as its {@link
     * DirectoryDataset#validation()}.
     */
    public final S subset(String name) {
        if (!SUBSETS.contains(name)) {
            throw new IllegalArgumentException("subset must be one of " + SUBSETS + "; received \"" + name + "\"");
        }
        subset = name;
        return self();
    }

    /** Whether to go to where symbolic links lead; false by default. */
    public final S followLinks(boolean value) {
        followLinks = value;
        return self();
    }

    /** Whether to print what was found; true by default. */
    public final S verbose(boolean value) {
        verbose = value;
        return self();
    }

    /** Refuses options that do not go together. */
    void check() {
        if ((validationSplit == null) != (subset == null)) {
            throw new IllegalArgumentException("validationSplit and subset must be given together; received "
                    + validationSplit + " and " + subset);
        }
        if (validationSplit != null && shuffle && seed == null) {
            throw new IllegalArgumentException("validationSplit needs a seed where " + what
                    + " are shuffled, so that training and validation do not overlap");
        }
        if ((!inferred || labelMode == null) && classNames != null) {
            throw new IllegalArgumentException("classNames can only be given where labels follow from folders");
        }
    }

    /** Refuses files that do not go with the options, as far as that can be told before they are read. */
    void check(List<Path> files) {}

    /** What is in a file, as the input of a sample. */
    abstract Object read(Path file);

    /** Batches of so many samples. */
    Dataset<Samples> batches(Dataset<Sample> samples, int size) {
        return samples.batch(size);
    }

    /** The files under a folder with the options that were set. */
    static <S extends DirectoryOptions<S>> DirectoryDataset of(Path folder, S options, Consumer<S> setting) {
        setting.accept(options);
        return ((DirectoryOptions<S>) options).dataset(folder);
    }

    private DirectoryDataset dataset(Path folder) {
        check();
        int order = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        LabelledFiles found = found(folder);
        LabelledFiles all = shuffle ? found.shuffled(order) : found;
        check(all.files());
        if (subset == null) {
            return dataset(all, shuffle, order, null);
        }
        int count = all.files().size();
        int validation = (int) (validationSplit * count);
        if (validation == 0) {
            throw new IllegalArgumentException("validationSplit(" + validationSplit + ") leaves none of the " + count
                    + " " + what + " in " + folder.toAbsolutePath() + " for validation");
        }
        LabelledFiles training = all.slice(0, count - validation);
        LabelledFiles rest = all.slice(count - validation, count);
        return switch (subset) {
            case "training" -> dataset(announced(training, "training"), shuffle, order, null);
            case "validation" -> dataset(announced(rest, "validation"), shuffle, order, null);
            default ->
                dataset(
                        announced(training, "training"),
                        shuffle,
                        order,
                        dataset(announced(rest, "validation"), false, order, null));
        };
    }

    private LabelledFiles found(Path folder) {
        LabelledFiles found = labelMode == null || !inferred && labels == null
                ? LabelledFiles.withoutClasses(folder, extensions, followLinks)
                : inferred
                        ? LabelledFiles.ofClasses(folder, extensions, classNames, followLinks)
                        : LabelledFiles.withLabels(folder, extensions, labels, followLinks);
        if (verbose) {
            String classes = found.labels() == null
                    ? ""
                    : " belonging to " + found.classNames().size() + " classes";
            System.out.println("Found " + found.files().size() + " files" + classes + ".");
        }
        if ("binary".equals(labelMode)
                && found.labels() != null
                && found.classNames().size() != 2) {
            throw new IllegalArgumentException(
                    "labelMode(\"binary\") needs exactly 2 classes; found " + found.classNames());
        }
        if (found.files().isEmpty()) {
            throw new IllegalArgumentException("No " + what + " were found in " + folder.toAbsolutePath()
                    + "; there must be files in it whose names end with one of " + extensions
                    + ", in a folder per class where labels follow from these");
        }
        return found;
    }

    private LabelledFiles announced(LabelledFiles files, String name) {
        if (verbose) {
            System.out.println("Using " + files.files().size() + " files for " + name + ".");
        }
        return files;
    }

    private DirectoryDataset dataset(LabelledFiles files, boolean shuffled, int order, DirectoryDataset validation) {
        Dataset<Integer> indices =
                Dataset.of(IntStream.range(0, files.files().size()).boxed().toList());
        Dataset<Integer> given = shuffled ? indices.shuffle(8 * batchSize, order) : indices;
        int workers = Math.min(4, Runtime.getRuntime().availableProcessors());
        return new DirectoryDataset(
                batches(given.map(index -> sample(files, index), workers), batchSize),
                files.classNames() == null ? List.of() : files.classNames(),
                files.files(),
                validation);
    }

    private Sample sample(LabelledFiles files, int index) {
        Object x = read(files.files().get(index));
        return files.labels() == null
                ? Sample.of(x)
                : Sample.of(
                        x, label(files.labels().get(index), files.classNames().size()));
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
