package io.keras4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Brings the arrays of samples to one shape, for {@link Dataset#paddedBatch}. */
final class Padding {
    private Padding() {}

    /** The samples with zeros at the ends of axes that are longer in another one. */
    static List<Sample> toLargest(List<Sample> samples) {
        List<List<INDArray>> x = padded(samples, Sample::x);
        List<List<INDArray>> y = padded(samples, Sample::y);
        List<List<INDArray>> weights = padded(samples, Sample::weights);
        List<Sample> padded = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            padded.add(new Sample(x.get(i), y.get(i), weights.get(i), sample.names(), sample.strings()));
        }
        return padded;
    }

    private static List<List<INDArray>> padded(List<Sample> samples, Function<Sample, List<INDArray>> part) {
        List<long[]> largest = new ArrayList<>();
        for (Sample sample : samples) {
            List<INDArray> arrays = part.apply(sample);
            for (int i = 0; i < arrays.size(); i++) {
                if (i == largest.size()) {
                    largest.add(arrays.get(i).shape().clone());
                } else {
                    enlarge(largest.get(i), arrays.get(i).shape());
                }
            }
        }
        List<List<INDArray>> padded = new ArrayList<>();
        for (Sample sample : samples) {
            List<INDArray> arrays = new ArrayList<>();
            for (INDArray array : part.apply(sample)) {
                arrays.add(padded(array, largest.get(arrays.size())));
            }
            padded.add(arrays);
        }
        return padded;
    }

    private static void enlarge(long[] largest, long[] shape) {
        if (largest.length != shape.length) {
            throw new IllegalArgumentException(
                    "paddedBatch: the samples of a batch must have the same number of axes, got "
                            + Arrays.toString(largest) + " and " + Arrays.toString(shape));
        }
        for (int axis = 0; axis < shape.length; axis++) {
            largest[axis] = Math.max(largest[axis], shape[axis]);
        }
    }

    private static INDArray padded(INDArray array, long[] shape) {
        if (Arrays.equals(array.shape(), shape)) {
            return array;
        }
        INDArray zeros = Nd4j.zeros(array.dataType(), shape);
        if (!array.isEmpty()) {
            INDArrayIndex[] part = new INDArrayIndex[shape.length];
            for (int axis = 0; axis < part.length; axis++) {
                part[axis] = NDArrayIndex.interval(0, array.size(axis));
            }
            zeros.put(part, array);
        }
        return zeros;
    }
}
