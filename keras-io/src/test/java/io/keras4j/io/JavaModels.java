package io.keras4j.io;

import static io.keras4j.models.Model.inputs;
import static io.keras4j.models.Model.outputs;

import io.keras4j.constraints.MaxNorm;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.initializers.Constant;
import io.keras4j.layers.Activation;
import io.keras4j.layers.Add;
import io.keras4j.layers.AveragePooling2D;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Bidirectional;
import io.keras4j.layers.CategoryEncoding;
import io.keras4j.layers.Concatenate;
import io.keras4j.layers.Conv1D;
import io.keras4j.layers.Conv2D;
import io.keras4j.layers.ConvLSTM2D;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Discretization;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.EinsumDense;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.Flatten;
import io.keras4j.layers.GRU;
import io.keras4j.layers.GRUCell;
import io.keras4j.layers.GlobalAveragePooling1D;
import io.keras4j.layers.GlobalAveragePooling2D;
import io.keras4j.layers.GlobalMaxPooling2D;
import io.keras4j.layers.HashedCrossing;
import io.keras4j.layers.Hashing;
import io.keras4j.layers.IntegerLookup;
import io.keras4j.layers.LSTM;
import io.keras4j.layers.LSTMCell;
import io.keras4j.layers.LeakyReLU;
import io.keras4j.layers.Masking;
import io.keras4j.layers.MaxPooling2D;
import io.keras4j.layers.PReLU;
import io.keras4j.layers.RNN;
import io.keras4j.layers.ReLU;
import io.keras4j.layers.Rescaling;
import io.keras4j.layers.Reshape;
import io.keras4j.layers.SimpleRNN;
import io.keras4j.layers.StringLookup;
import io.keras4j.layers.TextVectorization;
import io.keras4j.layers.TimeDistributed;
import io.keras4j.losses.CategoricalCrossentropy;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.optimizers.Adadelta;
import io.keras4j.optimizers.Adagrad;
import io.keras4j.optimizers.Adam;
import io.keras4j.optimizers.AdamW;
import io.keras4j.optimizers.Adamax;
import io.keras4j.optimizers.Ftrl;
import io.keras4j.optimizers.Lion;
import io.keras4j.optimizers.LossScaleOptimizer;
import io.keras4j.optimizers.Nadam;
import io.keras4j.optimizers.RMSprop;
import io.keras4j.optimizers.SGD;
import io.keras4j.regularizers.L1;
import io.keras4j.regularizers.L1L2;
import io.keras4j.schedules.ExponentialDecay;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The models of src/test/python/saved_models.py, made and compiled in Java. */
final class JavaModels {
    private JavaModels() {}

    /** By the names that they have there. */
    static Map<String, Supplier<Model>> all() {
        Map<String, Supplier<Model>> models = new LinkedHashMap<>();
        models.put("mlp", () -> mlp("adam"));
        models.put("cnn", JavaModels::cnn);
        models.put("functional", JavaModels::functional);
        models.put("embedding", JavaModels::embedding);
        models.put("nested", JavaModels::nested);
        models.put("operations", JavaModels::operations);
        models.put("text", JavaModels::text);
        models.put("vocabulary", JavaModels::vocabulary);
        models.put("categories", JavaModels::categories);
        models.put("bidirectional", JavaModels::bidirectional);
        models.put("time_distributed", JavaModels::timeDistributed);
        models.put("tuned", JavaModels::tuned);
        models.put("adapted", JavaModels::adapted);
        models.put("int8", () -> quantized("int8"));
        models.put("int4", () -> quantized("int4"));
        models.put("int4_adapted", () -> quantizedAndAdapted("int4"));
        models.put("int8_adapted", () -> quantizedAndAdapted("int8"));
        models.put("mlp_adadelta", () -> mlp(new Adadelta(1.0)));
        models.put("mlp_adagrad", () -> mlp(new Adagrad(0.05)));
        models.put("mlp_adamax", () -> mlp(new Adamax()));
        models.put(
                "mlp_ema", () -> mlp(new SGD(0.1).useEma(true).emaMomentum(0.9).weightDecay(0.01)));
        models.put("mlp_ftrl", () -> mlp(new Ftrl(0.1)));
        models.put("mlp_lion", () -> mlp(new Lion()));
        models.put(
                "mlp_loss_scale",
                () -> mlp(new LossScaleOptimizer(new Adam()).initialScale(256).dynamicGrowthSteps(2)));
        models.put("mlp_nadam", () -> mlp(new Nadam()));
        return models;
    }

