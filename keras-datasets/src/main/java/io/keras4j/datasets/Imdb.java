package io.keras4j.datasets;

import io.keras4j.datasets.TokenOptions.Labelled;
import io.keras4j.preprocessing.NumpyRandom;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * IMDB: 25,000 reviews of films to train on and 25,000 to test on, as sequences of numbers of words, 1 for those that like the film; Keras's
 * {@code keras.datasets.imdb}. Words are numbered by how frequent they are; 0 is for padding, 1 begins a review, 2 stands for words that are
 * not kept.
 *
 * <pre>{@code
 * var imdb = Imdb.load(options -> options.numWords(10_000));
 * INDArray x = Preprocessing.padSequences(imdb.trainX(), pad -> pad.maxlen(200));
 * }</pre>
 *
 * <p>The file is that of Keras, {@code $KERAS_HOME/datasets/imdb.npz} ({@code ~/.keras} without {@code KERAS_HOME}); when missing it is
 * downloaded there (17 MB), and checked by SHA-256. Source: Maas et al., Learning Word Vectors for Sentiment Analysis (2011).
 */
public final class Imdb {
    static final DataFile FILE =
            new DataFile("imdb.npz", 17_464_789, "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f");
    static final DataFile WORDS = new DataFile("imdb_word_index.json", 1_641_221, "bfafd718b763782e994055a2d397834f");

    /** The arguments of {@link #load(Consumer)}. */
    public static final class Options extends TokenOptions<Options> {
        Options() {}
    }

    private Imdb() {}

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

    /** As {@link #load(Consumer)}, with a folder of one's own ({@code imdb.npz} lies in it). */
    public static TokenDataset load(Path datasetsFolder, Consumer<Options> options) {
        return load(DataFolder.at(datasetsFolder), options);
    }

    private static TokenDataset load(DataFolder folder, Consumer<Options> options) {
        return read(folder.contents("IMDB", List.of(FILE)).get(0), options);
    }

    /** The numbers of words, without what {@code indexFrom} adds. */
    public static Map<String, Integer> getWordIndex() {
        return SequenceFile.wordIndex(DataFolder.keras(), "The word index of IMDB", WORDS);
    }

    static TokenDataset read(byte[] file, Consumer<Options> given) {
        Options options = new Options();
        given.accept(options);
        SequenceFile content = SequenceFile.read(FILE.name(), file);
        NumpyRandom random = options.random();
        Labelled train = options.arranged(content.samples("x_train", "y_train"), random);
        Labelled test = options.arranged(content.samples("x_test", "y_test"), random);
        if (train.sequences().length == 0 || test.sequences().length == 0) {
            throw options.nothingLeft();
        }
        int[][] all = Stream.of(train, test)
                .flatMap(part -> Stream.of(part.sequences()))
                .toArray(int[][]::new);
        options.limit(all);
        int first = train.sequences().length;
        return new TokenDataset(
                Arrays.copyOfRange(all, 0, first),
                Nd4j.createFromArray(train.labels()),
                Arrays.copyOfRange(all, first, all.length),
                Nd4j.createFromArray(test.labels()));
    }
}
