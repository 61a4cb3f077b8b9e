package io.keras4j.preprocessing;

import io.keras4j.ops.ImageOps;
import io.keras4j.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How {@link Preprocessing#imageDatasetFromDirectory} finds and reads images: float32 (batch, height, width, channels) from 0 to 255.
 */
public final class ImageDirectoryOptions extends DirectoryOptions<ImageDirectoryOptions> {
    private int channels = 3;
    private List<Integer> imageSize = List.of(256, 256);
    private String interpolation = "bilinear";
    private boolean cropToAspectRatio;
    private boolean padToAspectRatio;
    private String dataFormat;

    ImageDirectoryOptions() {
        super("images", LabelledFiles.IMAGES);
    }

    /** {@code "rgb"}, the default, {@code "rgba"} or {@code "grayscale"}. */
    public ImageDirectoryOptions colorMode(String mode) {
        channels = Images.channels(mode);
        return this;
    }

    /** To which size images are brought, 256 by 256 by default. */
    public ImageDirectoryOptions imageSize(int height, int width) {
        imageSize = LoadImgOptions.size("imageSize", height, width);
        return this;
    }

    /** {@code "bilinear"}, the default, {@code "nearest"}, {@code "bicubic"}, {@code "lanczos3"} or {@code "lanczos5"}. */
    public ImageDirectoryOptions interpolation(String name) {
        interpolation = name.toLowerCase(Locale.ROOT);
        return this;
    }

    /** Whether the largest part in the middle that has the aspect ratio is resized, rather than all; false by default. */
    public ImageDirectoryOptions cropToAspectRatio(boolean value) {
        cropToAspectRatio = value;
        return this;
    }

    /** Whether black borders are added to images until they have the aspect ratio; false by default. */
    public ImageDirectoryOptions padToAspectRatio(boolean value) {
        padToAspectRatio = value;
        return this;
    }

    /** {@code "channels_last"} or {@code "channels_first"}; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public ImageDirectoryOptions dataFormat(String format) {
        Images.channelsLast(format);
        dataFormat = format;
        return this;
    }

    @Override
    void check() {
        super.check();
        if (cropToAspectRatio && padToAspectRatio) {
            throw new IllegalArgumentException("Only one of cropToAspectRatio and padToAspectRatio can be set to true");
        }
    }

    @Override
    INDArray read(Path file) {
        INDArray x = Images.read(file, channels);
        boolean fits = x.size(0) == imageSize.get(0) && x.size(1) == imageSize.get(1);
        INDArray resized = fits
                ? x
                : ImageOps.resize(
                                Tensor.of(x),
                                imageSize,
                                interpolation,
                                false,
                                cropToAspectRatio,
                                padToAspectRatio,
                                "constant",
                                0,
                                "channels_last")
                        .value();
        return Images.channelsLast(dataFormat) ? resized : resized.permute(2, 0, 1);
    }
}