    private static Model mlp(Object optimizer) {
        Model model = new Sequential(
                Input.of(12),
                new Dense(16).activation("relu").kernelRegularizer("l2"),
                new BatchNormalization(),
                new Activation("tanh"),
                new Dropout(0.0),
                new Dense(6).activation("gelu").kernelInitializer("he_normal").activityRegularizer(new L1(0.01)),
                new Dense(4).activation("softmax"));
        model.compile(optimizer, "sparse_categorical_crossentropy", "accuracy");
        return model;
    }

    private static Model cnn() {
        Model model = new Sequential(
                        Input.of(12, 12, 3),
                        new Conv2D(6, 3).padding("same").activation("relu").biasInitializer(new Constant(0.1)),
                        new BatchNormalization().momentum(0.9).scale(false),
                        new MaxPooling2D(2),
                        new Conv2D(6, 3, 2)
                                .strides(2, 1)
                                .groups(3)
                                .useBias(false)
                                .kernelRegularizer(new L1L2(1e-3, 1e-3)),
                        new LeakyReLU(0.1),
                        new AveragePooling2D(2).padding("same"),
                        new Conv2D(4, 2).dilationRate(1, 2).padding("same"),
                        new GlobalAveragePooling2D(),
                        new Dense(3))
                .name("cnn");
        model.compile(
                new SGD(0.05).momentum(0.9).nesterov(true).clipvalue(0.05),
                new CategoricalCrossentropy().fromLogits(true).labelSmoothing(0.1),
                "accuracy",
                new io.keras4j.metrics.CategoricalCrossentropy()
                        .fromLogits(true)
                        .name("cross"));
        return model;
    }

    private static Model functional() {
        Tensor left = Input.of(4).name("left");
        Tensor right = Input.of(4).name("right");
        Dense shared = new Dense(5).activation("elu");
        Model inner = new Sequential(Input.of(5), new Dense(3), new Dense(3).activation("tanh")).name("inner");
        Tensor a = shared.apply(left);
        Tensor b = shared.apply(right);
        Tensor joined = new Concatenate().apply(a, b);
        Tensor added = new Add().apply(inner.apply(a), inner.apply(b));
        Tensor price = new Dense(1).name("price").apply(joined);
        Tensor kind = new Dense(3).activation("softmax").name("kind").apply(added);
        Model model = new Model(inputs(left, right), outputs(price, kind));
        model.compile(c -> c.optimizer(new RMSprop(0.01).momentum(0.5).centered(true))
                .loss(Map.of("price", "mse", "kind", new CategoricalCrossentropy()))
                .lossWeights(Map.of("price", 1.0, "kind", 0.5))
                .metrics(Map.of("price", List.of("mae"), "kind", List.of("accuracy"))));
        return model;
    }

    private static Model embedding() {
        Model model = new Sequential(
                Input.of(5).dtype("int32"),
                new Embedding(20, 4),
                new Flatten(),
                new Reshape(4, 5),
                new Flatten(),
                new Dense(1).activation("sigmoid"));
        model.compile(
                new SGD(new ExponentialDecay(0.02, 2, 0.9).staircase(true)).momentum(0.8),
                "binary_crossentropy",
                "binary_accuracy");
        return model;
    }

    private static Model nested() {
        Tensor inside = Input.of(6, 6, 2);
        Tensor x = new Conv2D(3, 3).name("conv").apply(inside);
        x = new PReLU().sharedAxes(1, 2).apply(x);
        Model base = new Model(inside, new GlobalMaxPooling2D().apply(x)).name("base");
        base.setTrainable(false);
        Tensor outside = Input.of(6, 6, 2);
        Tensor y = new Dense(4).kernelConstraint(new MaxNorm(1.0)).apply(base.apply(outside));
        y = new ReLU().maxValue(6.0).apply(y);
        Model model = new Model(outside, new Dense(2).apply(y)).name("tuned");
        model.compile(new AdamW(0.01).clipnorm(0.2).amsgrad(true), "mae");
        return model;
    }

