package io.keras4j.preprocessing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images in a folder per class, read into memory, as
 * <a href="https://keras.io/api/data_loading/image/">keras.utils.image_dataset_from_directory</a> finds them: the folders' names, in
 * alphabetical order, are the classes.
 *
 * <pre>{@code
 * ImageFolder train = ImageFolder.load(Path.of("pets/train"), f -> f.imageSize(64, 64));
 * model.fit(train.x().div(255), train.y());
 * }</pre>
 *
 * @param x float32 pixels from 0 to 255, (images, height, width, channels)
 * @param y int32 labels, (images,)
 * @param classNames the name for each label
 */
public record ImageFolder(INDArray x, INDArray y, List<String> classNames) {
    private static final List<String> EXTENSIONS = List.of(".bmp", ".gif", ".jpeg", ".jpg", ".png");

    /** How images are read. */
    public static final class Options {
        private int height = 256;
        private int width = 256;
        private boolean grayscale;

        private Options() {}

        /** To which size images are brought, bilinearly; 256 by 256 by default. */
        public Options imageSize(int newHeight, int newWidth) {
            if (newHeight < 1 || newWidth < 1) {
                throw new IllegalArgumentException(
                        "imageSize must be two positive numbers; received " + newHeight + " and " + newWidth);
            }
            height = newHeight;
            width = newWidth;
            return this;
        }

        /** {@code "rgb"}, the default, for three channels, or {@code "grayscale"} for one. */
        public Options colorMode(String mode) {
            if (!mode.equals("rgb") && !mode.equals("grayscale")) {
                throw new IllegalArgumentException(
                        "colorMode must be \"rgb\" or \"grayscale\"; received \"" + mode + "\"");
            }
            grayscale = mode.equals("grayscale");
            return this;
        }
    }

    /**
     * Reads the images of every class under {@code folder}: BMP, GIF, JPEG and PNG files.
     *
     * @throws UncheckedIOException where a folder or a file cannot be read, or holds no image
     */
    public static ImageFolder load(Path folder, Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        List<Path> classes = children(folder).filter(Files::isDirectory).toList();
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            for (Path file :
                    children(classes.get(label)).filter(ImageFolder::isImage).toList()) {
                files.add(file);
                labels.add(label);
            }
        }
        if (files.isEmpty()) {
            throw new UncheckedIOException(new IOException(
                    folder.toAbsolutePath() + " must hold a folder of images per class; no image was found"));
        }
        int channels = chosen.grayscale ? 1 : 3;
        int size = chosen.height * chosen.width * channels;
        float[] pixels = new float[Math.multiplyExact(files.size(), size)];
        for (int i = 0; i < files.size(); i++) {
            pixels(files.get(i), chosen, pixels, i * size);
        }
        return new ImageFolder(
                Nd4j.createFromArray(pixels).reshape(files.size(), chosen.height, chosen.width, channels),
                Nd4j.createFromArray(labels.stream().mapToInt(Integer::intValue).toArray()),
                classes.stream().map(path -> path.getFileName().toString()).toList());
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder.toAbsolutePath() + " cannot be read", e);
        }
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(name::endsWith);
    }

    private static void pixels(Path file, Options options, float[] target, int offset) {
        BufferedImage read;
        try {
            read = ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The image " + file + " cannot be read", e);
        }
        if (read == null) {
            throw new UncheckedIOException(new IOException("The file " + file + " holds no image that can be read"));
        }
        int type = options.grayscale ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(options.width, options.height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(read, 0, 0, options.width, options.height, null);
        graphics.dispose();
        Raster raster = image.getRaster();
        float[] samples = raster.getPixels(0, 0, options.width, options.height, (float[]) null);
        System.arraycopy(samples, 0, target, offset, samples.length);
    }

    @Override
    public String toString() {
        return "ImageFolder(" + x.size(0) + " images of " + classNames.size() + " classes, " + x.size(1) + " x "
                + x.size(2) + " x " + x.size(3) + ")";
    }
}
