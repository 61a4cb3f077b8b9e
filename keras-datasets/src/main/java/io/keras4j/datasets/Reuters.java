package io.keras4j.datasets;

import io.keras4j.datasets.TokenOptions.Labelled;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reuters: 11,228 newswires of 46 topics, as sequences of numbers of words as {@link Imdb} has them; Keras's {@code keras.datasets.reuters}.
 *
 * <pre>{@code
 * var reuters = Reuters.load(options -> options.numWords(10_000).testSplit(0.2));
 * String topic = Reuters.LABEL_NAMES.get(reuters.trainY().getInt(0));
 * }</pre>
 *
 * <p>The file is that of Keras, {@code $KERAS_HOME/datasets/reuters.npz} ({@code ~/.keras} without {@code KERAS_HOME}); when missing it is
 * downloaded there (2 MB), and checked by SHA-256.
 */
public final class Reuters {
    /** The names of the topics 0 to 45. */
    public static final List<String> LABEL_NAMES = List.of(
            "cocoa",
            "grain",
            "veg-oil",
            "earn",
            "acq",
            "wheat",
            "copper",
            "housing",
            "money-supply",
            "coffee",
            "sugar",
            "trade",
            "reserves",
            "ship",
            "cotton",
            "carcass",
            "crude",
            "nat-gas",
            "cpi",
            "money-fx",
            "interest",
            "gnp",
            "meal-feed",
            "alum",
            "oilseed",
            "gold",
            "tin",
            "strategic-metal",
            "livestock",
            "retail",
            "ipi",
            "iron-steel",
            "rubber",
            "heat",
            "jobs",
            "lei",
            "bop",
            "zinc",
            "orange",
            "pet-chem",
            "dlr",
            "gas",
            "silver",
            "wpi",
            "hog",
            "lead");

    static final DataFile FILE =
            new DataFile("reuters.npz", 2_110_848, "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916");
    static final DataFile WORDS = new DataFile("reuters_word_index.json", 550_378, "4d44cc38712099c9e383dc6e5f11a921");

    /** The arguments of {@link #load(Consumer)}. */
    public static final class Options extends TokenOptions<Options> {
        private double testSplit = 0.2;

        Options() {}

        /** Sets the share of samples to test on, 0.2 by default. */
        public Options testSplit(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("testSplit: expected a number from 0 to 1, got " + share);
            }
            testSplit = share;
            return this;
        }
    }

    private Reuters() {}

    /** All words of the data set. */
    public static TokenDataset load() {
        return load(options -> {});
    }

    /**
     * The data set, from Keras's cache folder or downloaded into it.
     *
     * @throws DatasetNotFoundException where the file is neither there nor can be downloaded
     * @throws DatasetException where the file is there but is not the published one
     */
    public static TokenDataset load(Consumer<Options> options) {
        return load(DataFolder.keras(), options);
    }

    /** As {@link #load(Consumer)}, with a folder of one's own ({@code reuters.npz} lies in it). */
    public static TokenDataset load(Path datasetsFolder, Consumer<Options> options) {
        return load(DataFolder.at(datasetsFolder), options);
    }

    private static TokenDataset load(DataFolder folder, Consumer<Options> options) {
        return read(folder.contents("Reuters", List.of(FILE)).get(0), options);
    }

    /** The numbers of words, without what {@code indexFrom} adds. */
    public static Map<String, Integer> getWordIndex() {
        return SequenceFile.wordIndex(DataFolder.keras(), "The word index of Reuters", WORDS);
    }

    static TokenDataset read(byte[] file, Consumer<Options> given) {
        Options options = new Options();
        given.accept(options);
        Labelled all = options.arranged(SequenceFile.read(FILE.name(), file).samples("x", "y"), options.random());
        int[][] sequences = all.sequences();
        options.limit(sequences);
        int count = sequences.length;
        int first = (int) (count * (1 - options.testSplit));
        if (first == 0 || first == count) {
            throw options.nothingLeft();
        }
        return new TokenDataset(
                Arrays.copyOfRange(sequences, 0, first),
                Nd4j.createFromArray(Arrays.copyOfRange(all.labels(), 0, first)),
                Arrays.copyOfRange(sequences, first, count),
                Nd4j.createFromArray(Arrays.copyOfRange(all.labels(), first, count)));
    }
}
