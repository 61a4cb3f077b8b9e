package io.keras4j.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One application of a layer in a model that is being described: Keras calls it a node. */
public final class LayerCall {
    private final Layer layer;
    private final List<KerasTensor> inputs;
    private final CallArguments arguments;
    private final List<KerasTensor> outputs = new ArrayList<>();
    private final int index;

    LayerCall(Layer layer, int index, List<KerasTensor> inputs, CallArguments arguments) {
        this.layer = layer;
        this.index = index;
        this.inputs = List.copyOf(inputs);
        this.arguments = arguments;
    }

    void addOutput(KerasTensor output) {
        outputs.add(output);
    }

    /** The layer that is called. */
    public Layer layer() {
        return layer;
    }

    /** The how-manieth call of its layer this is: Keras's node index. */
    public int index() {
        return index;
    }

    public List<KerasTensor> inputs() {
        return inputs;
    }

    /** All described tensors that this call depends on: the inputs, then those among the arguments. */
    public List<KerasTensor> tensors() {
        List<KerasTensor> tensors = new ArrayList<>(inputs);
        arguments.mapTensors(tensor -> {
            if (tensor instanceof KerasTensor) {
                tensors.add((KerasTensor) tensor);
            }
            return tensor;
        });
        return tensors;
    }

    /** The same call on other tensors of the same specs: how a part of a model is described again as a model of its own. */
    public LayerCall on(List<KerasTensor> newInputs, CallArguments newArguments) {
        LayerCall again = layer.addCall(newInputs, newArguments);
        for (KerasTensor output : outputs) {
            new KerasTensor(output.spec(), again, output.index()).withMask(output.mask());
        }
        return again;
    }

    public CallArguments arguments() {
        return arguments;
    }

    public List<KerasTensor> outputs() {
        return Collections.unmodifiableList(outputs);
    }
}
