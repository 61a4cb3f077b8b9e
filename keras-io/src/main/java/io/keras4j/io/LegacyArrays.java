package io.keras4j.io;

import io.keras4j.engine.Layer;
import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Group;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays that {@code .h5} files hold for a layer, as that layer has them now. Old versions kept some of them differently: Keras 1 an
 * array for each gate of a recurrent layer and kernels of convolutions with other axes; cuDNN's layers the gates transposed, with two biases;
 * and a kernel that was trained with Theano is to be turned around, since Theano's convolutions do that.
 */
final class LegacyArrays {
    private static final Set<String> LSTMS = Set.of("LSTM", "ConvLSTM2D");
    private static final Set<String> CONVOLUTIONS =
            Set.of("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "ConvLSTM2D");
    private static final Set<String> FILTERS_FIRST =
            Set.of("Conv2D", "Conv3D", "Conv2DTranspose", "SeparableConv2D", "ConvLSTM2D");

    private final boolean keras1;
    private final boolean theano;

    /** An array in a file, or one made of such. */
    record Saved(String place, Shape shape, Source source) {
        /** Where the elements come from. */
        interface Source {
            INDArray read() throws IOException;

            /** Sets a variable of the same shape to them. */
            default void copyTo(Variable variable) throws IOException {
                variable.set(read());
            }
        }

        /** An array that is taken as it is, without a copy of it in between. */
        private record Whole(Hdf5Dataset dataset) implements Source {
            @Override
            public INDArray read() throws IOException {
                return Values.read(dataset);
            }

            @Override
            public void copyTo(Variable variable) throws IOException {
                Values.set(variable, dataset);
            }
        }

        static Saved of(Hdf5Dataset dataset) {
            return new Saved(dataset.path(), Values.shape(dataset), new Whole(dataset));
        }
    }

    /** What is done to the arrays of a layer; they are in the order of {@code .h5} files before and after. */
    private record Conversion(Condition condition, Body body) {
        private interface Condition {
            boolean holds(Layer layer, List<Saved> saved);
        }

        private interface Body {
            List<Tensor> convert(Layer layer, List<Tensor> arrays);
        }
    }

    private final List<Conversion> conversions = List.of(
            new Conversion(this::hasFiltersFirst, LegacyArrays::filtersLast),
            new Conversion(this::hasArrayPerGate, LegacyArrays::joinGates),
            new Conversion(LegacyArrays::isCudnn, LegacyArrays::fromCudnn),
            new Conversion(
                    (layer, saved) -> layer.typeName().equals("Conv1D") && rank(saved) == 4,
                    (layer, arrays) -> withKernel(arrays, Ops.squeeze(arrays.get(0), 1))),
            new Conversion(
                    this::hasChannelsBeforeFilters,
                    (layer, arrays) -> withKernel(arrays, Ops.swapaxes(arrays.get(0), -1, -2))),
            new Conversion(this::turnsKernels, (layer, arrays) -> turnKernels(layer, arrays)));

    /** For the layers in {@code weights}, the group of a file. */
    LegacyArrays(Hdf5Group weights) throws IOException {
        String version = String.valueOf(weights.attributes().getOrDefault("keras_version", "1"));
        keras1 = version.startsWith("1");
        theano = keras1
                ? hasNamesOfTheano(weights)
                : "theano".equals(weights.attributes().get("backend"));
    }

    /** Keras 1 did not write which backend it had; TensorFlow numbers the outputs of what it names, {@code dense_1_W:0}, Theano does not. */
    private static boolean hasNamesOfTheano(Hdf5Group weights) throws IOException {
        for (String layer : LegacyWeights.names(weights, LegacyWeights.LAYERS)) {
            Hdf5Group group = weights.group(layer);
            List<String> names = group == null ? List.of() : LegacyWeights.names(group, LegacyWeights.WEIGHTS);
            if (!names.isEmpty()) {
                return names.stream().noneMatch(name -> name.contains(":"));
            }
        }
        return false;
    }

    /** Whether Keras 1 wrote the file. */
    boolean ofKeras1() {
        return keras1;
    }

    /** What the weights of {@code layer}, in the order of {@code .h5} files, are set to; of another number if they do not fit. */
    List<Saved> of(Layer layer, List<Saved> saved) throws IOException {
        List<Layer> parts = parts(layer);
        boolean perGate = keras1 && saved.size() != layer.weights().size();
        Map<Layer, List<Saved>> byPart = new LinkedHashMap<>();
        int next = 0;
        for (boolean trainable : new boolean[] {true, false}) {
            for (Layer part : parts) {
                int count = count(part, trainable) * (perGate ? gates(part) : 1);
                int end = Math.min(saved.size(), next + count);
                byPart.computeIfAbsent(part, each -> new ArrayList<>()).addAll(saved.subList(next, end));
                next = end;
            }
        }
        if (next < saved.size()) {
            return saved;
        }
        List<Saved> all = new ArrayList<>();
        Map<Variable, Saved> byVariable = new LinkedHashMap<>();
        for (Layer part : parts) {
            List<Variable> variables = LegacyWeights.ordered(part);
            List<Saved> converted = converted(part, byPart.get(part));
            if (converted.size() != variables.size()) {
                return saved;
            }
            for (int i = 0; i < variables.size(); i++) {
                byVariable.put(variables.get(i), converted.get(i));
            }
        }
        LegacyWeights.ordered(layer).forEach(variable -> all.add(byVariable.get(variable)));
        return all;
    }

    /** The layers in {@code layer}, or itself, whose arrays are converted together. */
    private static List<Layer> parts(Layer layer) {
        boolean inner = layer.ownVariables().isEmpty() && gates(layer) == 1;
        List<Layer> inside = layer.sublayers().stream()
                .filter(each -> !each.weights().isEmpty())
                .toList();
        if (!inner || inside.isEmpty()) {
            return List.of(layer);
        }
        return inside.stream().flatMap(each -> parts(each).stream()).distinct().toList();
    }

    private static int count(Layer layer, boolean trainable) {
        return trainable
                ? layer.trainableWeights().size()
                : layer.nonTrainableWeights().size();
    }

    private static int gates(Layer layer) {
        return LSTMS.contains(layer.typeName()) ? 4 : layer.typeName().equals("GRU") ? 3 : 1;
    }

    private static int rank(List<Saved> saved) {
        return saved.isEmpty() ? 0 : saved.get(0).shape().rank();
    }

    private List<Saved> converted(Layer layer, List<Saved> saved) throws IOException {
        List<Saved> result = saved;
        for (Conversion conversion : conversions) {
            if (conversion.condition().holds(layer, result)) {
                List<Tensor> arrays = new ArrayList<>();
                for (Saved each : result) {
                    arrays.add(Ops.constant(each.source().read()));
                }
                String place = result.get(0).place();
                result = conversion.body().convert(layer, arrays).stream()
                        .map(array -> new Saved(place, array.shape(), array::value))
                        .toList();
            }
        }
        return result;
    }

    private static List<Tensor> withKernel(List<Tensor> arrays, Tensor kernel) {
        List<Tensor> replaced = new ArrayList<>(arrays);
        replaced.set(0, kernel);
        return replaced;
    }

    // ---- Gates

    private boolean hasArrayPerGate(Layer layer, List<Saved> saved) {
        return gates(layer) > 1
                && saved.size() == gates(layer) * layer.weights().size()
                && saved.size() > gates(layer);
    }

    /** Kernel, recurrent kernel and bias of each gate in turn; those of an LSTM in the order input, cell, forget, output. */
    private static List<Tensor> joinGates(Layer layer, List<Tensor> arrays) {
        int[] order = gates(layer) == 4 ? new int[] {0, 2, 1, 3} : new int[] {0, 1, 2};
        int each = arrays.size() / order.length;
        List<Tensor> joined = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            int offset = i;
            joined.add(Ops.concatenate(
                    Arrays.stream(order)
                            .mapToObj(gate -> arrays.get(each * gate + offset))
                            .toList(),
                    -1));
        }
        return joined;
    }

