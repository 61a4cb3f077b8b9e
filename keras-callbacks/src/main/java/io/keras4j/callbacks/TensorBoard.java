package io.keras4j.callbacks;

import io.keras4j.config.Json;
import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.layers.Embedding;
import io.keras4j.models.AtomicFile;
import io.keras4j.tensor.Variable;
import io.keras4j.training.Callback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes what TensorBoard shows: <a href="https://keras.io/api/callbacks/tensorboard/">keras.callbacks.TensorBoard</a>. Look at it with {@code
 * tensorboard --logdir logs}, from Python's package {@code tensorboard}; TensorFlow is not needed.
 *
 * <p>In the folders {@code train} and {@code validation}, under Keras's names: the metrics of epochs ({@code epoch_loss}), of evaluations ({@code
 * evaluation_loss_vs_iterations}) and, with {@link #updateFreq}, of batches ({@code batch_loss}); the graph of the layers; with {@link
 * #histogramFreq} the distributions of weights, and with {@link #writeImages} pictures of them, scaled from their least to their greatest.
 *
 * <pre>{@code
 * model.fit(x, y, fit -> fit.epochs(10).validationSplit(0.2)
 *     .callbacks(new TensorBoard("logs").histogramFreq(1).updateFreq(100)));
 * }</pre>
 */
public final class TensorBoard extends Callback {
    private static final int MAX_IMAGES = 3;

    private final String logDir;
    private int histogramFreq;
    private boolean writeGraph = true;
    private boolean writeImages;
    private boolean writeStepsPerSecond;
    private int updateFreq;
    private int embeddingsFreq;
    private Map<String, String> embeddingsMetadata = Map.of();

    private EventFile train;
    private EventFile validation;
    private boolean inFit;
    private int trainBatch;
    private long batchStart;
    private long epochStart;
    private long iterationsBefore;

    /** Writes to {@code "logs"}. */
    public TensorBoard() {
        this("logs");
    }

    /** Writes to this folder, which no other run should use. */
    public TensorBoard(String logDir) {
        this.logDir = logDir;
    }

    /** After how many epochs the distributions of weights are written; 0, the default, for never. */
    public TensorBoard histogramFreq(int epochs) {
        histogramFreq = notNegative("histogramFreq", epochs);
        return this;
    }

    /** Whether the graph of the layers is written, which is the default. */
    public TensorBoard writeGraph(boolean value) {
        writeGraph = value;
        return this;
    }

    /** Whether weights are written as pictures too, as often as {@link #histogramFreq} says; false by default. */
    public TensorBoard writeImages(boolean value) {
        writeImages = value;
        return this;
    }

    /** Whether the number of steps in a second is written, of epochs and of batches; false by default. */
    public TensorBoard writeStepsPerSecond(boolean value) {
        writeStepsPerSecond = value;
        return this;
    }

    /** "epoch", the default: writes metrics after epochs alone; "batch": after every batch too. */
    public TensorBoard updateFreq(String value) {
        if (!value.equals("epoch") && !value.equals("batch")) {
            throw new IllegalArgumentException(
                    "TensorBoard: updateFreq: expected \"epoch\", \"batch\" or a number of batches, got \"" + value
                            + "\"");
        }
        updateFreq = value.equals("batch") ? 1 : 0;
        return this;
    }

    /** Writes metrics after so many batches too. */
    public TensorBoard updateFreq(int batches) {
        if (batches < 1) {
            throw new IllegalArgumentException(
                    "TensorBoard: updateFreq: expected a positive number of batches, got " + batches);
        }
        updateFreq = batches;
        return this;
    }

    /**
     * There is no profile: what TensorBoard shows as one comes from TensorFlow's profiler, which sees nothing of Java. Java Flight Recorder does:
     * {@code java -XX:StartFlightRecording}.
     *
     * @throws UnsupportedOperationException unless {@code batch} is 0, which is Keras's default
     */
    public TensorBoard profileBatch(int batch) {
        if (batch != 0) {
            throw new UnsupportedOperationException(
                    "TensorBoard: profileBatch: profiles come from TensorFlow's profiler, which sees nothing of Java;"
                            + " use Java Flight Recorder (-XX:StartFlightRecording)");
        }
        return this;
    }

    /**
     * After how many epochs the vectors of {@link Embedding} layers are written for the projector; 0, the default, for never. They are written as
     * tables ({@code <layer>.tsv}), for the projector does not read the weight files that Keras 3 leaves for it.
     */
    public TensorBoard embeddingsFreq(int epochs) {
        embeddingsFreq = notNegative("embeddingsFreq", epochs);
        return this;
    }

    /** Files with the labels of the rows of {@link Embedding} layers, by the names of layers; a path is that from the folder of the logs. */
    public TensorBoard embeddingsMetadata(Map<String, String> files) {
        embeddingsMetadata = Map.copyOf(files);
        return this;
    }

    private static int notNegative(String argument, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("TensorBoard: " + argument + ": expected 0 or more, got " + value);
        }
        return value;
    }

    private Path folder(String name) {
        return Path.of(logDir, name);
    }

    /** The file for what evaluations give, made when there is one. */
    private EventFile validation() {
        if (validation == null) {
            validation = new EventFile(folder("validation"));
        }
        return validation;
    }

    /**
     * Opens the file and writes the graph.
     *
     * @throws UncheckedIOException when the folder cannot be written to
     * @throws IllegalArgumentException when {@link #embeddingsMetadata} names something else than an {@link Embedding} layer
     */
    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        inFit = true;
        trainBatch = 0;
        Map<String, Embedding> embeddings = embeddings();
        if (!embeddings.keySet().containsAll(embeddingsMetadata.keySet())) {
            throw new IllegalArgumentException(
                    "TensorBoard: embeddingsMetadata: expected names of Embedding layers, of " + embeddings.keySet()
                            + ", got " + embeddingsMetadata.keySet());
        }
        train = new EventFile(folder("train"));
        if (writeGraph && model().isDescribed()) {
            train.plugin("keras", "graph_keras_model", Json.write(Layer.KIND.envelope(model())), 0);
            train.graph(graph());
        }
        if (embeddingsFreq > 0) {
            writeProjector(embeddings);
        }
        train.flush();
    }

    /** The layers as nodes, named with the number of the call from the second one on. */
    private Protobuf graph() {
        Protobuf graph = new Protobuf();
        for (LayerCall call : model().layerCalls()) {
            Protobuf node =
                    new Protobuf().text(1, node(call)).text(2, call.layer().typeName());
            for (KerasTensor tensor : call.tensors()) {
                node.text(3, node(tensor.call()));
            }
            graph.message(1, node);
        }
        return graph.message(4, new Protobuf().integer(1, 22));
    }

    private static String node(LayerCall call) {
        return call.layer().name() + (call.index() == 0 ? "" : "_call_" + call.index());
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        train.close();
        if (validation != null) {
            validation.close();
            validation = null;
        }
        inFit = false;
    }

    @Override
    protected boolean followsBatches() {
        return updateFreq > 0;
    }

    @Override
    public void onTrainBatchBegin(int batch, Map<String, Double> logs) {
        trainBatch++;
        batchStart = System.nanoTime();
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        if (trainBatch % updateFreq != 0) {
            return;
        }
        if (writeStepsPerSecond) {
            train.scalar("batch_steps_per_second", 1e9 / (System.nanoTime() - batchStart), trainBatch);
        }
        logs.forEach((name, value) -> train.scalar("batch_" + name, value, trainBatch));
    }

    @Override
    public void onTestEnd(Map<String, Double> logs) {
        if (model().optimizer() == null) {
            return;
        }
        long iterations = model().optimizer().iterations();
        logs.forEach((name, value) -> validation().scalar("evaluation_" + name + "_vs_iterations", value, iterations));
        if (!inFit) {
            validation().close();
            validation = null;
        }
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        epochStart = System.nanoTime();
        iterationsBefore = model().optimizer().iterations();
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        Map<String, Double> ofTraining = new TreeMap<>(logs);
        ofTraining.keySet().removeIf(name -> name.startsWith("val_"));
        LearningRates.log(model().optimizer(), ofTraining);
        if (writeStepsPerSecond) {
            double seconds = (System.nanoTime() - epochStart) * 1e-9;
            ofTraining.put("steps_per_second", (model().optimizer().iterations() - iterationsBefore) / seconds);
        }
        ofTraining.forEach((name, value) -> train.scalar("epoch_" + name, value, epoch));
        logs.forEach((name, value) -> {
            if (name.startsWith("val_")) {
                validation().scalar("epoch_" + name.substring("val_".length()), value, epoch);
            }
        });
        if (histogramFreq > 0 && epoch % histogramFreq == 0) {
            model().layers().forEach(layer -> layer.weights().forEach(weight -> writeWeight(weight, epoch)));
        }
        if (embeddingsFreq > 0 && epoch % embeddingsFreq == 0) {
            embeddings().forEach(this::writeEmbedding);
        }
        train.flush();
        if (validation != null) {
            validation.flush();
        }
    }

    private void writeWeight(Variable weight, int epoch) {
        INDArray values = weight.array();
        train.histogram(weight.path() + "/histogram", values.dup('c').data().asDouble(), epoch);
        if (writeImages) {
            List<int[][]> images = images(values);
            for (int i = 0; i < Math.min(MAX_IMAGES, images.size()); i++) {
                String tag = weight.path() + "/image" + (images.size() == 1 ? "" : "/" + i);
                train.image(tag, images.get(i), epoch);
            }
        }
    }

    /** As Keras lays weights out: vectors as a column, matrices lying, of three axes the last as that of pictures; single numbers and others not at all. */
    private static List<int[][]> images(INDArray weight) {
        long[] sizes = Arrays.stream(weight.shape()).filter(size -> size > 1).toArray();
        double[] values = weight.dup('c').data().asDouble();
        if (sizes.length == 0 || sizes.length > 3) {
            return List.of();
        }
        int rows = (int) sizes[0];
        int columns = sizes.length > 1 ? (int) sizes[1] : 1;
        int count = sizes.length > 2 ? (int) sizes[2] : 1;
        boolean turned = sizes.length == 2 && rows > columns;
        double min = Arrays.stream(values).min().orElse(0);
        double range = Arrays.stream(values).max().orElse(0) - min;
        List<int[][]> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[][] image = turned ? new int[columns][rows] : new int[rows][columns];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    double value = values[(row * columns + column) * count + i];
                    int pixel = range > 0 ? (int) Math.round(255 * (value - min) / range) : 0;
                    image[turned ? column : row][turned ? row : column] = pixel;
                }
            }
            images.add(image);
        }
        return images;
    }

    // ---- Embeddings

    private Map<String, Embedding> embeddings() {
        Map<String, Embedding> embeddings = new LinkedHashMap<>();
        for (Layer layer : model().layers()) {
            if (layer instanceof Embedding embedding) {
                embeddings.put(layer.name(), embedding);
            }
        }
        return embeddings;
    }

    private void writeProjector(Map<String, Embedding> embeddings) {
        StringBuilder config = new StringBuilder();
        embeddings.keySet().forEach(name -> {
            config.append("embeddings {\n  tensor_name: ").append(Json.write(name));
            config.append("\n  tensor_path: ").append(Json.write(name + ".tsv"));
            if (embeddingsMetadata.containsKey(name)) {
                config.append("\n  metadata_path: ").append(Json.write(embeddingsMetadata.get(name)));
            }
            config.append("\n}\n");
        });
        write(Path.of(logDir, "projector_config.pbtxt"), config);
    }

    private void writeEmbedding(String name, Embedding layer) {
        INDArray vectors = layer.weights().get(0).array();
        StringBuilder table = new StringBuilder();
        for (int row = 0; row < vectors.rows(); row++) {
            for (int column = 0; column < vectors.columns(); column++) {
                table.append(column == 0 ? "" : "\t").append(vectors.getFloat(row, column));
            }
            table.append('\n');
        }
        write(Path.of(logDir, name + ".tsv"), table);
    }

    private static void write(Path file, CharSequence text) {
        try {
            AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("TensorBoard: cannot write " + file, e);
        }
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("train_batch", trainBatch);
    }

    @Override
    public void restore(Map<String, Object> state) {
        trainBatch = ((Number) state.getOrDefault("train_batch", 0)).intValue();
    }
}
