package io.keras4j.ops;

import io.keras4j.Keras;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The functions of <a href="https://keras.io/api/ops/image/">keras.ops.image</a>. Images are batches (batch, height, width, channels), or
 * with the data format "channels_first" (batch, channels, height, width), or single images, which lack the first axis. Where a data format
 * may be null, or is not asked for, it is {@link Keras#imageDataFormat()}.
 *
 * <pre>{@code
 * Tensor small = ImageOps.resize(images, List.of(32, 32), "bilinear", true, false, false, "constant", 0, null);
 * Tensor grey = ImageOps.rgbToGrayscale(small);
 * }</pre>
 *
 * <p>Where the backends of Keras differ, these functions do what that for JAX does.
 */
public final class ImageOps {
    /** How much red, green and blue count for the brightness of a color (ITU-R BT.601). */
    private static final double[] BRIGHTNESS = {0.2989, 0.5870, 0.1140};

    private ImageOps() {}

    // ---- Sizes

    /** {@link #resize(Tensor, List, String, boolean, boolean, boolean, String, double, String)}, bilinear, of all of an image. */
    public static Tensor resize(Tensor images, List<Integer> size) {
        return resize(images, size, "bilinear");
    }

    /** {@link #resize(Tensor, List, String, boolean, boolean, boolean, String, double, String)} of all of an image. */
    public static Tensor resize(Tensor images, List<Integer> size, String interpolation) {
        return resize(images, size, interpolation, false, false, false, "constant", 0, null);
    }

    /**
     * Images of another size. Rows and columns are treated one after the other: each new one is a weighted sum of old ones near it. Images of
     * integers are rounded and stay within the range of their dtype.
     *
     * @param size the new height and width
     * @param interpolation "bilinear", "nearest", "bicubic", "lanczos3" or "lanczos5"
     * @param antialias whether all old pixels count for a smaller image; "nearest" takes one in any case
     * @param cropToAspectRatio whether the largest part in the middle that has the new aspect ratio is resized
     * @param padToAspectRatio whether borders are added to an image until it has the new aspect ratio
     * @param fillMode "constant"
     * @param fillValue what these borders are filled with
     * @param dataFormat null for the default
     */
    public static Tensor resize(
            Tensor images,
            List<Integer> size,
            String interpolation,
            boolean antialias,
            boolean cropToAspectRatio,
            boolean padToAspectRatio,
            String fillMode,
            double fillValue,
            String dataFormat) {
        if (size.size() != 2 || size.get(0) < 1 || size.get(1) < 1) {
            throw new IllegalArgumentException("resize: size: expected a positive height and width, got " + size);
        }
        if (cropToAspectRatio && padToAspectRatio) {
            throw new IllegalArgumentException(
                    "resize: only one of crop_to_aspect_ratio and pad_to_aspect_ratio can be true");
        }
        if (!fillMode.equals("constant")) {
            throw new IllegalArgumentException("resize: fill_mode: expected \"constant\", got \"" + fillMode + "\"");
        }
        ResizeKernel kernel =
                interpolation.equals("nearest") ? null : ResizeKernel.of("resize", "interpolation", interpolation);
        return batched("resize", images, dataFormat, all -> {
            int height = size.get(0);
            int width = size.get(1);
            Tensor x = cropToAspectRatio
                    ? croppedTo(all, height, width)
                    : padToAspectRatio ? paddedTo(all, height, width, fillValue) : all;
            if (kernel == null) {
                return nearest(nearest(x, 1, height), 2, width);
            }
            DType exact = DType.result(x.dtype(), DType.FLOAT32);
            Tensor y = x.dtype().isFloating() ? x : Ops.cast(x, exact);
            y = resizedAlong(y, 1, height, kernel, antialias);
            y = resizedAlong(y, 2, width, kernel, antialias);
            return saturateCast(y, x.dtype());
        });
    }

    private static Tensor croppedTo(Tensor x, int height, int width) {
        long cropHeight = Math.max(1, Math.min(x.shape().dim(1), x.shape().dim(2) * height / width));
        long cropWidth = Math.max(1, Math.min(x.shape().dim(2), x.shape().dim(1) * width / height));
        long top = (x.shape().dim(1) - cropHeight) / 2;
        long left = (x.shape().dim(2) - cropWidth) / 2;
        return Ops.slice(Ops.slice(x, 1, top, top + cropHeight), 2, left, left + cropWidth);
    }

    private static Tensor paddedTo(Tensor x, int height, int width, double fillValue) {
        long top = (Math.max(x.shape().dim(1), x.shape().dim(2) * height / width)
                        - x.shape().dim(1))
                / 2;
        long left = (Math.max(x.shape().dim(2), x.shape().dim(1) * width / height)
                        - x.shape().dim(2))
                / 2;
        List<Long> border = List.of(0L, top, left, 0L);
        return top + left == 0 ? x : Ops.pad(x, border, border, fillValue);
    }

    private static Tensor nearest(Tensor x, int axis, int newSize) {
        long size = x.shape().dim(axis);
        if (size == newSize) {
            return x;
        }
        int[] positions = IntStream.range(0, newSize)
                .map(i -> (int) Math.min(size - 1, (2L * i + 1) * size / (2L * newSize)))
                .toArray();
        return Ops.take(x, Ops.constant(Nd4j.createFromArray(positions)), axis);
    }

    private static Tensor resizedAlong(Tensor x, int axis, long newSize, ResizeKernel kernel, boolean antialias) {
        long size = x.shape().dim(axis);
        TensorSpec spec = new TensorSpec(Shape.of(newSize, size), x.dtype());
        Tensor weights = Executor.current()
                .constant(
                        spec,
                        () -> kernel.weights(size, newSize, antialias)
                                .castTo(x.dtype().nd4j()));
        return along(x, axis, weights);
    }

    /** x with the positions along an axis mixed: row i of {@code weights} says how much each counts for the new one. */
    private static Tensor along(Tensor x, int axis, Tensor weights) {
        // as a product of matrices: what is before the axis, the axis, what is behind it
        Shape shape = x.shape();
        Shape before = shape.slice(0, axis);
        Shape after = shape.slice(axis + 1, shape.rank());
        Shape matrices = Shape.of(before.size(), shape.dim(axis), after.size());
        Tensor mixed = Ops.matmul(weights, Ops.reshape(x, matrices));
        return Ops.reshape(mixed, shape.with(axis, weights.shape().dim(0)));
    }

    /** x cast to {@code dtype}; if that is of integers, rounded and brought into its range. */
    private static Tensor saturateCast(Tensor x, DType dtype) {
        if (!dtype.isInteger() || x.dtype().isInteger()) {
            return Ops.cast(x, dtype);
        }
        double values = Math.pow(2, 8 * dtype.bytes());
        double smallest = dtype == DType.UINT8 ? 0 : -values / 2;
        return Ops.cast(Ops.clip(Ops.round(x), smallest, smallest + values - 1), dtype);
    }

    /**
     * x resized and moved along some axes: position i of the result is position (i + 1/2 - translation) / scale - 1/2 of x, with the values
     * between positions weighed by a kernel; 0 where that lies outside. The result is floating.
     *
     * @param outputShape the shape of the result
     * @param scale the factors along {@code spatialDims}
     * @param translation by how many positions of the result it is moved along these
     * @param method "linear", "bilinear", "trilinear", "triangle", "cubic", "bicubic", "tricubic", "lanczos3" or "lanczos5"
     * @param antialias whether kernels are widened where x becomes smaller
     */
    public static Tensor scaleAndTranslate(
            Tensor images,
            Shape outputShape,
            Tensor scale,
            Tensor translation,
            List<Integer> spatialDims,
            String method,
            boolean antialias) {
        ResizeKernel kernel = ResizeKernel.of("scale_and_translate", "method", method);
        DType dtype = DType.result(DType.result(scale.dtype(), translation.dtype()), DType.FLOAT32);
        List<Tensor> scales = Ops.unstack(Ops.cast(scale, dtype), 0);
        List<Tensor> translations = Ops.unstack(Ops.cast(translation, dtype), 0);
        if (scales.size() != spatialDims.size() || translations.size() != spatialDims.size()) {
            throw new IllegalArgumentException("scale_and_translate: expected a scale and a translation for each of "
                    + spatialDims.size() + " axes, got " + scales.size() + " and " + translations.size());
        }
        Tensor x = Ops.floating(images);
        for (int i = 0; i < spatialDims.size(); i++) {
            int axis = images.shape().axis(spatialDims.get(i));
            Tensor weights = kernel.weights(
                    images.shape().dim(axis), outputShape.dim(axis), scales.get(i), translations.get(i), antialias);
            x = along(x, axis, Ops.cast(weights, x.dtype()));
        }
        return x;
    }

    /**
     * Images with zeros at their borders. Of top, bottom and target height, and of left, right and target width, two are given and one is null.
     */
    public static Tensor padImages(
            Tensor images,
            Integer topPadding,
            Integer leftPadding,
            Integer bottomPadding,
            Integer rightPadding,
            Integer targetHeight,
            Integer targetWidth,
            String dataFormat) {
        checkBorders("pad_images", "padding", topPadding, bottomPadding, targetHeight, "top", "bottom", "height");
        checkBorders("pad_images", "padding", leftPadding, rightPadding, targetWidth, "left", "right", "width");
        return batched("pad_images", images, dataFormat, x -> {
            long height = x.shape().dim(1);
            long width = x.shape().dim(2);
            long top = topPadding != null ? topPadding : targetHeight - bottomPadding - height;
            long bottom = bottomPadding != null ? bottomPadding : targetHeight - top - height;
            long left = leftPadding != null ? leftPadding : targetWidth - rightPadding - width;
            long right = rightPadding != null ? rightPadding : targetWidth - left - width;
            checkNotNegative("pad_images", "top_padding", top);
            checkNotNegative("pad_images", "bottom_padding", bottom);
            checkNotNegative("pad_images", "left_padding", left);
            checkNotNegative("pad_images", "right_padding", right);
            return Ops.pad(x, List.of(0L, top, left, 0L), List.of(0L, bottom, right, 0L), 0);
        });
    }

    /**
     * Images without their borders. Of top, bottom and target height, and of left, right and target width, two are given and one is null.
     */
    public static Tensor cropImages(
            Tensor images,
            Integer topCropping,
            Integer leftCropping,
            Integer bottomCropping,
            Integer rightCropping,
            Integer targetHeight,
            Integer targetWidth,
            String dataFormat) {
        checkBorders("crop_images", "cropping", topCropping, bottomCropping, targetHeight, "top", "bottom", "height");
        checkBorders("crop_images", "cropping", leftCropping, rightCropping, targetWidth, "left", "right", "width");
        return batched("crop_images", images, dataFormat, x -> {
            long top = topCropping != null ? topCropping : x.shape().dim(1) - targetHeight - bottomCropping;
            long height = targetHeight != null ? targetHeight : x.shape().dim(1) - bottomCropping - top;
            long left = leftCropping != null ? leftCropping : x.shape().dim(2) - targetWidth - rightCropping;
            long width = targetWidth != null ? targetWidth : x.shape().dim(2) - rightCropping - left;
            checkNotNegative("crop_images", "top_cropping", top);
            checkNotNegative("crop_images", "target_height", height);
            checkNotNegative("crop_images", "left_cropping", left);
            checkNotNegative("crop_images", "target_width", width);
            return Ops.slice(Ops.slice(x, 1, top, top + height), 2, left, left + width);
        });
    }

    private static void checkBorders(
            String op,
            String what,
            Integer before,
            Integer after,
            Integer target,
            String beforeName,
            String afterName,
            String targetName) {
        int given = (before == null ? 0 : 1) + (after == null ? 0 : 1) + (target == null ? 0 : 1);
        if (given != 2) {
            throw new IllegalArgumentException(op + ": expected exactly two of " + beforeName + "_" + what + ", "
                    + afterName + "_" + what + " and target_" + targetName + ", got " + before + ", " + after + " and "
                    + target);
        }
        checkNotNegative(op, beforeName + "_" + what, before == null ? 0 : before);
        checkNotNegative(op, afterName + "_" + what, after == null ? 0 : after);
        checkNotNegative(op, "target_" + targetName, target == null ? 0 : target);
    }

    private static void checkNotNegative(String op, String argument, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(op + ": " + argument + ": expected 0 or more, got " + value);
        }
    }

    /** {@link #extractPatches(Tensor, List, List, int, String, String)} side by side. */
    public static Tensor extractPatches(Tensor images, int size) {
        return extractPatches(images, List.of(size, size), null, 1, "valid", null);
    }

    /**
     * The pixels of each position of a window as one vector: (batch, rows, columns, height of the window · width · channels), the channels
     * before the other axes if the data format says so. With a window of three sizes, of volumes (batch, depth, height, width, channels).
     *
     * @param size of the window
     * @param strides from window to window, null for the size of the window
     * @param dilationRate the distance of the pixels in a window
     * @param padding "valid" or "same"
     * @param dataFormat null for the default
     */
    public static Tensor extractPatches(
            Tensor images,
            List<Integer> size,
            List<Integer> strides,
            int dilationRate,
            String padding,
            String dataFormat) {
        int rank = size.size();
        if (rank != 2 && rank != 3) {
            throw new IllegalArgumentException("extract_patches: size: expected 2 or 3 numbers, got " + size);
        }
        Window window = new Window(
                size, strides == null ? size : strides, Collections.nCopies(rank, dilationRate), Padding.of(padding));
        return batched("extract_patches", images, rank, dataFormat, x -> {
            int channels = x.shape().intDim(-1);
            int length = size.stream().reduce(channels, (a, b) -> a * b);
            Shape shape = Shape.of(size.stream().mapToLong(each -> each).toArray())
                    .append(channels)
                    .append(length);
            Tensor floating = Ops.floating(x);
            Tensor each = Ops.reshape(Ops.eye(length, length, 0, floating.dtype()), shape);
            return Ops.cast(Ops.conv(floating, each, window, 1), x.dtype());
        });
    }

    /** {@link #extractPatches(Tensor, List, List, int, String, String)} of volumes, side by side. */
    public static Tensor extractPatches3d(Tensor volumes, int size) {
        return extractPatches3d(volumes, List.of(size, size, size), null, 1, "valid", null);
    }

    /** {@link #extractPatches(Tensor, List, List, int, String, String)} of volumes. */
    public static Tensor extractPatches3d(
            Tensor volumes,
            List<Integer> size,
            List<Integer> strides,
            int dilationRate,
            String padding,
            String dataFormat) {
        if (size.size() != 3) {
            throw new IllegalArgumentException("extract_patches_3d: size: expected 3 numbers, got " + size);
        }
        return extractPatches(volumes, size, strides, dilationRate, padding, dataFormat);
    }

    // ---- Positions

    /** {@link #affineTransform(Tensor, Tensor, String, String, double, String)}, bilinear, with zeros beyond the borders. */
    public static Tensor affineTransform(Tensor images, Tensor transform) {
        return affineTransform(images, transform, "bilinear", "constant", 0, null);
    }

    /**
     * Images whose pixel (x, y) is what was at ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k) with k = c0 x + c1 y + 1.
     *
     * @param transform the numbers a0, a1, a2, b0, b1, b2, c0, c1: (8), or (batch, 8) for different ones for each image
     * @param interpolation "bilinear" or "nearest"
     * @param fillMode what is beyond the borders: "constant", "nearest", "wrap", "mirror" or "reflect"
     * @param fillValue what is beyond the borders with "constant"
     * @param dataFormat null for the default
     */
    public static Tensor affineTransform(
            Tensor images,
            Tensor transform,
            String interpolation,
            String fillMode,
            double fillValue,
            String dataFormat) {
        if (transform.rank() != 1 && transform.rank() != 2 || transform.shape().dim(-1) != 8) {
            throw new IllegalArgumentException(
                    "affine_transform: transform: expected the shape (8,) or (batch, 8), got " + transform.shape());
        }
        Sampling sampling = Sampling.of("affine_transform", interpolation, fillMode, fillValue);
        return batched(
                "affine_transform", images, dataFormat, x -> transformed("affine_transform", x, transform, sampling));
    }

    private static Tensor transformed(String op, Tensor images, Tensor transform, Sampling sampling) {
        long height = images.shape().dim(1);
        long width = images.shape().dim(2);
        Tensor numbers = Ops.cast(transform, DType.result(transform.dtype(), DType.FLOAT32));
        List<Tensor> each = Ops.split(numbers.rank() == 1 ? Ops.expandDims(numbers, 0) : numbers, 8, 1);
        DType dtype = numbers.dtype();
        Tensor x = Ops.reshape(Ops.tile(Ops.arange(0, width, 1, dtype), (int) height), 1, height * width);
        Tensor y = Ops.reshape(Ops.repeat(Ops.arange(0, height, 1, dtype), (int) width), 1, height * width);
        Tensor k = Ops.add(linear(each.get(6), x, each.get(7), y), 1);
        Tensor safe = Ops.where(Ops.equal(k, 0), 1e-7, k);
        Tensor atX = Ops.divide(Ops.add(linear(each.get(0), x, each.get(1), y), each.get(2)), safe);
        Tensor atY = Ops.divide(Ops.add(linear(each.get(3), x, each.get(4), y), each.get(5)), safe);
        return sampled(op, images, atY, atX, sampling);
    }

    private static Tensor linear(Tensor a, Tensor x, Tensor b, Tensor y) {
        return Ops.add(Ops.multiply(a, x), Ops.multiply(b, y));
    }

    /** The pixels at coordinates (batch or 1, height · width) as images. */
    private static Tensor sampled(String op, Tensor images, Tensor atY, Tensor atX, Sampling sampling) {
        Shape shape = images.shape();
        if (!shape.isKnown()) {
            throw new IllegalArgumentException(op + ": expected images whose sizes are all known, got " + shape);
        }
        long pixels = shape.dim(1) * shape.dim(2);
        Shape positions = Shape.of(shape.dim(0), pixels);
        Tensor start = Ops.expandDims(Ops.multiply(Ops.arange(shape.dim(0)), pixels), 1);
        Tensor values = sampling.sample(
                Ops.reshape(images, shape.dim(0) * pixels, shape.dim(3)),
                List.of(shape.dim(1), shape.dim(2)),
                List.of(Ops.broadcastTo(atY, positions), Ops.broadcastTo(atX, positions)),
                start);
        return Ops.reshape(values, shape);
    }

    /** {@link #perspectiveTransform(Tensor, Tensor, Tensor, String, double, String)}, bilinear, with zeros beyond the borders. */
    public static Tensor perspectiveTransform(Tensor images, Tensor startPoints, Tensor endPoints) {
        return perspectiveTransform(images, startPoints, endPoints, "bilinear", 0, null);
    }

    /**
     * Images seen from elsewhere, so that four points come to lie where four others are.
     *
     * @param startPoints (4, 2), or (batch, 4, 2) for different ones for each image: x and y of a point
     * @param endPoints where the points come to lie, of the same shape
     * @param interpolation "bilinear" or "nearest"
     * @param fillValue what is beyond the borders
     * @param dataFormat null for the default
     */
    public static Tensor perspectiveTransform(
            Tensor images,
            Tensor startPoints,
            Tensor endPoints,
            String interpolation,
            double fillValue,
            String dataFormat) {
        checkPoints("start_points", startPoints);
        checkPoints("end_points", endPoints);
        if (!startPoints.shape().equals(endPoints.shape())) {
            throw new IllegalArgumentException(
                    "perspective_transform: expected start_points and end_points of one shape, got "
                            + startPoints.shape() + " and " + endPoints.shape());
        }
        Sampling sampling = Sampling.of("perspective_transform", interpolation, "constant", fillValue);
        boolean single = startPoints.rank() == 2;
        Tensor start = Ops.floating(single ? Ops.expandDims(startPoints, 0) : startPoints);
        Tensor end = Ops.floating(single ? Ops.expandDims(endPoints, 0) : endPoints);
        return batched(
                "perspective_transform",
                images,
                dataFormat,
                x -> transformed("perspective_transform", x, Homography.between(end, start), sampling));
    }

    private static void checkPoints(String argument, Tensor points) {
        Shape shape = points.shape();
        if (shape.rank() != 2 && shape.rank() != 3 || shape.dim(-2) != 4 || shape.dim(-1) != 2) {
            throw new IllegalArgumentException("perspective_transform: " + argument
                    + ": expected the shape (4, 2) or (batch, 4, 2), got " + shape);
        }
    }

    /** {@link #mapCoordinates(Tensor, Tensor, int, String, double)} with 0 beyond the borders. */
    public static Tensor mapCoordinates(Tensor inputs, Tensor coordinates, int order) {
        return mapCoordinates(inputs, coordinates, order, "constant", 0);
    }

    /**
     * The values of a tensor at any coordinates.
     *
     * @param coordinates (rank of inputs, ...): for each axis the positions
     * @param order 0 for the nearest value, 1 for values weighed by distance
     * @param fillMode what is beyond the borders: "constant", "nearest", "wrap", "mirror" or "reflect"
     * @param fillValue what is beyond the borders with "constant"
     * @return of the shape of the coordinates without their first axis
     */
    public static Tensor mapCoordinates(
            Tensor inputs, Tensor coordinates, int order, String fillMode, double fillValue) {
        Shape shape = inputs.shape();
        if (coordinates.rank() < 2 || coordinates.shape().dim(0) != shape.rank()) {
            throw new IllegalArgumentException("map_coordinates: coordinates: expected at least 2 axes, the first of"
                    + " size " + shape.rank() + " for inputs of shape " + shape + ", got " + coordinates.shape());
        }
        if (order != 0 && order != 1) {
            throw new IllegalArgumentException("map_coordinates: order: expected 0 or 1, got " + order);
        }
        Sampling sampling = new Sampling(order == 1, Sampling.FillMode.of("map_coordinates", fillMode), fillValue);
        List<Tensor> each = Ops.unstack(Ops.floating(coordinates), 0);
        List<Long> sizes = LongStream.of(shape.dims()).boxed().toList();
        Tensor values = sampling.sample(Ops.reshape(inputs, -1, 1), sizes, each, null);
        return Ops.squeeze(values, -1);
    }

    /** {@link #elasticTransform(Tensor, double, double, String, String, double, SeedGenerator, String)} with Keras's defaults. */
    public static Tensor elasticTransform(Tensor images) {
        return elasticTransform(images, 20, 5, "bilinear", "reflect", 0, null, null);
    }

    /**
     * Images whose pixels are moved at random, neighbouring ones in like ways. Source: Simard et al., Best practices for convolutional neural
     * networks applied to visual document analysis (2003).
     *
     * @param alpha how far pixels are moved
     * @param sigma how far the movements of pixels are alike: that of a Gaussian blur of the movements
     * @param interpolation "bilinear" or "nearest"
     * @param fillMode what is beyond the borders: "constant", "nearest", "wrap", "mirror" or "reflect"
     * @param fillValue what is beyond the borders with "constant"
     * @param seed null for that of the whole program
     * @param dataFormat null for the default
     */
    public static Tensor elasticTransform(
            Tensor images,
            double alpha,
            double sigma,
            String interpolation,
            String fillMode,
            double fillValue,
            SeedGenerator seed,
            String dataFormat) {
        Shape shape = images.shape();
        boolean last = channelsLast(dataFormat);
        int channelAxis = last ? shape.rank() - 1 : shape.rank() - 3;
        Shape field = shape.drop(channelAxis);
        field = images.rank() == 3 ? field.prepend(1) : field;
        Tensor dx = Random.normal(field, 0, 1, DType.FLOAT32, seed);
        Tensor dy = Random.normal(field, 0, 1, DType.FLOAT32, seed);
        return elasticTransform(
                images,
                dx,
                dy,
                Ops.scalar(alpha, DType.FLOAT32),
                Ops.scalar(sigma, DType.FLOAT32),
                (int) (6 * sigma) | 1,
                interpolation,
                fillMode,
                fillValue,
                dataFormat);
    }

    /**
     * {@link #elasticTransform(Tensor, double, double, String, String, double, SeedGenerator, String)} with given randomness.
     *
     * @param dx normally distributed numbers (batch, height, width) for the movements along the width
     * @param dy such for the movements along the height
     * @param alpha a number
     * @param sigma a number; the blur reaches as far as this tells
     * @param largestKernel a size of the blur's kernel that is enough for every sigma that occurs, odd
     */
    public static Tensor elasticTransform(
            Tensor images,
            Tensor dx,
            Tensor dy,
            Tensor alpha,
            Tensor sigma,
            int largestKernel,
            String interpolation,
            String fillMode,
            double fillValue,
            String dataFormat) {
        Sampling sampling = Sampling.of("elastic_transform", interpolation, fillMode, fillValue);
        return batched("elastic_transform", images, dataFormat, all -> {
            long height = all.shape().dim(1);
            long width = all.shape().dim(2);
            Tensor reach = Ops.floor(Ops.multiply(sigma, 3)); // half of a kernel of ⌊6σ⌋, or one more to make it odd
            Tensor kernel = gaussian(largestKernel, sigma, reach);
            Tensor movedX = Ops.multiply(blurred(Ops.expandDims(Ops.multiply(dx, sigma), -1), kernel, kernel), alpha);
            Tensor movedY = Ops.multiply(blurred(Ops.expandDims(Ops.multiply(dy, sigma), -1), kernel, kernel), alpha);
            Tensor x = Ops.arange(0, width, 1, DType.FLOAT32);
            Tensor y = Ops.expandDims(Ops.arange(0, height, 1, DType.FLOAT32), 1);
            Tensor atX = Ops.reshape(Ops.add(Ops.squeeze(movedX, -1), x), -1, height * width);
            Tensor atY = Ops.reshape(Ops.add(Ops.squeeze(movedY, -1), y), -1, height * width);
            return sampled("elastic_transform", all, atY, atX, sampling);
        });
    }

    // ---- Filters

    /** {@link #gaussianBlur(Tensor, List, Tensor, String)} by a kernel of size 3 with a standard deviation of 1. */
    public static Tensor gaussianBlur(Tensor images) {
        return gaussianBlur(images, List.of(3, 3), List.of(1.0, 1.0), null);
    }

    /** {@link #gaussianBlur(Tensor, List, Tensor, String)} with fixed standard deviations. */
    public static Tensor gaussianBlur(Tensor images, List<Integer> kernelSize, List<Double> sigma, String dataFormat) {
        double[] numbers = sigma.stream().mapToDouble(each -> each).toArray();
        Tensor tensor = Ops.constant(Nd4j.createFromArray(numbers).castTo(DType.FLOAT32.nd4j()));
        return gaussianBlur(images, kernelSize, tensor, dataFormat);
    }

    /**
     * Images in which each pixel is a mean of those around it, weighed by a normal distribution of their distance; beyond the borders is 0.
     *
     * @param kernelSize how many pixels count along the width, and along the height
     * @param sigma (2): the standard deviation along the width, and along the height
     * @param dataFormat null for the default
     */
    public static Tensor gaussianBlur(Tensor images, List<Integer> kernelSize, Tensor sigma, String dataFormat) {
        if (kernelSize.size() != 2 || !sigma.shape().equals(Shape.of(2))) {
            throw new IllegalArgumentException("gaussian_blur: expected two sizes of the kernel and two sigmas, got "
                    + kernelSize + " and sigma of shape " + sigma.shape());
        }
        return batched("gaussian_blur", images, dataFormat, x -> {
            List<Tensor> each = Ops.unstack(Ops.cast(sigma, DType.result(x.dtype(), DType.FLOAT32)), 0);
            return blurred(
                    x, gaussian(kernelSize.get(1), each.get(1), null), gaussian(kernelSize.get(0), each.get(0), null));
        });
    }

    /**
     * The density of a normal distribution at {@code size} places around its mean, scaled to the sum 1.
     *
     * @param reach beyond which distance it counts as 0, a number; null for never
     */
    private static Tensor gaussian(int size, Tensor sigma, Tensor reach) {
        Tensor at = Ops.subtract(Ops.arange(0, size, 1, sigma.dtype()), (size - 1) / 2.0);
        Tensor density = Ops.exp(Ops.multiply(Ops.square(Ops.divide(at, sigma)), -0.5));
        density = reach == null ? density : Ops.where(Ops.lessEqual(Ops.abs(at), reach), density, 0);
        return Ops.divide(density, Ops.sum(density));
    }

    /** Images (batch, height, width, channels) convolved with a column along the height and a row along the width. */
    private static Tensor blurred(Tensor x, Tensor column, Tensor row) {
        return filtered(x, Ops.multiply(Ops.expandDims(column, 1), row), "same");
    }

    /** Each channel of images (batch, height, width, channels) convolved with a matrix. */
    private static Tensor filtered(Tensor x, Tensor matrix, String padding) {
        Tensor kernel = Ops.cast(Ops.reshape(matrix, matrix.shape().append(1).append(1)), x.dtype());
        Shape shape = kernel.shape().with(2, x.shape().dim(3));
        return Ops.depthwiseConv(
                x, Ops.broadcastTo(kernel, shape), List.of(1, 1), padding, "channels_last", List.of(1, 1));
    }

    /** {@link #sobelEdges(Tensor, String)} with the default data format. */
    public static Tensor sobelEdges(Tensor images) {
        return sobelEdges(images, null);
    }

    /**
     * How fast images change, by Sobel's filter.
     *
     * @return the shape of the images, batched, and a last axis: the change along the height and the change along the width
     */
    public static Tensor sobelEdges(Tensor images, String dataFormat) {
        checkRank("sobel_edges", images, 4, 4);
        Tensor ofX = Ops.constant(Nd4j.createFromArray(new float[][] {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}));
        Tensor alongHeight = batched("sobel_edges", images, dataFormat, x -> filtered(x, Ops.transpose(ofX), "same"));
        Tensor alongWidth = batched("sobel_edges", images, dataFormat, x -> filtered(x, ofX, "same"));
        return Ops.stack(List.of(alongHeight, alongWidth), images.rank());
    }

    /** {@link #ssim(Tensor, Tensor, double, int, double, double, double, String)} of images from 0 to {@code maxVal}. */
    public static Tensor ssim(Tensor image1, Tensor image2, double maxVal) {
        return ssim(image1, image2, maxVal, 11, 1.5, 0.01, 0.03, null);
    }

    /**
     * How similar images look, from -1 to 1 for the same: (batch), or a number for single images. Source: Wang et al., Image quality
     * assessment: from error visibility to structural similarity (2004).
     *
     * @param maxVal the largest value of a pixel
     * @param filterSize the size of the windows that are compared
     * @param filterSigma how much pixels in a window count by their distance from its middle
     * @param k1 keeps the comparison of dark windows stable
     * @param k2 keeps that of even ones stable
     * @param dataFormat null for the default
     */
    public static Tensor ssim(
            Tensor image1,
            Tensor image2,
            double maxVal,
            int filterSize,
            double filterSigma,
            double k1,
            double k2,
            String dataFormat) {
        Tensor a = asBatch("ssim", Ops.floating(image1), dataFormat);
        Tensor b = asBatch("ssim", Ops.floating(image2), dataFormat);
        Tensor window = gaussian(filterSize, Ops.scalar(filterSigma, a.dtype()), null);
        Tensor matrix = Ops.multiply(Ops.expandDims(window, 1), window);
        UnaryOperator<Tensor> mean = x -> filtered(x, matrix, "valid");
        double c1 = k1 * maxVal * k1 * maxVal;
        double c2 = k2 * maxVal * k2 * maxVal;
        Tensor meanA = mean.apply(a);
        Tensor meanB = mean.apply(b);
        Tensor squareA = Ops.square(meanA);
        Tensor squareB = Ops.square(meanB);
        Tensor product = Ops.multiply(meanA, meanB);
        Tensor varianceA = Ops.subtract(mean.apply(Ops.square(a)), squareA);
        Tensor varianceB = Ops.subtract(mean.apply(Ops.square(b)), squareB);
        Tensor covariance = Ops.subtract(mean.apply(Ops.multiply(a, b)), product);
        Tensor above = Ops.multiply(Ops.add(Ops.multiply(product, 2), c1), Ops.add(Ops.multiply(covariance, 2), c2));
        Tensor below = Ops.multiply(Ops.add(Ops.add(squareA, squareB), c1), Ops.add(Ops.add(varianceA, varianceB), c2));
        Tensor similarity = Ops.mean(Ops.divide(above, below), List.of(1, 2, 3), false);
        return Ops.cast(image1.rank() == 3 ? Ops.squeeze(similarity, 0) : similarity, image1.dtype());
    }

    // ---- Colors

    /** {@link #rgbToGrayscale(Tensor, String)} with the default data format. */
    public static Tensor rgbToGrayscale(Tensor images) {
        return rgbToGrayscale(images, null);
    }

    /** The brightness of images with three channels, as one channel; images with one channel as they are. */
    public static Tensor rgbToGrayscale(Tensor images, String dataFormat) {
        return batched("rgb_to_grayscale", images, dataFormat, x -> {
            long channels = x.shape().dim(3);
            if (channels == 1) {
                return x;
            }
            checkColors("rgb_to_grayscale", x, "1 or 3 channels");
            Tensor colors = Ops.floating(x);
            Tensor weights = Ops.constant(
                    Nd4j.createFromArray(BRIGHTNESS).castTo(colors.dtype().nd4j()));
            return Ops.cast(Ops.sum(Ops.multiply(colors, weights), List.of(3), true), x.dtype());
        });
    }

    /** {@link #rgbToHsv(Tensor, String)} with the default data format. */
    public static Tensor rgbToHsv(Tensor images) {
        return rgbToHsv(images, null);
    }

    /** Floating images with the channels red, green and blue as ones with hue, saturation and value: the first two from 0 to 1. */
    public static Tensor rgbToHsv(Tensor images, String dataFormat) {
        checkFloating("rgb_to_hsv", images);
        return batched("rgb_to_hsv", images, dataFormat, all -> {
            checkColors("rgb_to_hsv", all, "3 channels");
            double epsilon = Limits.epsilon(all.dtype());
            Tensor colors = Ops.where(Ops.less(Ops.abs(all), epsilon), 0, all);
            List<Tensor> each = Ops.split(colors, 3, 3);
            Tensor r = each.get(0);
            Tensor g = each.get(1);
            Tensor b = each.get(2);
            Tensor value = Ops.maximum(Ops.maximum(r, g), b);
            Tensor range = Ops.subtract(value, Ops.minimum(Ops.minimum(r, g), b));
            Tensor hasValue = Ops.greater(value, 0);
            Tensor hasRange = Ops.greater(range, 0);
            Tensor saturation = Ops.where(hasValue, Ops.divide(range, Ops.where(hasValue, value, 1)), 0);
            Tensor norm = Ops.divide(1.0 / 6, Ops.where(hasRange, range, 1));
            Tensor hue = Ops.where(
                    Ops.equal(value, g),
                    Ops.add(Ops.multiply(norm, Ops.subtract(b, r)), 2.0 / 6),
                    Ops.add(Ops.multiply(norm, Ops.subtract(r, g)), 4.0 / 6));
            hue = Ops.where(Ops.equal(value, r), Ops.multiply(norm, Ops.subtract(g, b)), hue);
            hue = Ops.where(hasRange, Ops.where(Ops.less(hue, 0), Ops.add(hue, 1), hue), 0);
            return Ops.concatenate(List.of(hue, saturation, value), 3);
        });
    }

    /** {@link #hsvToRgb(Tensor, String)} with the default data format. */
    public static Tensor hsvToRgb(Tensor images) {
        return hsvToRgb(images, null);
    }

    /** Floating images with the channels hue, saturation and value as ones with red, green and blue. */
    public static Tensor hsvToRgb(Tensor images, String dataFormat) {
        checkFloating("hsv_to_rgb", images);
        return batched("hsv_to_rgb", images, dataFormat, all -> {
            checkColors("hsv_to_rgb", all, "3 channels");
            List<Tensor> each = Ops.split(all, 3, 3);
            Tensor angle = Ops.multiply(Ops.mod(each.get(0), 1), 6);
            Tensor dr = Ops.subtract(Ops.abs(Ops.subtract(angle, 3)), 1);
            Tensor dg = Ops.subtract(2, Ops.abs(Ops.subtract(angle, 2)));
            Tensor db = Ops.subtract(2, Ops.abs(Ops.subtract(angle, 4)));
            Tensor grey = Ops.subtract(1, each.get(1));
            List<Tensor> colors = new ArrayList<>();
            for (Tensor color : List.of(dr, dg, db)) {
                Tensor share = Ops.multiply(each.get(1), Ops.clip(color, 0, 1));
                colors.add(Ops.multiply(each.get(2), Ops.add(grey, share)));
            }
            return Ops.concatenate(colors, 3);
        });
    }

    private static void checkColors(String op, Tensor x, String expected) {
        if (x.shape().dim(3) != 3) {
            throw new IllegalArgumentException(op + ": expected images with " + expected + ", got "
                    + x.shape().dim(3) + " in shape " + x.shape());
        }
    }

    private static void checkFloating(String op, Tensor images) {
        if (!images.dtype().isFloating()) {
            throw new IllegalArgumentException(op + ": expected floating images, got " + images.dtype());
        }
    }

    // ---- Help

    /** What {@code function} makes of images as (batch, height, width, channels), in the form that they had. */
    private static Tensor batched(String op, Tensor images, String dataFormat, UnaryOperator<Tensor> function) {
        return batched(op, images, 2, dataFormat, function);
    }

    private static Tensor batched(
            String op, Tensor images, int spatialRank, String dataFormat, UnaryOperator<Tensor> function) {
        boolean last = channelsLast(dataFormat);
        Tensor y = function.apply(asBatch(op, images, spatialRank, last));
        y = last ? y : Ops.moveaxis(y, -1, 1);
        return images.rank() == spatialRank + 1 ? Ops.squeeze(y, 0) : y;
    }

    private static Tensor asBatch(String op, Tensor images, String dataFormat) {
        return asBatch(op, images, 2, channelsLast(dataFormat));
    }

    private static Tensor asBatch(String op, Tensor images, int spatialRank, boolean channelsLast) {
        checkRank(op, images, spatialRank + 1, spatialRank + 2);
        Tensor batch = images.rank() == spatialRank + 1 ? Ops.expandDims(images, 0) : images;
        return channelsLast ? batch : Ops.moveaxis(batch, 1, -1);
    }

    private static void checkRank(String op, Tensor images, int least, int most) {
        if (images.rank() < least || images.rank() > most) {
            String expected = least == most ? most + " axes" : least + " (one image) or " + most + " axes (a batch)";
            throw new IllegalArgumentException(op + ": expected images with " + expected + ", got " + images.shape());
        }
    }

    private static boolean channelsLast(String dataFormat) {
        String format = dataFormat == null ? Keras.imageDataFormat() : dataFormat;
        if (!format.equals("channels_last") && !format.equals("channels_first")) {
            throw new IllegalArgumentException(
                    "data_format: expected \"channels_last\" or \"channels_first\", got \"" + format + "\"");
        }
        return format.equals("channels_last");
    }
}
