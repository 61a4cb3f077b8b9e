package io.keras4j.cli;

import io.keras4j.datasets.Npy;
import io.keras4j.datasets.Npz;
import io.keras4j.models.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files of arrays: {@code .npy} with one, or {@code .npz} with any number by name. */
final class ArrayFile {
    private ArrayFile() {}

    static boolean holdsOne(Path path) {
        return path.toString().endsWith(".npy");
    }

    /**
     * What a model predicts from, as {@link io.keras4j.models.Model#predict} takes it: arrays by the names of its inputs, or, where no name
     * is that of an input, in the order of the file.
     */
    static Object inputs(Path path, List<String> names) {
        if (holdsOne(path)) {
            return Npy.load(path);
        }
        Map<String, INDArray> arrays = Npz.load(path);
        return Collections.disjoint(arrays.keySet(), names) ? new ArrayList<>(arrays.values()) : arrays;
    }

    /** Writes the outputs of a model, as {@code out0}, {@code out1} and so on where the file holds names. */
    static void write(Path path, List<INDArray> outputs) throws IOException {
        if (holdsOne(path)) {
            AtomicFile.write(path, out -> Npy.save(out, outputs.get(0)));
            return;
        }
        Map<String, INDArray> named = new LinkedHashMap<>();
        outputs.forEach(output -> named.put("out" + named.size(), output));
        AtomicFile.write(path, out -> Npz.save(out, named));
    }
}
