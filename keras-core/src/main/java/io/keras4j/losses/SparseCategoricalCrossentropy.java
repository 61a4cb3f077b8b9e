package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * -ln ŷ of the class that the label numbers, for labels (batch, ...) and predictions (batch, ..., classes); a last axis of size 1 of the
 * labels is dropped. Predictions are scaled to sum to 1.
 */
public final class SparseCategoricalCrossentropy extends FluentLoss<SparseCategoricalCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Integer> ignoreClass =
            argument("ignore_class", Codecs.integer().optional(), null);
    private final Argument<Integer> axis = implicitArgument("axis", Codecs.integer(), -1);

    public SparseCategoricalCrossentropy() {
        super("sparse_categorical_crossentropy");
    }

    /** Whether predictions are logits, to which softmax is applied, rather than probabilities; false by default. */
    public SparseCategoricalCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** A label that does not count, such as -1 for "void"; none by default. */
    public SparseCategoricalCrossentropy ignoreClass(Integer value) {
        ignoreClass.set(value);
        return this;
    }

    /** The axis of the classes; the last by default. */
    public SparseCategoricalCrossentropy axis(int value) {
        axis.set(value);
        return this;
    }

    /** The label that does not count, or null. */
    public Integer ignoreClass() {
        return ignoreClass.get();
    }

    @Override
    protected void check(Tensor yTrue, Tensor yPred) {
        Shape expected = yPred.shape().drop(axis.get());
        if (!classes(yTrue, yPred).shape().matches(expected)) {
            throw mismatch(
                    "the numbers of the classes with shape " + expected + ", as predictions have shape "
                            + yPred.shape(),
                    yTrue);
        }
    }

    @Override
    public void checkLabels(LabelScan labels, Shape predictions) {
        super.checkLabels(labels, predictions);
        long classes = predictions.dim(axis.get());
        Integer ignored = ignoreClass.get();
        OptionalDouble bad = labels.first(label ->
                (label < 0 || label >= classes || label != Math.rint(label)) && (ignored == null || label != ignored));
        if (bad.isPresent()) {
            throw new IllegalArgumentException(label() + " expects labels that are the numbers of the " + classes
                    + " classes, from 0 to " + (classes - 1) + ", got " + bad.getAsDouble());
        }
    }

    private Tensor classes(Tensor yTrue, Tensor yPred) {
        boolean extra = yTrue.rank() == yPred.rank() && yTrue.shape().dim(axis.get()) == 1;
        return extra ? Ops.squeeze(yTrue, axis.get()) : yTrue;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor classes = classes(yTrue, yPred);
        if (ignoreClass.get() == null) {
            return crossentropy(classes, yPred);
        }
        Tensor valid = Ops.notEqual(classes, ignoreClass.get());
        Tensor values =
                crossentropy(Ops.where(valid, classes, 0), Ops.where(Ops.expandDims(valid, axis.get()), yPred, 0));
        return Ops.where(valid, values, 0).withMask(valid);
    }

    private Tensor crossentropy(Tensor classes, Tensor yPred) {
        return Ops.sparseCategoricalCrossentropy(classes, yPred, fromLogits.get(), axis.get());
    }
}
