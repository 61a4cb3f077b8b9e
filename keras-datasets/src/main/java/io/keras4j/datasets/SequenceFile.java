package io.keras4j.datasets;

import io.keras4j.config.Json;
import io.keras4j.datasets.TokenOptions.Labelled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An {@code .npz} file with sequences of any lengths, which NumPy pickles, and arrays of labels. */
record SequenceFile(String name, Map<String, int[][]> sequences, Map<String, INDArray> labels) {
    static SequenceFile read(String name, byte[] file) {
        Map<String, int[][]> sequences = new HashMap<>();
        Map<String, INDArray> labels = new HashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String array = entry.getName().replaceFirst("\\.npy$", "");
                byte[] content = zip.readAllBytes();
                if (Npy.holdsObjects(content)) {
                    sequences.put(array, PickledSequences.read(name + ": " + array, Npy.content(content)));
                } else {
                    labels.put(array, Npy.read(name + ": " + array, new ByteArrayInputStream(content)));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DatasetException(name + " is damaged: " + e.getMessage(), e);
        }
        return new SequenceFile(name, sequences, labels);
    }

    /** The samples that two of the arrays hold. */
    Labelled samples(String x, String y) {
        int[][] found = sequences.get(x);
        INDArray found2 = labels.get(y);
        if (found == null || found2 == null || found2.length() != found.length) {
            throw new DatasetException(name + " does not hold sequences " + x + " with a label each in " + y
                    + "; it has sequences " + sequences.keySet() + " and arrays " + labels.keySet());
        }
        return new Labelled(found, found2.dup('c').data().asLong());
    }

    /** The numbers of words in a JSON file. */
    static Map<String, Integer> wordIndex(DataFolder folder, String what, DataFile file) {
        byte[] json = folder.contents(what, List.of(file)).get(0);
        Map<String, Integer> index = new LinkedHashMap<>();
        try {
            ((Map<?, ?>) Json.read(json))
                    .forEach((word, number) -> index.put((String) word, ((Number) number).intValue()));
        } catch (Json.SyntaxException | ClassCastException e) {
            throw new DatasetException(file.name() + " does not hold numbers of words: " + e.getMessage(), e);
        }
        return index;
    }
}
