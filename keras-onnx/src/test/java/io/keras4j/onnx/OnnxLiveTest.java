package io.keras4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.Keras;
import io.keras4j.datasets.Npz;
import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The Java part of .ci/interop: writes models, inputs and predictions that src/test/python/check_onnx.py compares with ONNX Runtime's. */
@EnabledIfSystemProperty(named = "keras4j.interop", matches = ".+")
class OnnxLiveTest {
    static Collection<String> names() {
        return OnnxModels.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesWhatOnnxRuntimeRuns(String name) throws IOException {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("keras4j.interop")).resolve("onnx"));
        Keras.clearSession();
        Model model = OnnxModels.trained(OnnxModels.all().get(name).get());
        Path file = folder.resolve(name + ".onnx");
        model.export(file.toString());
        for (int samples : List.of(1, 3)) {
            Map<String, INDArray> arrays = new LinkedHashMap<>();
            List<INDArray> x = OnnxModels.batch(model, samples);
            x.forEach(array -> arrays.put("in" + arrays.size(), array));
            model.predictAll(x).forEach(array -> arrays.put("out" + (arrays.size() - x.size()), array));
            Npz.save(folder.resolve(name + "." + samples + ".npz"), arrays);
        }
        assertThat(file).isNotEmptyFile();
    }
}