    // ---- cuDNN

    private static boolean isCudnn(Layer layer, List<Saved> saved) {
        if (!Set.of("LSTM", "GRU").contains(layer.typeName()) || saved.size() != 3) {
            return false;
        }
        long units = saved.get(1).shape().dim(0);
        return saved.get(2).shape().equals(Shape.of(2 * units * gates(layer)));
    }

    private static List<Tensor> fromCudnn(Layer layer, List<Tensor> arrays) {
        int gates = gates(layer);
        List<Tensor> kernels = new ArrayList<>();
        for (Tensor gate : Ops.split(arrays.get(0), gates, 1)) {
            kernels.add(Ops.transpose(
                    Ops.reshape(gate, gate.shape().dim(1), gate.shape().dim(0))));
        }
        List<Tensor> recurrent =
                Ops.split(arrays.get(1), gates, 1).stream().map(Ops::transpose).toList();
        Tensor biases = Ops.reshape(arrays.get(2), 2, -1);
        return List.of(
                Ops.concatenate(kernels, 1), Ops.concatenate(recurrent, 1), gates == 4 ? Ops.sum(biases, 0) : biases);
    }

    // ---- Convolutions

    /** Kernels of Keras 1 began with the filters and the channels where these come first in images. */
    private boolean hasFiltersFirst(Layer layer, List<Saved> saved) {
        return keras1
                && FILTERS_FIRST.contains(layer.typeName())
                && "channels_first".equals(layer.config().get("data_format"))
                && rank(saved) > 3;
    }

    private static List<Tensor> filtersLast(Layer layer, List<Tensor> arrays) {
        return arrays.stream().map(LegacyArrays::filtersLast).toList();
    }

    private static Tensor filtersLast(Tensor array) {
        return switch (array.rank()) {
            case 4 -> Ops.transpose(array, 2, 3, 1, 0);
            case 5 -> Ops.transpose(array, 2, 3, 4, 1, 0);
            default -> array;
        };
    }

    /** Kernels of transposed convolutions of Keras 1 had their last axes the other way round. */
    private boolean hasChannelsBeforeFilters(Layer layer, List<Saved> saved) {
        return keras1 && layer.typeName().equals("Conv2DTranspose") && rank(saved) == 4;
    }

    private boolean turnsKernels(Layer layer, List<Saved> saved) {
        return theano && CONVOLUTIONS.contains(layer.typeName()) && !saved.isEmpty();
    }

    private static List<Tensor> turnKernels(Layer layer, List<Tensor> arrays) {
        List<Tensor> turned = new ArrayList<>();
        for (Tensor array : arrays) {
            Tensor kernel = array;
            for (int axis = 0; axis < array.rank() - 2; axis++) {
                kernel = Ops.flip(kernel, axis);
            }
            turned.add(kernel);
        }
        return turned;
    }
}
