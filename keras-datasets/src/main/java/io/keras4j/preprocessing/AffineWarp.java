package io.keras4j.preprocessing;

import java.util.Map;

/**
 * Images seen through an affine map, as {@code scipy.ndimage.affine_transform} computes them with the orders 0 and 1; on arrays of Java, as
 * threads that prepare data do it image by image.
 */
final class AffineWarp {
    /** Where a coordinate lies once it is within an axis. */
    private interface Extension {
        double within(double coordinate, int size);
    }

    private static final double OUTSIDE = Double.NaN;

    /** By the names of SciPy's modes. */
    private static final Map<String, Extension> EXTENSIONS = Map.of(
            "constant",
            (x, size) -> x < 0 || x > size - 1 ? OUTSIDE : x,
            "nearest",
            (x, size) -> Math.max(0, Math.min(size - 1, x)),
            "reflect",
            AffineWarp::reflected,
            "wrap",
            AffineWarp::wrapped);

    private final double[] matrix;
    private final Extension extension;
    private final double cval;
    private final int order;

    /**
     * A map from pixels of the result to pixels of the image: row = m0 · row + m1 · column + m2, column = m3 · row + m4 · column + m5.
     *
     * @param fillMode one that {@link #knows}
     */
    AffineWarp(double[] matrix, String fillMode, double cval, int order) {
        this.matrix = matrix;
        this.extension = EXTENSIONS.get(fillMode);
        this.cval = cval;
        this.order = order;
    }

    static boolean knows(String fillMode) {
        return EXTENSIONS.containsKey(fillMode);
    }

    private static double reflected(double x, int size) {
        double period = 2.0 * size;
        double at = x + 0.5 - Math.floor((x + 0.5) / period) * period;
        return Math.max(0, Math.min(size - 1, (at < size ? at : period - at) - 0.5));
    }

    /** The first and the last position of an axis are the same one. */
    private static double wrapped(double x, int size) {
        int period = size - 1;
        if (period == 0) {
            return 0;
        }
        if (x < 0) {
            return x + period * ((int) (-x / period) + 1);
        }
        return x > period ? x - period * (int) (x / period) : x;
    }

    /** The map applied to an image (height, width, channels) in row-major order. */
    float[] apply(float[] image, int height, int width, int channels) {
        float[] result = new float[image.length];
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                double row = extension.within(matrix[0] * i + matrix[1] * j + matrix[2], height);
                double column = extension.within(matrix[3] * i + matrix[4] * j + matrix[5], width);
                int target = (i * width + j) * channels;
                if (Double.isNaN(row) || Double.isNaN(column)) {
                    for (int c = 0; c < channels; c++) {
                        result[target + c] = (float) cval;
                    }
                } else if (order == 0) {
                    int source = ((int) (row + 0.5) * width + (int) (column + 0.5)) * channels;
                    System.arraycopy(image, source, result, target, channels);
                } else {
                    interpolate(image, height, width, channels, row, column, result, target);
                }
            }
        }
        return result;
    }

    private static void interpolate(
            float[] image, int height, int width, int channels, double row, double column, float[] result, int target) {
        int top = (int) row;
        int left = (int) column;
        int down = top + 1 < height ? width * channels : 0;
        int right = left + 1 < width ? channels : 0;
        double below = row - top;
        double beside = column - left;
        int source = (top * width + left) * channels;
        for (int c = 0; c < channels; c++, source++) {
            double upper = image[source] * (1 - beside) + image[source + right] * beside;
            double lower = image[source + down] * (1 - beside) + image[source + down + right] * beside;
            result[target + c] = (float) (upper * (1 - below) + lower * below);
        }
    }
}
