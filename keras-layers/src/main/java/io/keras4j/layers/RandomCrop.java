package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, a part of images at a random place, the same for all of a batch; otherwise the largest part in the middle that has the aspect
 * ratio, brought to the size. <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels), or without batch. Output: the same with the new height and width, floating. (Keras 3.15 says the
 * same, but gives images as they are when not training, whatever their size.)
 */
public final class RandomCrop extends RandomImageLayer<RandomCrop> {
    private final Argument<Integer> height = argument("height", Codecs.atLeast(1));
    private final Argument<Integer> width = argument("width", Codecs.atLeast(1));

    /** To be configured. */
    RandomCrop() {}

    /** Of this size. */
    public RandomCrop(int height, int width) {
        this.height.set(height);
        this.width.set(width);
    }

    private boolean isLarger(Shape images) {
        return images.dim(1) > height.get() && images.dim(2) > width.get();
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        if (!isLarger(images)) {
            return Map.of();
        }
        return Map.of(
                "h_start",
                place(from, images.dim(1) - height.get()),
                "w_start",
                place(from, images.dim(2) - width.get()));
    }

    private static Tensor place(SeedGenerator from, long last) {
        return Ops.cast(uniform(from, new Range(0, last + 1.0)), DType.INT32);
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        if (isLarger(images.shape())) {
            Tensor rows = Ops.add(Ops.arange(height.get()), transformation.get("h_start"));
            Tensor columns = Ops.add(Ops.arange(width.get()), transformation.get("w_start"));
            return Ops.take(Ops.take(images, rows, 1), columns, 2);
        }
        // as Keras does it: from where the part of the right aspect ratio begins, but of the size that is wanted, as
        // far as there is some
        long h = images.shape().dim(1);
        long w = images.shape().dim(2);
        long top = (h - Math.max(1, Math.min(h, w * height.get() / width.get()))) / 2;
        long left = (w - Math.max(1, Math.min(w, h * width.get() / height.get()))) / 2;
        Tensor part = Ops.slice(
                Ops.slice(images, 1, top, Math.min(h, top + height.get())), 2, left, Math.min(w, left + width.get()));
        return ImageOps.resize(
                part,
                List.of(height.get(), width.get()),
                "bilinear",
                false,
                false,
                false,
                "constant",
                0,
                "channels_last");
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return transformation.isEmpty() ? transformInInference(masks) : transform(masks, transformation);
    }

    @Override
    boolean actsInInference() {
        return true;
    }

    @Override
    Tensor transformInInference(Tensor images) {
        return CenterCrop.largest(images, height.get(), width.get());
    }

    @Override
    boolean canTransform(Shape images) {
        return images.drop(0).isKnown();
    }

    @Override
    Shape transformedShape(Shape images) {
        return images.with(1, height.get()).with(2, width.get());
    }
}
