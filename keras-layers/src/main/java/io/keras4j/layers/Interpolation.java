package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;

/** How the pixels between pixels are computed when an image grows. Rows and columns are treated one after the other. */
enum Interpolation {
    NEAREST(0) {
        @Override
        double weight(double distance) {
            throw new UnsupportedOperationException("nearest repeats pixels, it does not weigh them");
        }
    },
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return 1 - distance;
        }
    },
    /** Source: Keys, Cubic convolution interpolation (1981), with a = -1/2. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            return distance < 1
                    ? (1.5 * distance - 2.5) * distance * distance + 1
                    : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2;
        }
    },
    LANCZOS3(3) {
        @Override
        double weight(double distance) {
            return sinc(distance) * sinc(distance / 3);
        }
    },
    LANCZOS5(5) {
        @Override
        double weight(double distance) {
            return sinc(distance) * sinc(distance / 5);
        }
    };

    private final int reach;

    Interpolation(int reach) {
        this.reach = reach;
    }

    /** The codec of {@code interpolation} arguments, in which upper and lower case do not matter. */
    static Codecs.Simple<Interpolation> codec() {
        String names = Arrays.stream(values()).map(Interpolation::toString).collect(Collectors.joining(", "));
        return Codecs.of(
                value -> Arrays.stream(values())
                        .filter(each ->
                                each.name().equalsIgnoreCase(Codecs.string().decode(value)))
                        .findFirst()
                        .orElseThrow(() -> Codecs.unexpected("one of [" + names + "]", value)),
                Interpolation::toString);
    }

    /** How much a pixel counts at this distance, which is below the reach. */
    abstract double weight(double distance);

    /** x, (batch, height, width, channels) with known height and width, made larger by these factors. */
    Tensor resize(Tensor x, int heightFactor, int widthFactor) {
        long height = x.shape().dim(1);
        long width = x.shape().dim(2);
        long channels = x.shape().dim(3);
        long newHeight = height * heightFactor;
        // products of matrices: each new row is a sum of old rows, then each new column of old columns
        Tensor rows = Ops.matmul(
                weights(x, height, heightFactor), Ops.reshape(x, x.shape().dim(0), height, width * channels));
        long count =
                x.shape().dim(0) == Shape.UNKNOWN ? Shape.UNKNOWN : x.shape().dim(0) * newHeight;
        Tensor columns = Ops.matmul(weights(x, width, widthFactor), Ops.reshape(rows, count, width, channels));
        return Ops.reshape(columns, x.shape().dim(0), newHeight, width * widthFactor, channels);
    }

    /** How much each old position counts for each new one; what would lie outside does not. */
    private Tensor weights(Tensor x, long size, int factor) {
        TensorSpec spec = new TensorSpec(Shape.of(Math.multiplyExact(size, factor), size), x.dtype());
        return Executor.current()
                .constant(
                        spec,
                        () -> Nd4j.create(weights(size, factor))
                                .castTo(x.dtype().nd4j()));
    }

    private double[][] weights(long size, int factor) {
        double[][] weights = new double[Math.toIntExact(size * factor)][(int) size];
        for (int i = 0; i < weights.length; i++) {
            double center = (i + 0.5) / factor - 0.5;
            double sum = 0;
            for (int j = 0; j < size; j++) {
                double distance = Math.abs(center - j);
                weights[i][j] = distance < reach ? weight(distance) : 0;
                sum += weights[i][j];
            }
            for (int j = 0; j < size; j++) {
                weights[i][j] /= sum;
            }
        }
        return weights;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
