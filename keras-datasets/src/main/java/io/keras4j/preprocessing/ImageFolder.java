package io.keras4j.preprocessing;

import io.keras4j.ops.ImageOps;
import io.keras4j.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images in a folder per class, all read into memory: the folders' names, in alphabetical order, are the classes. Images that are too many
 * for that are read batch by batch by {@link Preprocessing#imageDatasetFromDirectory}.
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
    /** How images are read. */
    public static final class Options {
        private int height = 256;
        private int width = 256;
        private int channels = 3;

        private Options() {}

        /** To which size images are brought, bilinearly; 256 by 256 by default. */
        public Options imageSize(int newHeight, int newWidth) {
            LoadImgOptions.size("imageSize", newHeight, newWidth);
            height = newHeight;
            width = newWidth;
            return this;
        }

        /** {@code "rgb"}, the default, for three channels, {@code "rgba"} for four or {@code "grayscale"} for one. */
        public Options colorMode(String mode) {
            channels = Images.channels(mode);
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
        LabelledFiles images = LabelledFiles.ofClasses(folder, LabelledFiles.IMAGES, null, false);
        if (images.files().isEmpty()) {
            throw new UncheckedIOException(new IOException(
                    folder.toAbsolutePath() + " must hold a folder of images per class; no image was found"));
        }
        List<INDArray> pixels = new ArrayList<>();
        for (Path file : images.files()) {
            INDArray image = Images.read(file, chosen.channels);
            boolean fits = image.size(0) == chosen.height && image.size(1) == chosen.width;
            pixels.add(
                    fits
                            ? image
                            : ImageOps.resize(Tensor.of(image), List.of(chosen.height, chosen.width))
                                    .value());
        }
        return new ImageFolder(
                Nd4j.stack(0, pixels.toArray(INDArray[]::new)),
                Nd4j.createFromArray(
                        images.labels().stream().mapToInt(Integer::intValue).toArray()),
                images.classNames());
    }

    @Override
    public String toString() {
        return "ImageFolder(" + x.size(0) + " images of " + classNames.size() + " classes, " + x.size(1) + " x "
                + x.size(2) + " x " + x.size(3) + ")";
    }
}