    private static Model operations() {
        Tensor x = Input.of(6).name("x");
        Tensor h = new Dense(4).apply(x);
        h = Ops.add(Ops.multiply(Ops.relu(h), 0.5), 1);
        Tensor pairs = Ops.reshape(h, -1, 2, 2);
        Tensor last = Ops.squeeze(Ops.slice(pairs, 1, 1, 2), 1);
        Tensor first = Ops.slice(h, 1, 0, 1);
        Tensor joined = Ops.concatenate(List.of(last, Ops.mean(pairs, 1), first), -1);
        Tensor folded = Ops.where(Ops.greater(joined, 1.2), joined, Ops.subtract(2, joined));
        Tensor scaled = Ops.add(folded, Tensor.of(Nd4j.createFromArray(0.1f, 0.2f, 0.3f, 0.4f, 0.5f)));
        Model model = new Model(x, Ops.softmax(new Dense(3).apply(scaled)));
        model.compile(new SGD(0.1), "categorical_crossentropy");
        return model;
    }

    private static Model text() {
        Tensor tokens = Input.of(6).dtype("int32");
        Tensor x = new Embedding(12, 4).maskZero(true).apply(tokens);
        x = new LSTM(5).returnSequences(true).recurrentRegularizer("l2").apply(x);
        x = new LSTM(3).dropout(0.0).apply(x);
        Model model = new Model(tokens, new Dense(1).activation("sigmoid").apply(x)).name("text");
        model.compile(new SGD(0.1).momentum(0.8), "binary_crossentropy", "accuracy");
        return model;
    }

    private static Model vocabulary() {
        TextVectorization vectorization =
                new TextVectorization().maxTokens(9).ngrams(2).outputSequenceLength(7);
        vectorization.adapt(List.of("the cat ran", "Élan a-b 東京", "dog the cat", "", "the cat, the dog", "[UNK] ran"));
        Model model = new Sequential(
                Input.of().dtype("string"),
                vectorization,
                new Embedding(9, 4).maskZero(true),
                new LSTM(3),
                new Dense(1).activation("sigmoid"));
        model.compile(new SGD(0.1).momentum(0.8), "binary_crossentropy");
        return model;
    }

    private static Model categories() {
        Tensor colour = Input.of(1).dtype("string");
        Tensor code = Input.of(1).dtype("int64");
        Tensor size = Input.of(1);
        Tensor text = Input.of().dtype("string");
        TextVectorization weighted =
                new TextVectorization().outputMode("tf_idf").name("weighted");
        weighted.adapt(List.of("the cat", "the mat", "cat sat"));
        IntegerLookup learned = new IntegerLookup().outputMode("multi_hot").maskToken(0L);
        learned.adapt(new long[] {1, 2, 2, 5, 0, 8, 8, 8});
        Discretization bins = new Discretization().numBins(3);
        bins.adapt(Nd4j.linspace(-1, 1, 20, DataType.FLOAT));
        StringLookup given = new StringLookup()
                .vocabulary("red", "green")
                .numOovIndices(2)
                .outputMode("one_hot")
                .name("given");
        StringLookup givenWeights = new StringLookup()
                .vocabulary(List.of("red", ""), List.of(0.5, 1.5))
                .outputMode("tf_idf")
                .name("given_weights");
        List<Tensor> encoded = List.of(
                given.apply(colour),
                givenWeights.apply(colour),
                new Hashing(3).salt(5).outputMode("one_hot").apply(colour),
                new HashedCrossing(4).outputMode("one_hot").apply(colour, code),
                weighted.apply(text),
                learned.apply(code),
                new CategoryEncoding(4).outputMode("one_hot").apply(bins.apply(size)));
        Tensor joined = new Concatenate()
                .apply(encoded.stream()
                        .map(each -> new Rescaling(1).apply(each))
                        .toList());
        Model model = new Model(
                inputs(colour, text, code, size),
                new Dense(2).activation("softmax").apply(joined));
        model.compile(new SGD(0.5), "categorical_crossentropy");
        return model;
    }

