package io.keras4j.preprocessing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of images that are changed at random and normalised while a model trains, as tutorials for Keras 2 have them:
 * {@code keras.preprocessing.image.ImageDataGenerator}, which Keras 3 keeps for old programs. New programs take layers, such as
 * {@code RandomRotation}, and {@link Preprocessing#imageDatasetFromDirectory}.
 *
 * <pre>{@code
 * var train = new ImageDataGenerator().rescale(1 / 255.0).rotationRange(20).zoomRange(0.2).horizontalFlip(true);
 * model.fit(train.flowFromDirectory(folder, flow -> flow.targetSize(150, 150).batchSize(20).classMode("binary")),
 *     fit -> fit.epochs(10));
 * }</pre>
 *
 * <p>Images are float32 from files or arrays, (height, width, channels) unless the data format says otherwise. First they are moved, then
 * shifted in color, flipped, made brighter or darker; then {@link #standardize} does the rest.
 */
public final class ImageDataGenerator {
    private boolean featurewiseCenter;
    private boolean samplewiseCenter;
    private boolean featurewiseStdNormalization;
    private boolean samplewiseStdNormalization;
    private boolean zcaWhitening;
    private double zcaEpsilon = 1e-6;
    private double rotationRange;
    private Shift widthShiftRange = new Shift(0);
    private Shift heightShiftRange = new Shift(0);
    private double[] brightnessRange;
    private double shearRange;
    private double[] zoomRange = {1, 1};
    private double channelShiftRange;
    private String fillMode = "nearest";
    private double cval;
    private boolean horizontalFlip;
    private boolean verticalFlip;
    private double rescale;
    private UnaryOperator<INDArray> preprocessingFunction;
    private String dataFormat;
    private double validationSplit;
    private int interpolationOrder = 1;
    private INDArray mean;
    private INDArray std;
    private INDArray whitening;

    /** How far images are moved: by any of {@code choices} in either direction, or by up to a distance that is their only element. */
    private record Shift(boolean isChoice, double... choices) {
        Shift(double range) {
            this(false, range);
        }

        /** A distance in pixels; below 1 a range is a part of the size. */
        double draw(SplittableRandom random, long size) {
            double largest = Arrays.stream(choices).max().orElseThrow();
            if (largest == 0) {
                return 0;
            }
            double distance = isChoice
                    ? choices[random.nextInt(choices.length)] * (random.nextBoolean() ? 1 : -1)
                    : between(random, -choices[0], choices[0]);
            return largest < 1 ? distance * size : distance;
        }
    }

    private static double between(SplittableRandom random, double lower, double upper) {
        return lower + (upper - lower) * random.nextDouble();
    }

    /** With nothing to change, until it is set. */
    public ImageDataGenerator() {}

    // ---- Arguments

    /** Whether the mean of each channel over the data of {@link #fit} is subtracted. */
    public ImageDataGenerator featurewiseCenter(boolean value) {
        featurewiseCenter = value;
        return this;
    }

    /** Whether the mean of each image is subtracted. */
    public ImageDataGenerator samplewiseCenter(boolean value) {
        samplewiseCenter = value;
        return this;
    }

    /** Whether images are divided by the standard deviation of each channel over the data of {@link #fit}; centers them too. */
    public ImageDataGenerator featurewiseStdNormalization(boolean value) {
        featurewiseStdNormalization = value;
        featurewiseCenter |= value;
        return this;
    }

    /** Whether images are divided by their own standard deviation; centers them too. */
    public ImageDataGenerator samplewiseStdNormalization(boolean value) {
        samplewiseStdNormalization = value;
        samplewiseCenter |= value;
        return this;
    }

    /** Whether all pixels are made uncorrelated over the data of {@link #fit}; centers them too, instead of dividing by deviations. */
    public ImageDataGenerator zcaWhitening(boolean value) {
        zcaWhitening = value;
        featurewiseCenter |= value;
        return this;
    }

    /** What keeps the whitening from dividing by nothing, 1e-6 by default. */
    public ImageDataGenerator zcaEpsilon(double value) {
        zcaEpsilon = value;
        return this;
    }

    /** By how many degrees images are rotated at most. */
    public ImageDataGenerator rotationRange(double degrees) {
        rotationRange = degrees;
        return this;
    }

    /** How far images are moved sideways at most: a part of the width if below 1, else pixels. */
    public ImageDataGenerator widthShiftRange(double range) {
        widthShiftRange = new Shift(range);
        return this;
    }

    /** Distances of which one is drawn, in either direction: parts of the width if all are below 1, else pixels. */
    public ImageDataGenerator widthShiftRange(double[] choices) {
        widthShiftRange = new Shift(true, choices.clone());
        return this;
    }

    /** How far images are moved up or down at most: a part of the height if below 1, else pixels. */
    public ImageDataGenerator heightShiftRange(double range) {
        heightShiftRange = new Shift(range);
        return this;
    }

    /** Distances of which one is drawn, in either direction: parts of the height if all are below 1, else pixels. */
    public ImageDataGenerator heightShiftRange(double[] choices) {
        heightShiftRange = new Shift(true, choices.clone());
        return this;
    }

    /** The limits of what values are multiplied with. */
    public ImageDataGenerator brightnessRange(double lower, double upper) {
        brightnessRange = new double[] {lower, upper};
        return this;
    }

    /** By how many degrees images are sheared at most. */
    public ImageDataGenerator shearRange(double degrees) {
        shearRange = degrees;
        return this;
    }

    /** How far images are zoomed: from 1 - range to 1 + range, height and width for themselves. */
    public ImageDataGenerator zoomRange(double range) {
        return zoomRange(1 - range, 1 + range);
    }

    /** The limits of the zoom; below 1 is in. */
    public ImageDataGenerator zoomRange(double lower, double upper) {
        zoomRange = new double[] {lower, upper};
        return this;
    }

    /** What is added to values at most, in either direction; they stay within the values of the image. */
    public ImageDataGenerator channelShiftRange(double range) {
        channelShiftRange = range;
        return this;
    }

    /** What is beyond the borders: {@code "nearest"}, the default, {@code "constant"}, {@code "reflect"} or {@code "wrap"}. */
    public ImageDataGenerator fillMode(String mode) {
        if (!AffineWarp.knows(mode)) {
            throw new IllegalArgumentException(
                    "fillMode must be \"constant\", \"nearest\", \"reflect\" or \"wrap\"; received \"" + mode + "\"");
        }
        fillMode = mode;
        return this;
    }

    /** What is beyond the borders with the fill mode {@code "constant"}, 0 by default. */
    public ImageDataGenerator cval(double value) {
        cval = value;
        return this;
    }

    /** Whether half of the images are mirrored from left to right. */
    public ImageDataGenerator horizontalFlip(boolean value) {
        horizontalFlip = value;
        return this;
    }

    /** Whether half of the images are mirrored from top to bottom. */
    public ImageDataGenerator verticalFlip(boolean value) {
        verticalFlip = value;
        return this;
    }

    /** What values are multiplied with, after the preprocessing function; 0, the default, for nothing. */
    public ImageDataGenerator rescale(double factor) {
        rescale = factor;
        return this;
    }

    /** A function of an image that is applied once it is augmented; its result has the same shape. May be called by several threads. */
    public ImageDataGenerator preprocessingFunction(UnaryOperator<INDArray> function) {
        preprocessingFunction = function;
        return this;
    }

    /** {@code "channels_last"} or {@code "channels_first"}; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public ImageDataGenerator dataFormat(String format) {
        Images.channelsLast(format);
        dataFormat = format;
        return this;
    }

    /** Which part of the images is for validation, strictly between 0 and 1. */
    public ImageDataGenerator validationSplit(double part) {
        if (!(part > 0 && part < 1)) {
            throw new IllegalArgumentException("validationSplit must be between 0 and 1; received " + part);
        }
        validationSplit = part;
        return this;
    }

    /** How the values between pixels are found: 1, the default, weighs them by distance, 0 takes the nearest. */
    public ImageDataGenerator interpolationOrder(int order) {
        if (order != 0 && order != 1) {
            throw new IllegalArgumentException("interpolationOrder must be 0 or 1; received " + order);
        }
        interpolationOrder = order;
        return this;
    }

    // ---- One image

    boolean isChannelsLast() {
        return Images.channelsLast(dataFormat);
    }

    double validationSplit() {
        return validationSplit;
    }

    private INDArray toChannelsLast(INDArray x) {
        return isChannelsLast() ? x : x.permute(1, 2, 0);
    }

    private INDArray fromChannelsLast(INDArray x) {
        return isChannelsLast() ? x : x.permute(2, 0, 1).dup('c');
    }

    /** Draws what happens to an image of this shape. */
    public ImageTransform getRandomTransform(long[] imgShape, long seed) {
        return getRandomTransform(imgShape, new SplittableRandom(seed));
    }

    ImageTransform getRandomTransform(long[] imgShape, SplittableRandom random) {
        int row = isChannelsLast() ? 0 : 1;
        double theta = between(random, -rotationRange, rotationRange);
        double tx = heightShiftRange.draw(random, imgShape[row]);
        double ty = widthShiftRange.draw(random, imgShape[row + 1]);
        double shear = between(random, -shearRange, shearRange);
        double zx = between(random, zoomRange[0], zoomRange[1]);
        double zy = between(random, zoomRange[0], zoomRange[1]);
        boolean flipsHorizontally = random.nextBoolean() && horizontalFlip;
        boolean flipsVertically = random.nextBoolean() && verticalFlip;
        Double intensity = channelShiftRange == 0 ? null : between(random, -channelShiftRange, channelShiftRange);
        Double brightness = brightnessRange == null ? null : between(random, brightnessRange[0], brightnessRange[1]);
        return new ImageTransform(
                theta, tx, ty, shear, zx, zy, flipsHorizontally, flipsVertically, intensity, brightness);
    }

    /** What a transform makes of an image. */
    public INDArray applyTransform(INDArray x, ImageTransform transform) {
        if (x.rank() != 3) {
            throw new IllegalArgumentException("An image must have 3 axes, received " + Values.describe(x));
        }
        INDArray last = toChannelsLast(x);
        int height = (int) last.size(0);
        int width = (int) last.size(1);
        int channels = (int) last.size(2);
        float[] values = last.dup('c').data().asFloat();
        if (transform.isAffine()) {
            double[] matrix = matrix(transform, height, width);
            values = new AffineWarp(matrix, fillMode, cval, interpolationOrder).apply(values, height, width, channels);
        }
        if (transform.channelShiftIntensity() != null) {
            shift(values, transform.channelShiftIntensity());
        }
        INDArray y = Nd4j.createFromArray(flipped(values, height, width, channels, transform))
                .reshape(height, width, channels);
        return fromChannelsLast(transform.brightness() == null ? y : brightened(y, transform.brightness()));
    }

    /** What a random transform makes of an image. */
    public INDArray randomTransform(INDArray x, long seed) {
        return applyTransform(x, getRandomTransform(x.shape(), seed));
    }

    /**
     * The map from pixels of the result to those of the image, see {@link AffineWarp}: rotation, shift, shear and zoom of points (x, y)
     * around the middle. As in Keras, the middle is that of an image whose height and width are exchanged.
     */
    private static double[] matrix(ImageTransform t, int height, int width) {
        double theta = Math.toRadians(t.theta());
        double shear = Math.toRadians(t.shear());
        double[][] m = {{Math.cos(theta), -Math.sin(theta), 0}, {Math.sin(theta), Math.cos(theta), 0}, {0, 0, 1}};
        m = product(m, new double[][] {{1, 0, t.tx()}, {0, 1, t.ty()}, {0, 0, 1}});
        m = product(m, new double[][] {{1, -Math.sin(shear), 0}, {0, Math.cos(shear), 0}, {0, 0, 1}});
        m = product(m, new double[][] {{t.zx(), 0, 0}, {0, t.zy(), 0}, {0, 0, 1}});
        double x = height / 2.0 - 0.5;
        double y = width / 2.0 - 0.5;
        m = product(new double[][] {{1, 0, x}, {0, 1, y}, {0, 0, 1}}, m);
        m = product(m, new double[][] {{1, 0, -x}, {0, 1, -y}, {0, 0, 1}});
        return new double[] {m[1][1], m[1][0], m[1][2], m[0][1], m[0][0], m[0][2]};
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static void shift(float[] values, double intensity) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(min, Math.min(max, values[i] + (float) intensity));
        }
    }

    private static float[] flipped(float[] values, int height, int width, int channels, ImageTransform transform) {
        float[] flipped = new float[values.length];
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                int row = transform.flipVertical() ? height - 1 - i : i;
                int column = transform.flipHorizontal() ? width - 1 - j : j;
                System.arraycopy(
                        values, (row * width + column) * channels, flipped, (i * width + j) * channels, channels);
            }
        }
        return flipped;
    }

    /** As bytes, like PIL's {@code ImageEnhance.Brightness}; values that are none are brought into their range and back. */
    private static INDArray brightened(INDArray x, double factor) {
        float[] values = x.data().asFloat();
        float min = x.minNumber().floatValue();
        float max = x.maxNumber().floatValue();
        boolean scales = min < 0 || max > 255;
        if (scales) {
            Images.stretch(values);
        }
        for (int i = 0; i < values.length; i++) {
            float brighter = (float) factor * (int) values[i];
            int value = brighter <= 0 ? 0 : brighter >= 255 ? 255 : (int) brighter;
            values[i] = scales ? value / 255f * (max - min) + min : value;
        }
        return Nd4j.createFromArray(values).reshape(x.shape());
    }

    /**
     * An image after the preprocessing function, rescaling and normalisation.
     *
     * @throws IllegalStateException where what {@link #fit} learns is needed and it was not called
     */
    public INDArray standardize(INDArray x) {
        INDArray y = preprocessingFunction == null ? x.dup('c') : preprocessingFunction.apply(x.dup('c'));
        if (rescale != 0) {
            y = y.mul(rescale);
        }
        if (samplewiseCenter) {
            y = y.sub(y.meanNumber());
        }
        if (samplewiseStdNormalization) {
            y = y.div(y.stdNumber(false).doubleValue() + 1e-6);
        }
        if (featurewiseCenter) {
            y = y.sub(learned(mean, y));
        }
        if (featurewiseStdNormalization && !zcaWhitening) {
            y = y.div(learned(std, y).add(1e-6));
        }
        if (zcaWhitening) {
            y = y.dup('c').reshape(1, y.length()).mmul(learned(whitening)).reshape(x.shape());
        }
        return y;
    }

    private static INDArray learned(INDArray statistic) {
        if (statistic == null) {
            throw new IllegalStateException("The generator normalises with statistics of data: call fit(data) first");
        }
        return statistic;
    }

    private static INDArray learned(INDArray statistic, INDArray like) {
        return learned(statistic).broadcast(like.shape());
    }

    // ---- All data

    /** {@link #fit(INDArray, boolean, int, long)} of images as they are. */
    public void fit(INDArray x) {
        fit(x, false, 1, 0);
    }

    /**
     * Learns the mean, the standard deviation and the correlations of images, as far as they are normalised with these.
     *
     * @param x images, with an axis for them before the others
     * @param augment whether to learn from randomly transformed images
     * @param rounds how many times, if so
     * @param seed of the random transforms
     */
    public void fit(INDArray x, boolean augment, int rounds, long seed) {
        if (x.rank() != 4) {
            throw new IllegalArgumentException("The data of fit must have 4 axes, received " + Values.describe(x));
        }
        INDArray data = x.castTo(DataType.FLOAT).dup('c');
        if (rescale != 0) {
            data.muli(rescale);
        }
        if (augment) {
            SplittableRandom random = new SplittableRandom(seed);
            List<INDArray> augmented = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (long i = 0; i < data.size(0); i++) {
                    INDArray image = data.slice(i);
                    augmented.add(applyTransform(image, getRandomTransform(image.shape(), random)));
                }
            }
            data = Nd4j.stack(0, augmented.toArray(INDArray[]::new));
        }
        int[] axes = isChannelsLast() ? new int[] {0, 1, 2} : new int[] {0, 2, 3};
        long[] perChannel = isChannelsLast() ? new long[] {1, 1, -1} : new long[] {-1, 1, 1};
        if (featurewiseCenter) {
            mean = data.mean(axes).reshape(perChannel);
            data = data.sub(mean.reshape(withBatch(mean.shape())).broadcast(data.shape()));
        }
        if (featurewiseStdNormalization && !zcaWhitening) {
            std = data.std(false, axes).reshape(perChannel);
        }
        if (zcaWhitening) {
            whitening = Whitening.matrix(data.dup('c').reshape(data.size(0), -1), zcaEpsilon);
        }
    }

    private static long[] withBatch(long[] shape) {
        return new long[] {1, shape[0], shape[1], shape[2]};
    }

    /** {@link #flow(INDArray, INDArray, Consumer)} in batches of 32. */
    public ImageBatches flow(INDArray x, INDArray y) {
        return flow(x, y, options -> {});
    }

    /**
     * Batches of augmented images from arrays, for {@code fit}.
     *
     * @param x images, with an axis for them before the others
     * @param y the targets; null for none
     * @param options sets the batch size and the like
     */
    public ImageBatches flow(INDArray x, INDArray y, Consumer<FlowOptions> options) {
        FlowOptions chosen = new FlowOptions();
        options.accept(chosen);
        if (x.rank() != 4 || y != null && y.size(0) != x.size(0)) {
            throw new IllegalArgumentException("x must have 4 axes and y as many samples, received x "
                    + Values.describe(x) + " and y " + (y == null ? "null" : Values.describe(y)));
        }
        return ImageBatches.ofArrays(this, chosen, x, y);
    }

    /**
     * Batches of augmented images from a folder with a folder of images per class, for {@code fit}.
     *
     * @param options sets the size of images, the batch size and the like
     */
    public ImageBatches flowFromDirectory(Path directory, Consumer<FlowFromDirectoryOptions> options) {
        FlowFromDirectoryOptions chosen = new FlowFromDirectoryOptions();
        options.accept(chosen);
        return ImageBatches.ofFiles(this, chosen, directory);
    }

    /** A seed for those who gave none. */
    static long anySeed() {
        return ThreadLocalRandom.current().nextLong();
    }
}
