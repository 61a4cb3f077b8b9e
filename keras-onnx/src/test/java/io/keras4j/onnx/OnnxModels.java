package io.keras4j.onnx;

import static io.keras4j.models.Model.inputs;
import static io.keras4j.models.Model.outputs;

import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.layers.Activation;
import io.keras4j.layers.Add;
import io.keras4j.layers.AdditiveAttention;
import io.keras4j.layers.Attention;
import io.keras4j.layers.Average;
import io.keras4j.layers.AveragePooling1D;
import io.keras4j.layers.AveragePooling2D;
import io.keras4j.layers.AveragePooling3D;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Bidirectional;
import io.keras4j.layers.Concatenate;
import io.keras4j.layers.Conv1D;
import io.keras4j.layers.Conv1DTranspose;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.Conv2DTranspose;
import io.keras4j.layers.Conv3D;
import io.keras4j.layers.ConvLSTM2D;
import io.keras4j.layers.Cropping2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.DepthwiseConv2D;
import io.keras4j.layers.Dot;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.ELU;
import io.keras4j.layers.EinsumDense;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.GRU;
import io.keras4j.layers.GaussianNoise;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.layers.GlobalMaxPooling1D;
import io.keras4j.layers.GroupNormalization;
import io.keras4j.layers.GroupQueryAttention;
import io.keras4j.layers.LSTM;
import io.keras4j.layers.LayerNormalization;
import io.keras4j.layers.LeakyReLU;
import io.keras4j.layers.MaxPooling1D;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.layers.MaxPooling3D;
import io.keras4j.layers.Maximum;
import io.keras4j.layers.Minimum;
import io.keras4j.layers.MultiHeadAttention;
import io.keras4j.layers.Multiply;
import io.keras4j.layers.PReLU;
import io.keras4j.layers.Permute;
import io.keras4j.layers.RMSNormalization;
import io.keras4j.layers.ReLU;
import io.keras4j.layers.RepeatVector;
import io.keras4j.layers.Reshape;
import io.keras4j.layers.SeparableConv2D;
import io.keras4j.layers.SimpleRNN;
import io.keras4j.layers.Softmax;
import io.keras4j.layers.Subtract;
import io.keras4j.layers.TimeDistributed;
import io.keras4j.layers.UnitNormalization;
import io.keras4j.layers.UpSampling2D;
import io.keras4j.layers.ZeroPadding2D;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models of every layer family. */
final class OnnxModels {
    private OnnxModels() {}

    static Map<String, Supplier<Model>> all() {
        Map<String, Supplier<Model>> models = new LinkedHashMap<>();
        models.put("mlp", OnnxModels::mlp);
        models.put("activations", OnnxModels::activations);
        models.put("cnn", OnnxModels::cnn);
        models.put("separable", OnnxModels::separable);
        models.put("channels_first", OnnxModels::channelsFirst);
        models.put("transposed", OnnxModels::transposed);
        models.put("sequences", OnnxModels::sequences);
        models.put("volumes", OnnxModels::volumes);
        models.put("lstm", OnnxModels::lstm);
        models.put("gru", OnnxModels::gru);
        models.put(
                "simple_rnn",
                () -> new Sequential(
                        Input.of(5, 3), new SimpleRNN(4).returnSequences(true), new SimpleRNN(3).goBackwards(true)));
        models.put("masked", OnnxModels::masked);
        models.put("wrapped", OnnxModels::wrapped);
        models.put("attention", OnnxModels::attention);
        models.put("embedding", OnnxModels::embedding);
        models.put("normalization", OnnxModels::normalization);
        models.put("functional", OnnxModels::functional);
        models.put("merging", OnnxModels::merging);
        models.put("nested", OnnxModels::nested);
        models.put("sorting", OnnxModels::sorting);
        models.put("determinants", OnnxModels::determinants);
        models.put("bits", OnnxModels::bits);
        return models;
    }

    /** Inputs for a batch: numbers around 0, or positions below 10. */
    static List<INDArray> batch(Model model, int samples) {
        Random random = new Random(5);
        List<INDArray> arrays = new ArrayList<>();
        for (Tensor input : model.inputs()) {
            long[] shape = input.shape().with(0, samples).dims();
            float[] values = new float[(int) Shape.of(shape).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = input.dtype().isInteger() ? random.nextInt(10) : (float) random.nextGaussian();
            }
            arrays.add(Nd4j.createFromArray(values).castTo(input.dtype().nd4j()).reshape(shape));
        }
        return arrays;
    }

