package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.engine.Layer;
import io.keras4j.models.Model;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The layers for text and categories against Keras: configuration, learned vocabularies, outputs, eagerly and in a model; the cases are made by
 * src/test/python/categories.py.
 */
class CategoriesTest {
    static {
        TextVectorization.registerStandardize(
                "Custom", "shout", text -> upper(text).replaceAll("[!?]", ""));
        TextVectorization.registerSplit("Custom", "at_commas", text -> Arrays.asList(text.split(",", -1)));
    }

    private static String upper(String text) {
        StringBuilder upper = new StringBuilder();
        text.chars()
                .forEach(c ->
                        upper.append(c < 128 ? Character.toString(c).toUpperCase(Locale.ROOT) : Character.toString(c)));
        return upper.toString();
    }

    @TestFactory
    Stream<DynamicNode> equalKeras() {
        return Fixtures.subjects("categories").stream()
                .map(layer -> DynamicContainer.dynamicContainer(
                        layer,
                        Fixtures.cases("categories/" + layer).stream()
                                .map(each -> DynamicTest.dynamicTest((String) each.get("label"), () -> check(each)))));
    }

    private static void check(Map<String, Object> data) {
        Layer layer = Layer.KIND.get(data.get("envelope"));
        assertThat(Fixtures.normalized(Layer.KIND.envelope(layer)))
                .isEqualTo(Fixtures.normalized(data.get("envelope")));
        adapt(layer, data.get("adapt"));
        assertThat(withoutShares(Fixtures.normalized(layer.config())))
                .isEqualTo(withoutShares(Fixtures.normalized(data.get("adapted"))));
        checkVocabulary(layer, data.get("vocabulary"));
        List<Tensor> inputs =
                list(data.get("inputs")).stream().map(CategoriesTest::tensor).toList();
        CallArguments arguments = new CallArguments();
        map(data.get("call")).forEach((name, value) -> arguments.with(name, tensor(value)));
        Tensor output = layer.applyAll(inputs, arguments).get(0);
        checkOutput(output, map(data.get("output")), "eager");
        Map<String, Object> spec = data.get("spec") == null ? null : map(data.get("spec"));
        if (spec != null) {
            assertThat(output.dtype().toString()).isEqualTo(spec.get("dtype"));
            checkInModel(layer, inputs, map(data.get("output")), spec);
        }
    }

    /** Here layers of one dtype do not share its object; the name is that of another layer. */
    private static Object withoutShares(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            if (!"shared_object_id".equals(key) && !"name".equals(key)) {
                copy.put(key, withoutShares(each));
            }
        });
        return copy;
    }

    private static void adapt(Layer layer, Object data) {
        if (data == null) {
            return;
        }
        List<Tensor> batches = data instanceof List<?> list
                ? list.stream().map(CategoriesTest::tensor).toList()
                : List.of(tensor(data));
        boolean several = data instanceof List;
        if (layer instanceof Discretization discretization) {
            discretization.adapt(batches.stream().map(Tensor::value).toList());
        } else if (layer instanceof StringLookup lookup) {
            lookup.adapt(several ? batches : batches.get(0));
        } else if (layer instanceof IntegerLookup lookup) {
            lookup.adapt(batches.get(0).value());
        } else {
            ((TextVectorization) layer).adapt(several ? batches : batches.get(0));
        }
    }

    private static void checkVocabulary(Layer layer, Object expected) {
        if (layer instanceof StringLookup lookup) {
            assertThat(lookup.getVocabulary()).isEqualTo(expected);
        } else if (layer instanceof IntegerLookup lookup) {
            assertThat(lookup.getVocabulary()).isEqualTo(expected);
        } else if (layer instanceof TextVectorization vectorization) {
            assertThat(vectorization.getVocabulary()).isEqualTo(expected);
        }
    }

    private static void checkOutput(Tensor output, Map<String, Object> expected, String what) {
        INDArray array = output.value();
        assertThat(array.shape()).as(what).containsExactly(shape(expected).dims());
        double[] values = Fixtures.doubles(array);
        List<?> wanted = (List<?>) expected.get("values");
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as(what + ", element " + i)
                    .isCloseTo(((Number) wanted.get(i)).doubleValue(), within(1e-6));
        }
    }

    private static void checkInModel(
            Layer layer, List<Tensor> inputs, Map<String, Object> expected, Map<String, Object> spec) {
        List<Tensor> starts = new ArrayList<>();
        List<Object> arrays = new ArrayList<>();
        for (Tensor input : inputs) {
            starts.add(
                    Input.of(input.shape().drop(0).dims()).dtype(input.dtype().toString()));
            arrays.add(input);
        }
        Model model = new Model(starts, layer.apply(starts));
        Shape described = model.output().shape();
        assertThat(described.matches(shape(expected)))
                .as("%s describes %s", described, shape(expected))
                .isTrue();
        Shape wanted = Shape.of(((List<?>) spec.get("shape"))
                .stream()
                        .mapToLong(size -> size == null ? Shape.UNKNOWN : ((Number) size).longValue())
                        .toArray());
        if (wanted.matches(shape(expected))) { // Keras does not always describe what it computes
            assertThat(described).isEqualTo(wanted);
        }
        if (shape(expected).dim(0) == inputs.get(0).shape().dim(0)) {
            checkOutput(Tensor.of(model.predict(arrays)), expected, "in a model");
            checkOutput(
                    Tensor.of(model.predict(arrays, p -> p.batchSize(100).verbose(0))), expected, "in a model, again");
        }
    }

    private static Tensor tensor(Object value) {
        Map<String, Object> data = map(value);
        List<?> values = (List<?>) data.get("values");
        if (data.get("dtype").equals("string")) {
            return StringTensor.of(values.toArray(String[]::new), shape(data));
        }
        DType dtype = DType.of((String) data.get("dtype"));
        if (dtype == DType.INT64) {
            long[] all = values.stream()
                    .mapToLong(each -> ((Number) each).longValue())
                    .toArray();
            return Tensor.of(Nd4j.createFromArray(all).reshape(shape(data).dims()));
        }
        double[] all = values.stream()
                .mapToDouble(each -> each instanceof Number number ? number.doubleValue() : special((String) each))
                .toArray();
        return Tensor.of(Nd4j.createFromArray(all)
                .castTo(dtype.nd4j())
                .reshape(shape(data).dims()));
    }

    private static double special(String name) {
        return name.equals("nan")
                ? Double.NaN
                : name.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    private static Shape shape(Map<String, Object> data) {
        return Shape.of(((List<?>) data.get("shape"))
                .stream().mapToLong(size -> ((Number) size).longValue()).toArray());
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
