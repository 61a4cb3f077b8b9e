package io.keras4j.preprocessing;

import io.keras4j.Keras;
import io.keras4j.models.AtomicFile;
import io.keras4j.ops.ImageOps;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pixels of image files as arrays and back. */
final class Images {
    /** How many channels the pixels of an image have in each color mode. */
    private static final Map<String, Integer> CHANNELS = Map.of("grayscale", 1, "rgb", 3, "rgba", 4);

    /** The filters of PIL, which load_img resizes with; all but the nearest pixel count all pixels of a larger image. */
    private static final Map<String, String> FILTERS =
            Map.of("nearest", "nearest", "bilinear", "bilinear", "bicubic", "bicubic", "lanczos", "lanczos3");

    private Images() {}

    /** The number of channels in a color mode. */
    static int channels(String colorMode) {
        Integer channels = CHANNELS.get(colorMode);
        if (channels == null) {
            throw new IllegalArgumentException(
                    "colorMode must be \"grayscale\", \"rgb\" or \"rgba\"; received \"" + colorMode + "\"");
        }
        return channels;
    }

    /**
     * The pixels of a file, 0 to 255: float32 (height, width, channels).
     *
     * @throws UncheckedIOException where it cannot be read, or is no image
     */
    static INDArray read(Path file, int channels) {
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The image " + file + " cannot be read", e);
        }
        if (image == null) {
            throw new UncheckedIOException(new IOException("The file " + file + " holds no image that can be read"));
        }
        return pixels(image, channels);
    }

    private static INDArray pixels(BufferedImage image, int channels) {
        int[] argb = argb(image);
        float[] values = new float[argb.length * channels];
        for (int i = 0; i < argb.length; i++) {
            int red = argb[i] >> 16 & 0xff;
            int green = argb[i] >> 8 & 0xff;
            int blue = argb[i] & 0xff;
            if (channels == 1) {
                values[i] = (19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16; // as PIL rounds ITU-R 601-2
                continue;
            }
            values[i * channels] = red;
            values[i * channels + 1] = green;
            values[i * channels + 2] = blue;
            if (channels == 4) {
                values[i * channels + 3] = argb[i] >>> 24;
            }
        }
        return Nd4j.createFromArray(values).reshape(image.getHeight(), image.getWidth(), channels);
    }

    /** Java would change the values of grey pixels, which it takes for linear light. */
    private static int[] argb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean isGrey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(image.getColorModel() instanceof IndexColorModel);
        if (!isGrey) {
            return image.getRGB(0, 0, width, height, null, 0, width);
        }
        Raster raster = image.getRaster();
        int[] grey = raster.getSamples(0, 0, width, height, 0, (int[]) null);
        int[] alpha = raster.getNumBands() > 1 ? raster.getSamples(0, 0, width, height, 1, (int[]) null) : null;
        int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8);
        int[] argb = new int[grey.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = (alpha == null ? 255 : alpha[i] >> shift) << 24 | (grey[i] >> shift) * 0x010101;
        }
        return argb;
    }

    /** The image in a file as PIL would load it. */
    static BufferedImage load(Path file, LoadImgOptions options) {
        INDArray x = read(file, channels(options.colorMode()));
        List<Integer> size = options.targetSize();
        if (size == null || x.size(0) == size.get(0) && x.size(1) == size.get(1)) {
            return image(x);
        }
        String filter = FILTERS.get(options.interpolation());
        if (filter == null) {
            throw new IllegalArgumentException("interpolation must be \"nearest\", \"bilinear\", \"bicubic\" or"
                    + " \"lanczos\"; received \"" + options.interpolation() + "\"");
        }
        int height = size.get(0);
        int width = size.get(1);
        int oldHeight = (int) x.size(0);
        int oldWidth = (int) x.size(1);
        boolean crops = options.keepAspectRatio();
        int cropHeight = crops ? Math.min(oldHeight, oldWidth * height / width) : oldHeight;
        int cropWidth = crops ? Math.min(oldWidth, oldHeight * width / height) : oldWidth;
        int top = (oldHeight - cropHeight) / 2;
        int left = (oldWidth - cropWidth) / 2;
        if (filter.equals("nearest")) {
            int[] rows = positions(top, (double) cropHeight / height, height);
            int[] columns = positions(left, (double) cropWidth / width, width);
            return image(picked(x, rows, columns));
        }
        // pixels beyond what is cut out count too, where they are near enough
        double[] scale = {(double) height / cropHeight, (double) width / cropWidth};
        double[] translation = {-top * scale[0], -left * scale[1]};
        return image(ImageOps.scaleAndTranslate(
                        Tensor.of(x),
                        Shape.of(height, width, x.size(2)),
                        Tensor.of(Nd4j.createFromArray(scale)),
                        Tensor.of(Nd4j.createFromArray(translation)),
                        List.of(0, 1),
                        filter,
                        true)
                .value());
    }

    private static INDArray picked(INDArray x, int[] rows, int[] columns) {
        int channels = (int) x.size(2);
        float[] from = x.dup('c').data().asFloat();
        float[] to = new float[rows.length * columns.length * channels];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                int source = (rows[i] * (int) x.size(1) + columns[j]) * channels;
                System.arraycopy(from, source, to, (i * columns.length + j) * channels, channels);
            }
        }
        return Nd4j.createFromArray(to).reshape(rows.length, columns.length, channels);
    }

    /** The nearest positions of pixels, where PIL, which adds up steps, finds them. */
    private static int[] positions(int start, double step, int count) {
        int[] positions = new int[count];
        double at = start + step * 0.5;
        for (int i = 0; i < count; i++, at += step) {
            positions[i] = (int) at;
        }
        return positions;
    }

    /** The channels (height, width, channels), with values from 0 to 255 rounded, as an image. */
    private static BufferedImage image(INDArray x) {
        int height = (int) x.size(0);
        int width = (int) x.size(1);
        int channels = (int) x.size(2);
        float[] values = x.dup('c').data().asFloat();
        int[] samples = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            samples[i] = Math.max(0, Math.min(255, Math.round(values[i])));
        }
        return image(samples, height, width, channels);
    }

    private static BufferedImage image(int[] samples, int height, int width, int channels) {
        int type = channels == 1
                ? BufferedImage.TYPE_BYTE_GRAY
                : channels == 3 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage image = new BufferedImage(width, height, type);
        WritableRaster raster = image.getRaster();
        raster.setPixels(0, 0, width, height, samples);
        return image;
    }

    /** The pixels of an image: (height, width, channels), or in another data format. */
    static INDArray toArray(BufferedImage image, String dataFormat) {
        boolean isGrey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        INDArray x = pixels(image, isGrey ? 1 : image.getColorModel().hasAlpha() ? 4 : 3);
        return channelsLast(dataFormat) ? x : x.permute(2, 0, 1).dup('c');
    }

    /** An array of pixels as an image. */
    static BufferedImage toImage(INDArray array, String dataFormat, boolean scale) {
        if (array.rank() != 3) {
            throw new IllegalArgumentException("An image must have 3 axes, received " + Values.describe(array));
        }
        INDArray x = channelsLast(dataFormat) ? array : array.permute(1, 2, 0);
        int channels = (int) x.size(2);
        if (channels != 1 && channels != 3 && channels != 4) {
            throw new IllegalArgumentException(
                    "An image must have 1, 3 or 4 channels, received " + channels + " in " + Values.describe(array));
        }
        float[] values = x.dup('c').data().asFloat();
        if (scale) {
            stretch(values);
        }
        int[] samples = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] < 256)) {
                throw new IllegalArgumentException(
                        "The values of an image that is not scaled must be from 0 to 255, received " + values[i]);
            }
            samples[i] = (int) values[i];
        }
        return image(samples, (int) x.size(0), (int) x.size(1), channels);
    }

    /** Brings the smallest value to 0 and the largest to 255. */
    static void stretch(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        float range = max - min;
        for (int i = 0; i < values.length; i++) {
            values[i] = range == 0 ? 0 : (values[i] - min) / range * 255;
        }
    }

    /** Writes an image to a file, which is there as a whole or not at all. */
    static void save(Path file, BufferedImage image, String format) {
        String name = format.equalsIgnoreCase("jpg") ? "jpeg" : format.toLowerCase(Locale.ROOT);
        boolean dropsAlpha = image.getColorModel().hasAlpha() && !name.equals("png") && !name.equals("gif");
        try {
            AtomicFile.write(file, out -> {
                if (!ImageIO.write(dropsAlpha ? withoutAlpha(image) : image, name, out)) {
                    throw new IllegalArgumentException("Images cannot be written in the format \"" + format + "\"");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The image " + file + " cannot be written", e);
        }
    }

    private static BufferedImage withoutAlpha(BufferedImage image) {
        int width = image.getWidth();
        BufferedImage opaque = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.setRGB(0, 0, width, image.getHeight(), argb(image), 0, width);
        return opaque;
    }

    static boolean channelsLast(String dataFormat) {
        String format = dataFormat == null ? Keras.imageDataFormat() : dataFormat;
        if (!format.equals("channels_last") && !format.equals("channels_first")) {
            throw new IllegalArgumentException(
                    "dataFormat must be \"channels_last\" or \"channels_first\"; received \"" + format + "\"");
        }
        return format.equals("channels_last");
    }
}