    /** Weights as after training, so that nothing is 0 or 1 by default. */
    static Model trained(Model model) {
        Random random = new Random(6);
        model.weights().forEach(weight -> {
            float[] values = new float[(int) weight.shape().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.3f * (float) random.nextGaussian();
            }
            INDArray array = Nd4j.createFromArray(values)
                    .castTo(DataType.FLOAT)
                    .reshape(weight.shape().dims());
            weight.set(weight.name().contains("variance") ? array.mul(array).add(0.5) : array);
        });
        return model;
    }

    private static Model mlp() {
        return new Sequential(
                Input.of(12).name("x"),
                new Dense(16).activation("relu"),
                new BatchNormalization(),
                new Dropout(0.3),
                new GaussianNoise(0.1),
                new Dense(6).activation("gelu"),
                new Dense(4).activation("softmax").name("probabilities"));
    }

    private static Model activations() {
        Tensor x = Input.of(6);
        List<Tensor> results = new ArrayList<>();
        for (String name : List.of(
                "celu",
                "elu",
                "exponential",
                "gelu",
                "glu",
                "hard_shrink",
                "hard_sigmoid",
                "hard_silu",
                "hard_tanh",
                "leaky_relu",
                "linear",
                "log_sigmoid",
                "log_softmax",
                "mish",
                "relu",
                "relu6",
                "selu",
                "sigmoid",
                "silu",
                "soft_shrink",
                "softmax",
                "softplus",
                "softsign",
                "sparse_plus",
                "sparse_sigmoid",
                "squareplus",
                "tanh",
                "tanh_shrink")) {
            results.add(new Activation(name).name("activation_" + name).apply(x));
        }
        for (Layer layer : List.of(
                new ReLU().maxValue(6.0).negativeSlope(0.1), new LeakyReLU(), new ELU(), new PReLU(), new Softmax())) {
            results.add(layer.apply(x));
        }
        return new Model(x, results);
    }

    private static Model cnn() {
        return new Sequential(
                Input.of(15, 14, 3),
                new Conv2D(8, 3).padding("same").strides(2).activation("relu"),
                new BatchNormalization(),
                new ZeroPadding2D(2, 1),
                new Conv2D(6, 3).dilationRate(2),
                new MaxPooling2D(2).padding("same"),
                new AveragePooling2D(3).strides(1).padding("same"),
                new UpSampling2D(2),
                new UpSampling2D(2).interpolation("bilinear"),
                new Cropping2D(1),
                new Conv2D(4, 2).groups(2).useBias(false),
                new GlobalAveragePooling2D(),
                new Dense(3));
    }

    private static Model separable() {
        return new Sequential(
                Input.of(9, 9, 4),
                new DepthwiseConv2D(3).depthMultiplier(2).strides(2),
                new SeparableConv2D(5, 3).padding("same"),
                new Flatten(),
                new Dense(2));
    }

    private static Model channelsFirst() {
        return new Sequential(
                Input.of(3, 8, 8),
                new Conv2D(4, 3).dataFormat("channels_first").padding("same"),
                new MaxPooling2D(2).dataFormat("channels_first"),
                new Flatten(),
                new Dense(2));
    }

    private static Model transposed() {
        Tensor x = Input.of(5, 6, 3);
        return new Model(
                x,
                List.of(
                        new Conv2DTranspose(4, 3).strides(2).padding("same").apply(x),
                        new Conv2DTranspose(4, 3).strides(2).apply(x),
                        new Conv2DTranspose(4, 2).strides(3).apply(x),
                        new Conv2DTranspose(2, 3)
                                .strides(2)
                                .padding("same")
                                .outputPadding(1)
                                .apply(x),
                        new Conv1DTranspose(2, 3).apply(new Reshape(10, 9).apply(x))));
    }

    private static Model sequences() {
        return new Sequential(
                Input.of(20, 3),
                new Conv1D(6, 4).padding("causal").activation("relu"),
                new MaxPooling1D(2),
                new Conv1D(5, 3).padding("same"),
                new AveragePooling1D(2),
                new GlobalMaxPooling1D());
    }

    private static Model volumes() {
        return new Sequential(
                Input.of(6, 6, 6, 2),
                new Conv3D(4, 3).padding("same"),
                new MaxPooling3D(2),
                new AveragePooling3D(2),
                new Flatten(),
                new Dense(2));
    }

    private static Model lstm() {
        Tensor x = Input.of(7, 4);
        Tensor both = new LSTM(5).returnSequences(true).apply(x);
        Tensor back = new LSTM(3).goBackwards(true).name("back").apply(x);
        return new Model(x, List.of(new LSTM(6).name("last").apply(both), back));
    }

    private static Model gru() {
        Tensor x = Input.of(7, 4);
        Tensor both = new GRU(5).returnSequences(true).apply(x);
        return new Model(
                x,
                List.of(
                        new GRU(6).name("last").apply(both),
                        new GRU(3).resetAfter(false).name("before").apply(x)));
    }

