package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.datasets.AirPassengers;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.LSTM;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** An LSTM that sees a year of the numbers of passengers on airlines, month by month, and forecasts the next month. */
public final class AirlineForecast {
    /** How many months it sees. */
    private static final int WINDOW = 12;
    /** The last two years are for testing. */
    private static final int TEST = 24;

    private AirlineForecast() {}

    /** LSTM 32, Dense 1: 4,385 parameters. */
    public static Sequential model() {
        return new Sequential(Input.of(WINDOW, 1), new LSTM(32), new Dense(1));
    }

    /**
     * Trains, and compares forecasts of the last two years with what came.
     *
     * @param actual and {@code forecast} are thousands of passengers, one number a month
     */
    record Outcome(INDArray actual, INDArray forecast) {
        /** By how many percent a forecast is off on average. */
        double meanAbsolutePercentageError() {
            return Transforms.abs(forecast.sub(actual)).div(actual).meanNumber().doubleValue() * 100;
        }
    }

    static Outcome train(int epochs, int verbose) {
        Keras.setRandomSeed(42);
        INDArray passengers = AirPassengers.load();
        // growth by some percent a year is a straight line in logarithms
        INDArray series = Transforms.log(passengers);
        int months = (int) series.length() - WINDOW;
        INDArray x = Nd4j.create(DataType.FLOAT, months, WINDOW, 1);
        INDArray y = Nd4j.create(DataType.FLOAT, months, 1);
        INDArray last = Nd4j.create(DataType.FLOAT, months, 1);
        for (int month = 0; month < months; month++) {
            // what is learned is how the months of a year differ from its last, and by how much the next one does
            double level = series.getDouble(month + WINDOW - 1);
            for (int t = 0; t < WINDOW; t++) {
                x.putScalar(new long[] {month, t, 0}, series.getDouble(month + t) - level);
            }
            y.putScalar(month, 0, series.getDouble(month + WINDOW) - level);
            last.putScalar(month, 0, level);
        }
        int training = months - TEST;

        Sequential model = model();
        model.compile(new Adam(0.01), "mse");
        model.fit(
                rows(x, 0, training),
                rows(y, 0, training),
                fit -> fit.epochs(epochs).batchSize(16).verbose(verbose));
        INDArray change = model.predict(rows(x, training, months), predict -> predict.verbose(0));
        INDArray forecast = Transforms.exp(change.add(rows(last, training, months)));
        return new Outcome(rows(passengers, WINDOW + training, WINDOW + months).reshape(TEST, 1), forecast);
    }

    private static INDArray rows(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to)).dup();
    }

    /** Trains for 150 epochs, or as many as the first argument says, and prints the forecasts. */
    public static void main(String[] args) {
        Outcome outcome = train(args.length > 0 ? Integer.parseInt(args[0]) : 150, 2);
        for (int month = 0; month < TEST; month++) {
            System.out.printf(
                    "%d-%02d  %3.0f passengers (thousands), forecast %3.0f%n",
                    1959 + month / 12,
                    1 + month % 12,
                    outcome.actual().getDouble(month),
                    outcome.forecast().getDouble(month));
        }
        System.out.printf("Off by %.1f %% on average%n", outcome.meanAbsolutePercentageError());
    }
}
