package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.config.Json;
import io.keras4j.models.Model;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A saved model's data, what it predicts, and the losses of the next 3 steps: the JSON files of src/test/python/saved_models.py. */
record Recorded(List<Tensor> inputs, List<INDArray> targets, List<INDArray> predictions, List<Double> losses) {
    private static final int BATCH = 8;

    @SuppressWarnings("unchecked")
    static Recorded read(Path file) throws IOException {
        try {
            Map<String, Object> json = (Map<String, Object>) Json.read(Files.readAllBytes(file));
            return new Recorded(
                    ((List<?>) json.get("inputs"))
                            .stream().map(each -> input((Map<?, ?>) each)).toList(),
                    arrays(json.get("targets")),
                    arrays(json.get("predictions")),
                    (List<Double>) json.get("losses"));
        } catch (Json.SyntaxException e) {
            throw new IOException(e);
        }
    }

    void write(Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("inputs", inputs.stream().map(Recorded::encode).toList());
        json.put("targets", targets.stream().map(Recorded::encode).toList());
        json.put("predictions", predictions.stream().map(Recorded::encode).toList());
        json.put("losses", losses);
        Files.writeString(file, Json.write(json));
    }

    private static List<INDArray> arrays(Object json) {
        return ((List<?>) json).stream().map(each -> decode((Map<?, ?>) each)).toList();
    }

    private static Tensor input(Map<?, ?> json) {
        if (!json.get("dtype").equals("string")) {
            return Tensor.of(decode(json));
        }
        String[] strings = ((List<?>) json.get("values")).toArray(String[]::new);
        long[] shape = ((List<?>) json.get("shape"))
                .stream().mapToLong(each -> (Long) each).toArray();
        return StringTensor.of(strings, Shape.of(shape));
    }

    private static INDArray decode(Map<?, ?> json) {
        double[] values = ((List<?>) json.get("values"))
                .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
        long[] shape = ((List<?>) json.get("shape"))
                .stream().mapToLong(each -> (Long) each).toArray();
        return Nd4j.createFromArray(values)
                .castTo(DType.of((String) json.get("dtype")).nd4j())
                .reshape('c', shape);
    }

    private static Map<String, Object> encode(Tensor input) {
        if (input.dtype() != DType.STRING) {
            return encode(input.value());
        }
        return Map.of(
                "shape",
                java.util.Arrays.stream(input.shape().dims()).boxed().toList(),
                "dtype",
                "string",
                "values",
                List.of(input.strings()));
    }

    private static Map<String, Object> encode(INDArray array) {
        List<Number> values = new ArrayList<>();
        INDArray flat = array.dup('c').reshape(array.length());
        for (long i = 0; i < flat.length(); i++) {
            values.add(array.dataType().isFPType() ? (Number) flat.getFloat(i) : flat.getLong(i));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shape", java.util.Arrays.stream(array.shape()).boxed().toList());
        json.put("dtype", DType.of(array.dataType()).toString());
        json.put("values", values);
        return json;
    }

    /** The losses of the 3 batches that the data have. */
    List<Double> train(Model model) {
        List<Double> found = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            int from = step * BATCH;
            found.add(model.fit(
                            inputs.stream().map(input -> rows(input, from)).toList(),
                            targets.stream().map(target -> rows(target, from)).toList(),
                            fit -> fit.batchSize(BATCH).shuffle(false).verbose(0))
                    .last("loss"));
        }
        return found;
    }

    private static Tensor rows(Tensor input, int from) {
        return input instanceof StringTensor strings
                ? strings.slice(from, from + BATCH)
                : Tensor.of(rows(input.value(), from));
    }

    private static INDArray rows(INDArray array, int from) {
        return array.get(NDArrayIndex.interval(from, from + BATCH)).dup('c');
    }

    void checkPredictions(Model model) {
        List<INDArray> found = model.predictAll(inputs);
        assertThat(found).hasSameSizeAs(predictions);
        for (int i = 0; i < found.size(); i++) {
            assertClose(found.get(i), predictions.get(i), 1e-5, 1e-6, "prediction " + i);
        }
    }

    void checkTraining(Model model) {
        checkTraining(model, 1e-4);
    }

    void checkTraining(Model model, double tolerance) {
        List<Double> found = train(model);
        for (int i = 0; i < losses.size(); i++) {
            assertThat(found.get(i)).as("loss " + i).isCloseTo(losses.get(i), within(tolerance * losses.get(i)));
        }
    }

    /** Compares all variables, those of the optimizers too. */
    static void assertSame(Model a, Model b, double relative, double absolute) {
        List<StateTree.Part> found = StateTree.of(a, true);
        List<StateTree.Part> expected = StateTree.of(b, true);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).path()).isEqualTo(expected.get(i).path());
            List<Variable> variables = found.get(i).variables();
            assertThat(variables).hasSameSizeAs(expected.get(i).variables());
            for (int j = 0; j < variables.size(); j++) {
                assertClose(
                        variables.get(j).array(),
                        expected.get(i).variables().get(j).array(),
                        relative,
                        absolute,
                        found.get(i).path() + "/" + variables.get(j).name());
            }
        }
    }

    private static void assertClose(INDArray found, INDArray expected, double relative, double absolute, String what) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        INDArray a = found.dup('c').reshape(found.length());
        INDArray b = expected.dup('c').reshape(expected.length());
        for (long i = 0; i < a.length(); i++) {
            double value = b.getDouble(i);
            assertThat(a.getDouble(i))
                    .as("%s, element %d", what, i)
                    .isCloseTo(value, within(absolute + relative * Math.abs(value)));
        }
    }
}