    private static Model masked() {
        return new Sequential(
                Input.of(5).dtype("int32"), new Embedding(10, 4).maskZero(true), new LSTM(3), new Dense(1));
    }

    private static Model wrapped() {
        Tensor x = Input.of(6, 4);
        Tensor images = Input.of(3, 5, 5, 2);
        return new Model(
                inputs(x, images),
                List.of(
                        new Bidirectional(new LSTM(3).returnSequences(true)).apply(x),
                        new Bidirectional(new GRU(3)).apply(x),
                        new TimeDistributed(new Dense(2)).apply(x),
                        new TimeDistributed(new Conv2D(2, 3)).apply(images),
                        new ConvLSTM2D(2, 3).apply(images)));
    }

    private static Model attention() {
        Tensor x = Input.of(5, 8);
        Tensor words = Input.of(5).dtype("int32");
        Tensor masked = new Embedding(10, 8).maskZero(true).apply(words);
        return new Model(
                inputs(x, words),
                List.of(
                        new MultiHeadAttention(2, 4).apply(x, x),
                        new MultiHeadAttention(2, 4).apply(x, masked),
                        new GroupQueryAttention(4, 4, 2).apply(x, x),
                        new Attention().apply(x, masked),
                        new AdditiveAttention().apply(x, masked),
                        new EinsumDense("abc,cd->abd", 5, 3).biasAxes("d").apply(x)));
    }

    private static Model embedding() {
        return new Sequential(
                Input.of(5).dtype("int32"), new Embedding(20, 4), new Flatten(), new Dense(1).activation("sigmoid"));
    }

    private static Model normalization() {
        Tensor x = Input.of(4, 6);
        return new Model(
                x,
                List.of(
                        new LayerNormalization().apply(x),
                        new GroupNormalization(3).apply(x),
                        new RMSNormalization().apply(x),
                        new UnitNormalization().apply(x),
                        new BatchNormalization().apply(x)));
    }

    private static Model functional() {
        Tensor left = Input.of(4).name("left");
        Tensor right = Input.of(4).name("right");
        Dense shared = new Dense(5).activation("elu");
        Tensor a = shared.apply(left);
        Tensor b = shared.apply(right);
        Tensor joined = new Concatenate().apply(a, b);
        return new Model(
                inputs(left, right),
                outputs(
                        new Dense(1).name("price").apply(joined),
                        new Dense(3).activation("softmax").name("kind").apply(new Add().apply(a, b)),
                        left));
    }

    private static Model merging() {
        Tensor a = Input.of(4, 3);
        Tensor b = Input.of(4, 3);
        Tensor repeated = new RepeatVector(2).apply(new Flatten().apply(a));
        return new Model(
                inputs(a, b),
                List.of(
                        new Dot(2).apply(a, b),
                        new Average().apply(a, b),
                        new Multiply().apply(a, b),
                        new Maximum().apply(a, b),
                        new Minimum().apply(a, b),
                        new Subtract().apply(a, b),
                        new Permute(2, 1).apply(a),
                        new Reshape(-1, 4).apply(repeated)));
    }

    private static Model nested() {
        Model inner = new Sequential(Input.of(6, 6, 2), new Conv2D(3, 3), new GlobalAveragePooling2D());
        Tensor x = Input.of(6, 6, 2);
        return new Model(x, new Dense(2).apply(inner.apply(x)));
    }

    private static Model sorting() {
        Tensor x = Input.of(4, 5);
        Tensor whole = Input.of(6).dtype("int32");
        List<Tensor> top = Ops.topK(x, 2);
        Tensor sequence = Tensor.of(Nd4j.createFromArray(-0.5f, 0f, 0.5f));
        return new Model(
                inputs(x, whole),
                List.of(
                        top.get(0),
                        top.get(1),
                        Ops.sort(x, 1),
                        Ops.argsort(whole),
                        Ops.searchsorted(sequence, x, "right"),
                        Ops.searchsorted(sequence, x),
                        Ops.cast(Ops.isin(whole, Tensor.of(Nd4j.createFromArray(1, 3, 5))), DType.INT32),
                        Ops.median(x, List.of(1, 2), false)));
    }

    private static Model determinants() {
        Tensor x = Input.of(3, 3);
        return new Model(x, List.of(Ops.det(x), Ops.slogdet(x).get(0), Ops.logdet(x)));
    }

    private static Model bits() {
        Tensor a = Input.of(4).dtype("int32");
        Tensor b = Input.of(4).dtype("int32");
        return new Model(
                inputs(a, b),
                List.of(Ops.bitwiseAnd(a, b), Ops.bitwiseOr(a, b), Ops.bitwiseXor(a, b), Ops.bitwiseNot(a)));
    }
}
