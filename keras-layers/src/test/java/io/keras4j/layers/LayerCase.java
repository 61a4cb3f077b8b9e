package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.CallContext;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.models.Model;
import io.keras4j.ops.Ops;
import io.keras4j.optimizers.SGD;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One layer with some arguments on some inputs, and what Keras makes of it. {@link #check()} is the common test of all layers, in the manner
 * of Keras's {@code run_layer_test}.
 */
final class LayerCase {
    /** Layers whose Keras counterparts list their arguments in an order of their own, which means nothing in JSON. */
    private static final Set<String> OWN_ORDER = Set.of(
            "ELU",
            "Identity",
            "Attention",
            "MultiHeadAttention",
            "GroupedQueryAttention",
            "SpectralNormalization",
            "LSTMCell",
            "Conv1DTranspose",
            "Conv2DTranspose",
            "Conv3DTranspose",
            "SeparableConv1D",
            "SeparableConv2D",
            "RandomBrightness",
            "RandomColorDegeneration",
            "RandomColorJitter",
            "RandomContrast",
            "RandomElasticTransform",
            "RandomErasing",
            "RandomFlip",
            "RandomGaussianBlur",
            "RandomHue",
            "RandomInvert",
            "RandomPerspective",
            "RandomPosterization",
            "RandomRotation",
            "RandomSaturation",
            "RandomSharpness",
            "RandomShear",
            "RandomTranslation",
            "RandomZoom",
            "Solarization",
            "MixUp",
            "CutMix",
            "RandAugment",
            "AugMix",
            "Equalization");

    private static final double TOLERANCE = 1e-5;
    private static final double MAX_FLOAT16 = 65504;

    private final Map<String, Object> data;
    private final Map<String, INDArray> arrays;
    private final int inputCount;
    private final int stateCount;
    private final int calls;

    LayerCase(Map<String, Object> data, Map<String, INDArray> arrays) {
        this.data = data;
        this.arrays = arrays;
        this.inputCount = ((Number) data.get("inputs")).intValue();
        this.stateCount = ((Number) data.getOrDefault("states", 0)).intValue();
        this.calls = ((Number) data.getOrDefault("calls", 1)).intValue();
    }

    String label() {
        return (String) data.get("label");
    }

    /** All checks. */
    void check() {
        checkConfiguration();
        checkDescription();
        checkWeights();
        Results eager = runEagerly(layer("float32"), DType.FLOAT32);
        checkResults(eager, "eager");
        Results planned = runPlanned(layer("float32"));
        checkResults(planned, "planned");
        if (Boolean.TRUE.equals(data.get("numerical"))) {
            checkNumericalGradients();
        }
        checkTrainingStep();
        if (!isQuantized()) {
            checkSixteenBits("mixed_float16", DType.FLOAT16, 0.02);
            checkSixteenBits("mixed_bfloat16", DType.BFLOAT16, 0.1);
        }
    }

    // ---- What is checked

    private void checkConfiguration() {
        Layer layer = layer("float32");
        Map<String, Object> envelope = Layer.KIND.envelope(layer);
        assertThat(Fixtures.normalized(envelope)).isEqualTo(Fixtures.normalized(data.get("envelope")));
        if (!OWN_ORDER.contains(layer.typeName())) {
            assertThat(config(envelope).keySet())
                    .containsExactlyElementsOf(config(data.get("envelope")).keySet());
        }
        assertThat(layer).hasToString(layer.toString());
        layer.buildFor(inputShapes());
        Map<String, Object> again = Layer.KIND.envelope(Layer.KIND.get(Layer.KIND.envelope(layer)));
        assertThat(again.get("config")).isEqualTo(Layer.KIND.envelope(layer).get("config"));
    }

    private void checkDescription() {
        Layer layer = layer("float32");
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < inputCount; i++) {
            inputs.add(described("input" + i));
        }
        List<Tensor> states = new ArrayList<>();
        for (int i = 0; i < stateCount; i++) {
            states.add(described("state" + i));
        }
        TensorSpec output =
                applyTo(layer, inputs, states, plainArguments()).get(0).spec();
        Shape expected = shape(data.get("output_shape"));
        assertThat(output.shape().rank()).isEqualTo(expected.rank());
        for (int axis = 0; axis < expected.rank(); axis++) {
            // beyond the batch, a size that Keras leaves open may be known here
            if (axis == 0 || expected.dim(axis) != Shape.UNKNOWN) {
                assertThat(output.shape().dim(axis)).isEqualTo(expected.dim(axis));
            }
        }
        assertThat(output.dtype()).hasToString((String) data.get("output_dtype"));
        assertThat(layer.isBuilt()).isTrue();
    }

    private Tensor described(String name) {
        INDArray array = arrays.get(name);
        Shape shape = Shape.of(array.shape());
        boolean fixed = Boolean.TRUE.equals(data.get("fixed_batch"));
        return Input.like(new TensorSpec(fixed ? shape : shape.with(0, Shape.UNKNOWN), DType.of(array.dataType())));
    }

    private void checkWeights() {
        Layer layer = layer("float32");
        layer.buildFor(inputShapes());
        List<Map<String, Object>> expected = weightData();
        assertThat(layer.weights()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Variable weight = layer.weights().get(i);
            assertThat(weight.name()).isEqualTo(expected.get(i).get("name"));
            assertThat(weight.shape()).isEqualTo(shape(expected.get(i).get("shape")));
            assertThat(weight.dtype()).hasToString((String) expected.get(i).get("dtype"));
            assertThat(weight.trainable()).isEqualTo(expected.get(i).get("trainable"));
        }
    }

    private void checkResults(Results results, String how) {
        INDArray output = results.outputs.get(0);
        assertThat(DType.of(output.dataType())).hasToString((String) data.get("output_dtype"));
        for (int i = 0; i < results.outputs.size(); i++) {
            Fixtures.assertClose(
                    results.outputs.get(i), arrays.get(numbered("output", i)), TOLERANCE, how + " output " + i);
        }
        assertThat(arrays).doesNotContainKey(numbered("output", results.outputs.size()));
        INDArray mask = arrays.get("output_mask");
        assertThat(results.mask == null).as(how + " mask is missing").isEqualTo(mask == null);
        if (mask != null) {
            Fixtures.assertClose(results.mask, mask, 0, how + " mask");
        }
        results.gradients.forEach((name, gradient) -> {
            INDArray expected = arrays.get(name);
            if (gradient == null) {
                assertThat(expected).as(how + " " + name).isNull();
            } else if (expected == null) {
                assertThat(gradient.ameanNumber().doubleValue())
                        .as(how + " " + name)
                        .isZero();
            } else {
                Fixtures.assertClose(gradient, expected, TOLERANCE, how + " " + name);
            }
        });
        results.weights.forEach((name, value) -> {
            if (arrays.containsKey(name)) {
                Fixtures.assertClose(value, arrays.get(name), TOLERANCE, how + " weight " + name);
            }
        });
        double[] losses = ((List<?>) data.get("losses"))
                .stream()
                        .mapToDouble(loss -> ((Number) loss).doubleValue())
                        .sorted()
                        .toArray();
        double[] actual =
                results.losses.stream().mapToDouble(loss -> loss).sorted().toArray();
        assertThat(actual).as(how + " losses").hasSameSizeAs(losses);
        for (int i = 0; i < losses.length; i++) {
            assertThat(actual[i]).isCloseTo(losses[i], org.assertj.core.data.Percentage.withPercentage(1e-3));
        }
    }

    /** In float64: the change of the output in a random direction is what the gradients say. */
    private void checkNumericalGradients() {
        Layer layer = layer("float64");
        Results results = runEagerly(layer, DType.FLOAT64);
        Random random = new Random(1);
        Map<String, INDArray> directions = new LinkedHashMap<>();
        double expected = 0;
        double scale = 1e-3;
        for (Map.Entry<String, INDArray> entry : results.gradients.entrySet()) {
            if (entry.getValue() != null) {
                INDArray point = arrays.get(entry.getKey().replace("_gradient", ""));
                INDArray direction = Nd4j.create(DataType.DOUBLE, point.shape());
                for (long i = 0; i < direction.length(); i++) {
                    // whole numbers are special to some layers, which may jump there
                    double value = point.getDouble(i);
                    direction.putScalar(i, value == Math.rint(value) ? 0 : random.nextGaussian());
                }
                directions.put(entry.getKey().replace("_gradient", ""), direction);
                double part = direction.mul(entry.getValue()).sumNumber().doubleValue();
                expected += part;
                scale += Math.abs(part);
            }
        }
        double step = 1e-6;
        double actual = (target(directions, step) - target(directions, -step)) / (2 * step);
        assertThat(actual)
                .as("change of the output")
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-6 * scale));
    }

    private double target(Map<String, INDArray> directions, double step) {
        Map<String, INDArray> moved = new LinkedHashMap<>(arrays);
        directions.forEach((name, direction) ->
                moved.put(name, arrays.get(name).castTo(DataType.DOUBLE).add(direction.mul(step))));
        Layer layer = new LayerCase(data, moved).layer("float64");
        List<INDArray> outputs = new LayerCase(data, moved).runEagerly(layer, DType.FLOAT64).outputs;
        double target = 0;
        for (int i = 0; i < outputs.size(); i++) {
            target += outputs.get(i).mul(upstream(i, DType.FLOAT64)).sumNumber().doubleValue();
        }
        return target;
    }

    /** As the only layer of a model that is compiled, {@code fit} changes its weights, and the loss is a number. */
    private void checkTrainingStep() {
        INDArray target = arrays.get("output");
        if (stateCount > 0 || !DType.of(target.dataType()).isFloating()) {
            return;
        }
        Layer layer = layer("float32");
        List<Tensor> inputs = new ArrayList<>();
        List<INDArray> data = new ArrayList<>();
        for (int i = 0; i < inputCount; i++) {
            inputs.add(described("input" + i));
            data.add(arrays.get("input" + i));
        }
        Model model = new Model(
                inputs, applyTo(layer, inputs, List.of(), plainArguments()).get(0));
        List<INDArray> before = layer.getWeights();
        model.compile(new SGD(0.1), "mse");
        int batch = (int) target.size(0);
        Map<String, List<Double>> history = model.fit(
                        data, target.add(1), fit -> fit.batchSize(batch).verbose(0))
                .history();
        assertThat(history.get("loss")).allMatch(Double::isFinite);
        assertThat(layer.trainableWeights().isEmpty() || !layer.getWeights().equals(before))
                .as("training changes weights")
                .isTrue();
    }

    /** It computes with 16 bits about the same, and keeps its weights in 32. */
    private void checkSixteenBits(String policy, DType compute, double tolerance) {
        if (arrays.get("output").castTo(DataType.DOUBLE).amaxNumber().doubleValue() > MAX_FLOAT16) {
            return;
        }
        Layer layer = layer(policy);
        Results results = runEagerly(layer, DType.FLOAT32);
        for (int i = 0; i < results.outputs.size(); i++) {
            INDArray output = results.outputs.get(i);
            INDArray expected = arrays.get(numbered("output", i));
            // what embeddings are called with in reverse is not cast, in Keras neither
            if (DType.of(expected.dataType()).isFloating() && data.get("call") == null) {
                assertThat(DType.of(output.dataType())).as(policy + " output").isEqualTo(compute);
            }
            Fixtures.assertClose(output, expected, tolerance, policy + " output");
        }
        results.gradients.forEach((name, gradient) -> assertThat(gradient == null
                        || Double.isFinite(
                                gradient.castTo(DataType.DOUBLE).sumNumber().doubleValue()))
                .as(policy + " " + name)
                .isTrue());
        layer.trainableWeights()
                .forEach(weight -> assertThat(weight.dtype()).as(weight.name()).isEqualTo(DType.FLOAT32));
    }

    private boolean isQuantized() {
        return layer("float32").dtypePolicy().quantization() != null;
    }

    // ---- Ways to run it

    private record Results(
            List<INDArray> outputs,
            INDArray mask,
            Map<String, INDArray> gradients,
            Map<String, INDArray> weights,
            List<Double> losses) {}

    private Results runEagerly(Layer layer, DType dtype) {
        prepare(layer);
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < inputCount; i++) {
            inputs.add(withMask(Tensor.of(array("input" + i, dtype)), i));
        }
        List<Tensor> states = new ArrayList<>();
        for (int i = 0; i < stateCount; i++) {
            states.add(Tensor.of(array("state" + i, dtype)));
        }
        for (int i = 1; i < calls; i++) {
            applyTo(layer, inputs, states, arguments());
        }
        try (var tape = new GradientTape()) {
            return CallContext.within(arguments(), () -> {
                List<Tensor> outputs = applyTo(layer, inputs, states, arguments());
                Tensor target = target(outputs, dtype);
                List<Tensor> sources = new ArrayList<>(inputs);
                sources.addAll(states);
                layer.weights().forEach(weight -> sources.add(weight.storage()));
                List<Tensor> gradients = tape.gradientOf(target, sources);
                List<INDArray> values = new ArrayList<>();
                gradients.forEach(gradient -> values.add(gradient == null ? null : gradient.value()));
                Tensor mask = outputs.get(0).mask();
                return new Results(
                        outputs.stream().map(Tensor::value).toList(),
                        mask == null ? null : mask.value(),
                        named(values),
                        weights(layer),
                        losses(layer).stream()
                                .map(loss -> loss.value().getDouble(0))
                                .toList());
            });
        }
    }

    private Results runPlanned(Layer layer) {
        prepare(layer);
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < inputCount; i++) {
            specs.add(Tensor.of(array("input" + i, DType.FLOAT32)).spec());
        }
        for (int i = 0; i < stateCount; i++) {
            specs.add(Tensor.of(array("state" + i, DType.FLOAT32)).spec());
        }
        int[] outputCount = {0};
        List<Boolean> present = new ArrayList<>();
        boolean[] masked = {false};
        int[] lossCount = {0};
        Plan plan = Plan.of(Tracer.trace(
                specs,
                inputs -> CallContext.within(arguments(), () -> {
                    for (int i = 0; i < inputCount; i++) {
                        withMask(inputs.get(i), i);
                    }
                    List<Tensor> outputs = new ArrayList<>(applyTo(
                            layer,
                            inputs.subList(0, inputCount),
                            inputs.subList(inputCount, inputs.size()),
                            arguments()));
                    Tensor mask = outputs.get(0).mask();
                    Tensor target = target(outputs, DType.FLOAT32);
                    List<Tensor> sources = new ArrayList<>(inputs);
                    layer.weights().forEach(weight -> sources.add(weight.value()));
                    outputCount[0] = outputs.size();
                    for (Tensor gradient : Tracer.gradients(target, sources)) {
                        present.add(gradient != null);
                        if (gradient != null) {
                            outputs.add(gradient);
                        }
                    }
                    List<Tensor> losses = losses(layer);
                    lossCount[0] = losses.size();
                    outputs.addAll(losses);
                    if (mask != null) {
                        masked[0] = true;
                        outputs.add(mask);
                    }
                    return outputs;
                })));
        for (int i = 0; i < inputCount; i++) {
            plan.input(i).assign(array("input" + i, DType.FLOAT32));
        }
        for (int i = 0; i < stateCount; i++) {
            plan.input(inputCount + i).assign(array("state" + i, DType.FLOAT32));
        }
        for (int i = 0; i < calls; i++) {
            plan.run();
        }
        int next = outputCount[0];
        List<INDArray> gradients = new ArrayList<>();
        for (boolean isPresent : present) {
            gradients.add(isPresent ? plan.output(next++) : null);
        }
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < lossCount[0]; i++) {
            losses.add(plan.output(next++).getDouble(0));
        }
        List<INDArray> outputs = new ArrayList<>();
        for (int i = 0; i < outputCount[0]; i++) {
            outputs.add(plan.output(i));
        }
        return new Results(outputs, masked[0] ? plan.output(next) : null, named(gradients), weights(layer), losses);
    }

    private List<Tensor> losses(Layer layer) {
        List<Tensor> losses = new ArrayList<>(CallContext.losses());
        losses.addAll(layer.regularizationLosses());
        return losses;
    }

    private Map<String, INDArray> named(List<INDArray> gradients) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        for (int i = 0; i < inputCount; i++) {
            named.put("input_gradient" + i, gradients.get(i));
        }
        for (int i = 0; i < stateCount; i++) {
            named.put("state_gradient" + i, gradients.get(inputCount + i));
        }
        int before = inputCount + stateCount;
        for (int i = 0; i < gradients.size() - before; i++) {
            if (Boolean.TRUE.equals(weightData().get(i).get("trainable"))) {
                named.put("weight_gradient" + i, gradients.get(before + i));
            }
        }
        return named;
    }

    private static Map<String, INDArray> weights(Layer layer) {
        Map<String, INDArray> weights = new LinkedHashMap<>();
        for (int i = 0; i < layer.weights().size(); i++) {
            weights.put("after" + i, layer.weights().get(i).array().dup());
        }
        return weights;
    }

    private void prepare(Layer layer) {
        layer.buildFor(inputShapes());
        for (int i = 0; i < layer.weights().size(); i++) {
            layer.weights().get(i).set(arrays.get("weight" + i));
        }
    }

    private Layer layer(String dtype) {
        return Layer.KIND.get(dtype.equals("float32") ? data.get("envelope") : withDtype(data.get("envelope"), dtype));
    }

    /** {@code value} with all layers in it, also those that stand for activations, set to {@code dtype}. */
    private static Object withDtype(Object value, String dtype) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> withDtype(each, dtype)).toList();
        }
        if (!(value instanceof Map)) {
            return value;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map(value).forEach((key, element) -> copy.put(key, key.equals("dtype") ? dtype : withDtype(element, dtype)));
        return copy;
    }

    /** Those that are not arrays. */
    private CallArguments plainArguments() {
        CallArguments arguments = new CallArguments();
        if (data.get("call") != null) {
            map(data.get("call")).forEach(arguments::with);
        }
        return arguments;
    }

    private CallArguments arguments() {
        CallArguments arguments = plainArguments().training((Boolean) data.get("training"));
        arrays.forEach((name, array) -> {
            if (name.startsWith("call_")) {
                arguments.with(name.substring("call_".length()), Ops.constant(array));
            }
        });
        return arguments;
    }

    /** Recurrent layers take states as an argument of the call, cells as further inputs. */
    private List<Tensor> applyTo(Layer layer, List<Tensor> inputs, List<Tensor> states, CallArguments arguments) {
        if (layer instanceof RNNCell) {
            List<Tensor> all = new ArrayList<>(inputs);
            all.addAll(states);
            return layer.applyAll(all, arguments);
        }
        if (!states.isEmpty()) {
            arguments.with("initial_state", states);
        }
        if (Boolean.TRUE.equals(data.get("mask_argument")) && inputs.get(0).mask() != null) {
            arguments.mask(inputs.get(0).mask());
        }
        return layer.applyAll(inputs, arguments);
    }

    /** What gradients are taken of: the sum of all outputs, weighted. */
    private Tensor target(List<Tensor> outputs, DType dtype) {
        Tensor target = Ops.scalar(0, dtype);
        for (int i = 0; i < outputs.size(); i++) {
            target = Ops.add(target, Ops.sum(Ops.multiply(outputs.get(i), Ops.constant(upstream(i, dtype)))));
        }
        return target;
    }

    private INDArray array(String name, DType dtype) {
        INDArray array = arrays.get(name);
        return DType.of(array.dataType()).isFloating() ? array.castTo(dtype.nd4j()) : array;
    }

    private INDArray upstream(int output, DType dtype) {
        return arrays.get(numbered("upstream", output)).castTo(dtype.nd4j());
    }

    /** The first array of a kind has no number. */
    private static String numbered(String name, int index) {
        return index == 0 ? name : name + index;
    }

    private Tensor withMask(Tensor input, int index) {
        INDArray mask = arrays.get("mask" + index);
        return mask == null ? input : input.withMask(Ops.constant(mask));
    }

    private List<Shape> inputShapes() {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < inputCount; i++) {
            shapes.add(Shape.of(arrays.get("input" + i).shape()));
        }
        return shapes;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> weightData() {
        return (List<Map<String, Object>>) data.get("weights");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> config(Object envelope) {
        return map(map(envelope).get("config"));
    }

    private static Shape shape(Object sizes) {
        return Shape.of(((List<?>) sizes)
                .stream()
                        .mapToLong(size -> size == null ? Shape.UNKNOWN : ((Number) size).longValue())
                        .toArray());
    }
}
