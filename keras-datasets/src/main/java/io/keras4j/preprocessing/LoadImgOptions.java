package io.keras4j.preprocessing;

import java.util.List;

/** How {@link Preprocessing#loadImg} loads an image. */
public final class LoadImgOptions {
    private String colorMode = "rgb";
    private List<Integer> targetSize;
    private String interpolation = "nearest";
    private boolean keepAspectRatio;

    LoadImgOptions() {}

    /** {@code "rgb"}, the default, {@code "rgba"} or {@code "grayscale"}. */
    public LoadImgOptions colorMode(String mode) {
        Images.channels(mode);
        colorMode = mode;
        return this;
    }

    /** To which size the image is brought; by default it keeps its own. */
    public LoadImgOptions targetSize(int height, int width) {
        targetSize = size("targetSize", height, width);
        return this;
    }

    /** {@code "nearest"}, the default, {@code "bilinear"}, {@code "bicubic"} or {@code "lanczos"}. */
    public LoadImgOptions interpolation(String name) {
        interpolation = name;
        return this;
    }

    /** Whether the largest part in the middle that has the aspect ratio of the target is resized; false by default. */
    public LoadImgOptions keepAspectRatio(boolean value) {
        keepAspectRatio = value;
        return this;
    }

    static List<Integer> size(String argument, int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    argument + " must be two positive numbers; received " + height + " and " + width);
        }
        return List.of(height, width);
    }

    String colorMode() {
        return colorMode;
    }

    List<Integer> targetSize() {
        return targetSize;
    }

    String interpolation() {
        return interpolation;
    }

    boolean keepAspectRatio() {
        return keepAspectRatio;
    }
}
