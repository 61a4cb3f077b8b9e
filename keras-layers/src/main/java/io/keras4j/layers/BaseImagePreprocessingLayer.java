package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A layer that prepares or augments images: what is random in it is drawn once for a batch, as a transformation, and then applied to the
 * images, and to labels and segmentation masks if these are given too.
 *
 * <p>As in Keras, such a layer does what it does in training unless it is told, or is part of a model that is told, that this is none: so it
 * also works on data alone, in {@code Dataset.map}.
 */
abstract class BaseImagePreprocessingLayer<S extends BaseImagePreprocessingLayer<S>> extends FluentLayer<S> {
    private static final Set<String> KNOWN = Set.of("images", "labels", "segmentation_masks");

    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);

    BaseImagePreprocessingLayer() {
        implicitArgument("bounding_box_format", Unsupported.unlessNull(), null);
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        dataFormat.set(name);
        return self();
    }

    // ---- What subclasses write, for images (batch, height, width, channels)

    /** What {@code images} become in training by {@link #getRandomTransformation}. */
    abstract Tensor transform(Tensor images, Map<String, Tensor> transformation);

    /** Whether images are changed also when this is not training. */
    boolean actsInInference() {
        return false;
    }

    /** What {@code images} then become. */
    Tensor transformInInference(Tensor images) {
        return transform(images, Map.of());
    }

    /** What segmentation masks become: by default they stay, as where only colors change. */
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return masks;
    }

    /** The shape of what images of this shape become. */
    Shape transformedShape(Shape images) {
        return images;
    }

    /** Refuses images of a shape that are not for this layer, in training or not. */
    void checkShape(Shape images) {}

    /** Whether images of this shape, of which sizes may be unknown while a model is described, can be transformed. */
    boolean canTransform(Shape images) {
        return images.isKnown();
    }

    /** Whether images of integers stay that. */
    boolean keepsIntegers() {
        return false;
    }

    // ---- Parts of a call, which Keras has too

    /**
     * Draws what {@link #transformImages}, {@link #transformLabels} and {@link #transformSegmentationMasks} then do to the parts of a batch.
     *
     * @param images of which the shape counts
     * @param training false for nothing
     * @return tensors under Keras's names; empty where nothing is random
     */
    public Map<String, Tensor> getRandomTransformation(Tensor images, boolean training) {
        return Map.of();
    }

    /** What a transformation makes of images, a batch or a single one. */
    public final Tensor transformImages(Tensor images, Map<String, Tensor> transformation, boolean training) {
        DType compute = dtypePolicy().compute();
        boolean stays = keepsIntegers() && !images.dtype().isFloating();
        Tensor x = stays ? images : Ops.cast(images, compute);
        if (!training && !actsInInference()) {
            return x;
        }
        Tensor y = batched(x, each -> training ? transform(each, transformation) : transformInInference(each));
        return Ops.cast(y, x.dtype());
    }

    /** What a transformation makes of labels, (batch, classes). */
    public Tensor transformLabels(Tensor labels, Map<String, Tensor> transformation, boolean training) {
        return labels;
    }

    /** What a transformation makes of masks that go with images, of the images' height and width. */
    public final Tensor transformSegmentationMasks(Tensor masks, Map<String, Tensor> transformation, boolean training) {
        return training || actsInInference() ? batched(masks, each -> transformMasks(each, transformation)) : masks;
    }

    private Tensor batched(Tensor images, UnaryOperator<Tensor> function) {
        checkRank(images);
        boolean single = images.rank() == 3;
        DataFormat format = dataFormat.get();
        Tensor y = format.fromChannelsLast(
                function.apply(format.toChannelsLast(single ? Ops.expandDims(images, 0) : images)));
        return single ? Ops.squeeze(y, 0) : y;
    }

    private static void checkRank(Tensor images) {
        if (images.rank() != 3 && images.rank() != 4) {
            throw new IllegalArgumentException(
                    "expected images of 4 axes, or of 3 for a single one, got shape " + images.shape());
        }
    }

    // ---- Calls

    @Override
    protected Tensor call(Tensor x) {
        checkRank(x);
        boolean training = training(true);
        Shape batch = shapeOfBatch(x);
        checkShape(batch);
        if (!canTransform(batch)) {
            // while a model is described, only the shape of what comes out is asked for
            return undetermined(x, batch);
        }
        return transformImages(x, getRandomTransformation(x, training), training);
    }

    /** The shape of {@code images} as a batch with the channels last. */
    final Shape shapeOfBatch(Tensor images) {
        Shape shape = images.rank() == 3 ? images.shape().prepend(1) : images.shape();
        return dataFormat.get() == DataFormat.CHANNELS_LAST
                ? shape
                : Shape.of(shape.dim(0), shape.dim(2), shape.dim(3), shape.dim(1));
    }

    private Tensor undetermined(Tensor x, Shape batch) {
        boolean stays = keepsIntegers() && !x.dtype().isFloating();
        Tensor y = Ops.zeros(
                transformedShape(batch), stays ? x.dtype() : dtypePolicy().compute());
        Tensor formatted = dataFormat.get().fromChannelsLast(y);
        return x.rank() == 3 ? Ops.squeeze(formatted, 0) : formatted;
    }

    /** {@link #apply(Map, boolean)} in training. */
    public final Map<String, Tensor> apply(Map<String, Tensor> data) {
        return apply(data, true);
    }

    /**
     * Applies this layer to "images" together with the "labels" and "segmentation_masks" that belong to them, as to a dictionary in Keras.
     *
     * @return the same keys
     * @throws IllegalArgumentException when there are no images, or other keys; bounding boxes are not supported
     */
    public final Map<String, Tensor> apply(Map<String, Tensor> data, boolean training) {
        if (!data.containsKey("images") || !KNOWN.containsAll(data.keySet())) {
            throw new IllegalArgumentException(label() + ": expected the key images, and labels and segmentation_masks"
                    + " if there are such; got " + data.keySet()
                    + (data.containsKey("bounding_boxes") ? "; bounding boxes are not supported" : ""));
        }
        Tensor images = data.get("images");
        buildFor(List.of(images.shape()));
        Map<String, Tensor> transformation = getRandomTransformation(images, training);
        Map<String, Tensor> transformed = new LinkedHashMap<>();
        data.forEach((key, value) -> transformed.put(
                key,
                switch (key) {
                    case "images" -> transformImages(value, transformation, training);
                    case "labels" -> transformLabels(value, transformation, training);
                    default -> transformSegmentationMasks(value, transformation, training);
                }));
        return transformed;
    }

    /** Numbers (batch), or (batch, 1, 1, 1), shaped to meet images. */
    static Tensor perImage(Tensor x) {
        return Ops.reshape(x, x.shape().dim(0), 1, 1, 1);
    }

    /** Pixels from one range of values to another. */
    static Tensor rescaled(Tensor x, Range from, Range to) {
        if (from.equals(to)) {
            return x;
        }
        Tensor fraction = Ops.divide(Ops.subtract(x, from.lower()), from.length());
        return Ops.add(Ops.multiply(fraction, to.length()), to.lower());
    }

    static Tensor clipped(Tensor x, Range to) {
        return Ops.clip(x, to.lower(), to.upper());
    }
}
