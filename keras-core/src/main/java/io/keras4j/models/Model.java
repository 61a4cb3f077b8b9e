package io.keras4j.models;

import io.keras4j.engine.BuildConfig;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Layers grouped into one that can be trained: <a href="https://keras.io/api/models/model/">keras.Model</a>. A model is described in the
 * Functional API, from inputs to outputs, or written as a subclass with its own {@code call}; {@link Sequential} is the short form for a
 * stack of layers.
 *
 * <pre>{@code
 * Tensor x = Input.of(32);
 * Tensor h = new Dense(64).activation("relu").apply(x);
 * Model model = new Model(inputs(x), outputs(new Dense(1).name("price").apply(h), new Dense(3).name("kind").apply(h)));
 * Model encoder = new Model(x, h);                            // shares layers and weights with the first
 *
 * class Residual extends Model {
 *     private final Dense inner = addSublayer("inner", new Dense(32));
 *
 *     protected Tensor call(Tensor x) {
 *         return Ops.add(x, inner.apply(x));
 *     }
 * }
 * }</pre>
 */
public class Model extends FluentLayer<Model> {
    private FunctionalGraph graph;
    private boolean listsInputs;
    private boolean listsOutputs;

    /** A model whose subclass computes with {@code call}, from layers that it adds with {@code addSublayer}. */
    protected Model() {}

    /** The model that computes {@code output} from {@code input}; the input may also be what a layer of another model makes. */
    public Model(Tensor input, Tensor output) {
        connect(List.of(input), List.of(output), false, false);
    }

    /**
     * The model that computes {@code outputs} from {@code inputs}; see {@link #inputs(Tensor, Tensor...)}.
     *
     * @throws IllegalArgumentException when an output depends on other inputs, or two layers have one name
     */
    public Model(List<? extends Tensor> inputs, List<? extends Tensor> outputs) {
        connect(inputs, outputs, true, true);
    }

    /** The model that computes {@code output} from {@code inputs}. */
    public Model(List<? extends Tensor> inputs, Tensor output) {
        connect(inputs, List.of(output), true, false);
    }

    /** The model that computes {@code outputs} from {@code input}. */
    public Model(Tensor input, List<? extends Tensor> outputs) {
        connect(List.of(input), outputs, false, true);
    }

