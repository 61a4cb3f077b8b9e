package io.keras4j.examples;

import static io.keras4j.preprocessing.Preprocessing.padSequences;

import io.keras4j.Keras;
import io.keras4j.datasets.Imdb;
import io.keras4j.datasets.TokenDataset;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.LSTM;
import io.keras4j.models.Sequential;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An LSTM that tells whether the review of a film likes it, on the 50,000 reviews of IMDB. */
public final class ImdbLstm {
    /** How many of the words are told apart, the most frequent ones. */
    private static final int WORDS = 10_000;
    /** How many words of a review it sees, the last ones. */
    private static final int LENGTH = 200;

    private ImdbLstm() {}

    /** Embedding 32, LSTM 32, Dense 1: 328,353 parameters. */
    static Sequential model() {
        return new Sequential(
                Input.of(LENGTH).dtype("int32"),
                new Embedding(WORDS, 32),
                new LSTM(32),
                new Dense(1).activation("sigmoid"));
    }

    /** Trains, and returns the loss and the accuracy on the reviews for testing. */
    static Map<String, Double> train(TokenDataset reviews, int epochs, int verbose) {
        Keras.setRandomSeed(1);
        INDArray trainX = padSequences(reviews.trainX(), pad -> pad.maxlen(LENGTH));
        INDArray testX = padSequences(reviews.testX(), pad -> pad.maxlen(LENGTH));

        Sequential model = model();
        model.compile("adam", "binary_crossentropy", "accuracy");
        model.fit(
                trainX,
                reviews.trainY(),
                fit -> fit.epochs(epochs).batchSize(128).validationSplit(0.2).verbose(verbose));
        return model.evaluate(testX, reviews.testY(), evaluate -> evaluate.verbose(0));
    }

    /** Trains for 3 epochs, or as many as the first argument says. The reviews are those of Keras, downloaded once (17 MB). */
    public static void main(String[] args) {
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        Map<String, Double> scores = train(Imdb.load(imdb -> imdb.numWords(WORDS)), epochs, 1);
        System.out.printf("Of the reviews for testing, it tells %.3f%n", scores.get("accuracy"));
    }
}
