package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** A rectangle in each of a batch of images: where it begins and ends, (batch) each, in pixels. */
record Rectangles(Tensor left, Tensor right, Tensor top, Tensor bottom) {
    private static final Range UNIT = new Range(0, 1);

    /** Rectangles at random places within images, of which {@code width} and {@code height} say which part of the images' they have. */
    static Rectangles draw(Shape images, Tensor width, Tensor height, SeedGenerator from) {
        long batch = images.dim(0);
        Tensor wide = Ops.multiply(width, images.dim(2));
        Tensor left = Ops.multiply(RandomImageLayer.uniform(from, UNIT, batch), Ops.subtract(images.dim(2), wide));
        Tensor high = Ops.multiply(height, images.dim(1));
        Tensor top = Ops.multiply(RandomImageLayer.uniform(from, UNIT, batch), Ops.subtract(images.dim(1), high));
        return new Rectangles(left, Ops.add(left, wide), top, Ops.add(top, high));
    }

    /** Whether a pixel lies within: of the shape of the images. */
    Tensor masks(Shape images) {
        Tensor x = Ops.reshape(Ops.arange(0, images.dim(2), 1, DType.FLOAT32), 1, 1, images.dim(2), 1);
        Tensor y = Ops.reshape(Ops.arange(0, images.dim(1), 1, DType.FLOAT32), 1, images.dim(1), 1, 1);
        return Ops.broadcastTo(Ops.logicalAnd(within(x, left, right), within(y, top, bottom)), images);
    }

    private static Tensor within(Tensor at, Tensor from, Tensor to) {
        return Ops.logicalAnd(
                Ops.greaterEqual(at, BaseImagePreprocessingLayer.perImage(from)),
                Ops.less(at, BaseImagePreprocessingLayer.perImage(to)));
    }

    /** The part of the images that lies within: (batch). */
    Tensor share(Shape images) {
        Tensor area = Ops.multiply(Ops.subtract(right, left), Ops.subtract(bottom, top));
        return Ops.divide(area, (double) images.dim(1) * images.dim(2));
    }
}