    private static Model bidirectional() {
        Tensor series = Input.of(5, 3);
        Tensor x = new Masking(0.5).apply(series);
        List<Tensor> both = new Bidirectional(new GRU(4).returnSequences(true).returnState(true))
                .mergeMode("sum")
                .applyAll(List.of(x), new CallArguments());
        Tensor y = new SimpleRNN(4).apply(both.get(0), new CallArguments().initialState(both.get(1)));
        Tensor z = new RNN(new LSTMCell(3), new GRUCell(2).resetAfter(false)).apply(x);
        Model model = new Model(series, new Dense(2).apply(new Concatenate().apply(y, z)));
        model.compile(new Adam(0.01), "mse");
        return model;
    }

    private static Model timeDistributed() {
        Model model = new Sequential(
                Input.of(3, 6, 6, 1),
                new TimeDistributed(new Conv2D(2, 3).activation("relu")),
                new ConvLSTM2D(2, 2).returnSequences(true),
                new TimeDistributed(new Flatten()),
                new TimeDistributed(new Dense(2).name("inside")).name("each"));
        model.compile(new SGD(0.05).momentum(0.5), "mse", "mae");
        return model;
    }

    private static Model tuned() {
        Tensor inside = Input.of(5).name("inside");
        Tensor h = new Dense(6).activation("relu").name("low").apply(inside);
        h = new BatchNormalization().momentum(0.5).name("norm").apply(h);
        Tensor high = new Dense(4).activation("tanh").name("high").apply(h);
        Model base = new Model(inside, high).name("base");
        base.setTrainable(false);
        base.getLayer("high").setTrainable(true);
        Tensor outside = Input.of(5).name("outside");
        h = new BatchNormalization().name("own").apply(base.apply(outside));
        Model model = new Model(outside, new Dense(2).name("head").apply(h)).name("tuned");
        model.compile(new SGD(0.1), "mse");
        return model;
    }

    private static Model language() {
        Tensor tokens = Input.of(6).dtype("int32").name("tokens");
        Tensor vectors = new Embedding(20, 8).name("words").apply(tokens);
        Tensor heads = new EinsumDense("abc,cde->abde", 6, 2, 4)
                .biasAxes("de")
                .activation("tanh")
                .name("heads")
                .apply(vectors);
        Tensor joined = new EinsumDense("abcd,cde->abe", 6, 8)
                .biasAxes("e")
                .name("joined")
                .apply(heads);
        Tensor windows = new Conv1D(8, 3)
                .padding("same")
                .activation("relu")
                .name("windows")
                .apply(joined);
        Tensor pooled = new GlobalAveragePooling1D().apply(windows);
        return new Model(tokens, new Dense(3).activation("softmax").name("kind").apply(pooled));
    }

    private static Model adapted() {
        Model model = language();
        ((Embedding) model.getLayer("words")).enableLora(2, lora -> lora.bInitializer("he_normal"));
        ((EinsumDense) model.getLayer("heads"))
                .enableLora(2, lora -> lora.loraAlpha(4.0).bInitializer("he_normal"));
        ((Conv1D) model.getLayer("windows"))
                .enableLora(2, lora -> lora.loraAlpha(4.0).bInitializer("he_normal"));
        ((Dense) model.getLayer("kind")).enableLora(2, lora -> lora.bInitializer("he_normal"));
        model.compile(new SGD(0.1), "sparse_categorical_crossentropy");
        return model;
    }

    private static Model quantized(String mode) {
        Model model = language();
        model.quantize(mode);
        model.compile(new SGD(0.1), "sparse_categorical_crossentropy");
        return model;
    }

    private static Model quantizedAndAdapted(String mode) {
        Model model = quantized(mode);
        ((Embedding) model.getLayer("words")).enableLora(2, lora -> lora.bInitializer("he_normal"));
        ((EinsumDense) model.getLayer("heads")).enableLora(2, lora -> lora.bInitializer("he_normal"));
        ((Dense) model.getLayer("kind")).enableLora(2, lora -> lora.bInitializer("he_normal"));
        model.compile(new SGD(0.1), "sparse_categorical_crossentropy");
        return model;
    }
}
