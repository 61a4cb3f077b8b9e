package io.keras4j.metrics;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** What the metrics of overlap share: a confusion matrix, its rows being labels and its columns predictions. */
abstract class IntersectionOverUnion<S extends IntersectionOverUnion<S>> extends FluentMetric<S> {
    private Variable matrix;

    @Override
    final DType defaultDtype() {
        return DType.INT64;
    }

    /** The number of classes. */
    abstract int classes();

    /** The classes whose overlaps are averaged. */
    abstract List<Integer> targets();

    /** The class that does not count, or null. */
    Integer ignored() {
        return null;
    }

    /** The numbers of the classes that labels mean. */
    abstract Tensor labelClasses(Tensor yTrue);

    /** The numbers of the classes that predictions mean. */
    abstract Tensor predictedClasses(Tensor yPred);

    @Override
    protected final void build(Shape yTrue, Shape yPred) {
        if (targets().stream().anyMatch(target -> target >= classes())) {
            throw new IllegalArgumentException(
                    label() + ": target_class_ids: expected classes below " + classes() + ", got " + targets());
        }
        matrix = addVariable("total_confusion_matrix", Shape.of(classes(), classes()));
    }

    @Override
    protected final void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor labels = flat(Ops.cast(labelClasses(yTrue), DType.INT32));
        Tensor predictions = flat(Ops.cast(predictedClasses(yPred), DType.INT32));
        Tensor weights = sampleWeight == null ? Ops.scalar(1, dtype()) : flat(Ops.cast(sampleWeight, dtype()));
        Tensor counts = Ops.logicalAnd(known(labels), known(predictions));
        if (ignored() != null) {
            counts = Ops.logicalAnd(counts, Ops.notEqual(labels, ignored()));
        }
        Tensor cells = Ops.add(Ops.multiply(labels, classes()), predictions);
        Tensor values = Ops.where(
                counts, Ops.cast(Ops.broadcastTo(weights, labels.shape()), FloatX.get()), Ops.scalar(0, FloatX.get()));
        Tensor sums = Ops.segmentSum(values, Ops.where(counts, cells, 0), classes() * classes());
        addTo(matrix, Ops.reshape(sums, classes(), classes()));
    }

    private Tensor known(Tensor numbers) {
        return Ops.logicalAnd(Ops.greaterEqual(numbers, 0), Ops.less(numbers, classes()));
    }

    private static Tensor flat(Tensor x) {
        return x.rank() > 1 ? Ops.reshape(x, x.shape().size()) : x;
    }

    @Override
    protected final Tensor compute() {
        Tensor numbers = Ops.cast(matrix.value(), DType.FLOAT32);
        Tensor range = Ops.arange(classes());
        Tensor diagonal = Ops.equal(Ops.expandDims(range, 0), Ops.expandDims(range, 1));
        Tensor intersections = Ops.sum(Ops.where(diagonal, numbers, 0), 0);
        Tensor unions = Ops.subtract(Ops.add(Ops.sum(numbers, 0), Ops.sum(numbers, 1)), intersections);
        int[] chosen = targets().stream().mapToInt(Integer::intValue).toArray();
        Tensor targets = Ops.constant(Nd4j.createFromArray(chosen));
        Tensor intersection = Ops.take(intersections, targets, 0);
        Tensor union = Ops.take(unions, targets, 0);
        Tensor present = Ops.greater(union, 0);
        Tensor overlaps = Ops.where(present, Ops.divide(intersection, Ops.add(union, FloatX.epsilon())), 0);
        Tensor count = Ops.sum(Ops.cast(present, DType.FLOAT32));
        return Ops.divide(Ops.sum(overlaps), Ops.add(count, FloatX.epsilon()));
    }

    /** The codec of a list of classes. */
    static Codecs.Simple<List<Integer>> classList() {
        return Codecs.list(Codecs.atLeast(0)).that(list -> !list.isEmpty(), "at least one class");
    }

    /** The numbers themselves if {@code sparse}, else those of the largest elements along {@code axis}. */
    static Tensor classes(Tensor y, boolean sparse, int axis) {
        return sparse ? y : Ops.argmax(y, axis);
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