    /** The inputs of a model as a list: {@code new Model(inputs(a, b), outputs(y))}. */
    public static List<Tensor> inputs(Tensor first, Tensor... more) {
        List<Tensor> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** The outputs of a model as a list. */
    public static List<Tensor> outputs(Tensor first, Tensor... more) {
        return inputs(first, more);
    }

    // ---- Structure

    final void connect(
            List<? extends Tensor> inputs, List<? extends Tensor> outputs, boolean inputList, boolean outputList) {
        graph = new FunctionalGraph(inputs, outputs);
        listsInputs = inputList;
        listsOutputs = outputList;
    }

    /** The layers and calls between inputs and outputs; null for a model with its own {@code call} or one that is not built yet. */
    final FunctionalGraph graph() {
        return graph;
    }

    /** Forgets the description: for a model that is to be built anew. */
    final void reset() {
        graph = null;
    }

    /** The layers directly inside, inputs included, in Keras's order. */
    public List<Layer> layers() {
        return sublayers();
    }

    @Override
    public List<Layer> sublayers() {
        return graph == null ? super.sublayers() : graph.layers();
    }

    @Override
    public Map<String, List<Layer>> sublayersByAttribute() {
        return graph == null ? super.sublayersByAttribute() : Map.of("layers", layers());
    }

    @Override
    public boolean isSublayerList(String attribute) {
        return graph != null && attribute.equals("layers") || super.isSublayerList(attribute);
    }

    /**
     * The layer of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Layer getLayer(String name) {
        return layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Model \"" + name() + "\" has no layer \"" + name
                        + "\"; its layers are "
                        + layers().stream().map(Layer::name).collect(Collectors.joining(", "))));
    }

    /** Layer {@code index} of {@link #layers()}. */
    public Layer getLayer(int index) {
        if (index < 0 || index >= layers().size()) {
            throw new IllegalArgumentException(
                    "Model \"" + name() + "\" has " + layers().size() + " layers, there is none at index " + index);
        }
        return layers().get(index);
    }

    /** The tensors that the description of this model begins with. */
    public List<KerasTensor> inputs() {
        return described().inputs();
    }

    /** The tensors that the description of this model ends with. */
    public List<KerasTensor> outputs() {
        return described().outputs();
    }

    /** The first of {@link #inputs()}. */
    @Override
    public KerasTensor input() {
        return graph == null ? super.input() : inputs().get(0);
    }

    /** The first of {@link #outputs()}, to cut models out of models with. */
    @Override
    public KerasTensor output() {
        return graph == null ? super.output() : outputs().get(0);
    }

    /** The names of the outputs, which are those of the layers they come from: keys for losses, metrics and targets. */
    public List<String> outputNames() {
        return outputs().stream().map(output -> output.call().layer().name()).toList();
    }

    private FunctionalGraph described() {
        if (graph == null) {
            throw new IllegalStateException("Model \"" + name() + "\" has no defined inputs and outputs"
                    + (this instanceof Sequential ? " before it is built" : ": it is not made of a description"));
        }
        return graph;
    }

    @Override
    public boolean isBuilt() {
        return graph != null || super.isBuilt();
    }

    @Override
    public String typeName() {
        return getClass() == Model.class ? "Functional" : super.typeName();
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        if (graph == null) {
            return super.callAll(inputs);
        }
        if (inputs.size() != graph.inputs().size()) {
            throw new IllegalArgumentException(
                    "Model \"" + name() + "\" expects " + graph.inputs().size() + " inputs, got " + inputs.size());
        }
        return graph.run(inputs, name());
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return outputs.stream().map(Tensor::mask).collect(Collectors.toCollection(ArrayList::new));
    }

    // ---- Configuration

    @Override
    public Map<String, Object> config() {
        if (getClass() != Model.class) {
            return super.config();
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name());
        config.put("trainable", trainable());
        config.putAll(FunctionalConfig.encode(described(), listsInputs, listsOutputs));
        return config;
    }

    @Override
    public void configure(Map<String, Object> config) {
        if (getClass() != Model.class) {
            super.configure(config);
            return;
        }
        FunctionalConfig decoded = new FunctionalConfig(config);
        connect(decoded.inputs(), decoded.outputs(), decoded.listsInputs(), decoded.listsOutputs());
        if (config.get("name") instanceof String) {
            name((String) config.get("name"));
        }
        if (Boolean.FALSE.equals(config.get("trainable"))) {
            setTrainable(false);
        }
    }

    @Override
    protected Map<String, Object> buildConfig() {
        if (getClass() == Model.class) {
            Map<String, Object> none = new LinkedHashMap<>();
            none.put("input_shape", null);
            return none;
        }
        return BuildConfig.encode(builtShapes());
    }

    @Override
    protected void buildFromConfig(Map<String, Object> config) {
        if (!isBuilt()) {
            List<Shape> shapes = BuildConfig.decode(config);
            if (shapes != null) {
                build(shapes.toArray(Shape[]::new));
            }
        }
    }

    /** Makes the weights for inputs of these shapes, batch axis included (-1 for any size). */
    public void build(Shape... inputShapes) {
        outputSpecs(Arrays.stream(inputShapes)
                .map(shape -> new TensorSpec(shape, dtypePolicy().compute()))
                .toList());
    }

    // ---- Files

    /** Saves this model as a file that {@link #load} and Python Keras open, {@code .keras}. */
    public void save(String path) {
        save(path, options -> {});
    }

    /**
     * Saves this model.
     *
     * @throws IllegalArgumentException when no format is known for the path, or the file exists and is not to be overwritten
     */
    public void save(String path, Consumer<SaveOptions> options) {
        SaveOptions chosen = new SaveOptions();
        options.accept(chosen);
        checkOverwrite(path, chosen);
        inFile(() -> ModelFormats.savingModel(Path.of(path)).save(this, Path.of(path), chosen));
    }

    /** The model in the file {@code path}, compiled as it was when saved. */
    public static Model load(String path) {
        return load(path, options -> {});
    }

    /**
     * The model in the file {@code path}.
     *
     * @throws IllegalArgumentException when the file does not exist
     * @throws ModelFormatException when the file is damaged, is of no known format, or holds what this library does not know
     */
    public static Model load(String path, Consumer<LoadOptions> options) {
        LoadOptions chosen = new LoadOptions();
        options.accept(chosen);
        checkExists(path);
        Model[] loaded = new Model[1];
        inFile(() -> loaded[0] = ModelFormats.loadingModel(Path.of(path)).load(Path.of(path), chosen));
        return loaded[0];
    }

    /** Saves the weights as a file {@code *.weights.h5}. */
    public void saveWeights(String path) {
        saveWeights(path, options -> {});
    }

    /** Saves the weights. */
    public void saveWeights(String path, Consumer<SaveOptions> options) {
        SaveOptions chosen = new SaveOptions();
        options.accept(chosen);
        checkOverwrite(path, chosen);
        inFile(() -> ModelFormats.savingWeights(Path.of(path)).saveWeights(this, Path.of(path), chosen));
    }

    /** Sets the weights to those in the file {@code path}. */
    public void loadWeights(String path) {
        loadWeights(path, options -> {});
    }

    /**
     * Sets the weights to those in the file {@code path}.
     *
     * @throws IllegalStateException when this model is not built yet
     * @throws IllegalArgumentException when the file does not exist
     * @throws ModelFormatException when the file is damaged, is of no known format, or does not fit this model
     */
    public void loadWeights(String path, Consumer<LoadOptions> options) {
        LoadOptions chosen = new LoadOptions();
        options.accept(chosen);
        checkExists(path);
        if (!isBuilt()) {
            throw new IllegalStateException("Model \"" + name()
                    + "\" has no weights yet, so none can be loaded: begin it with an Input, or build it first");
        }
        inFile(() -> ModelFormats.loadingWeights(Path.of(path)).loadWeights(this, Path.of(path), chosen));
    }

    private static void checkOverwrite(String path, SaveOptions options) {
        if (!options.overwrite() && Files.exists(Path.of(path))) {
            throw new IllegalArgumentException("The file " + path + " exists, and overwrite is false");
        }
    }

    private static void checkExists(String path) {
        if (!Files.exists(Path.of(path))) {
            throw new IllegalArgumentException("There is no file " + path);
        }
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private static void inFile(FileWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
