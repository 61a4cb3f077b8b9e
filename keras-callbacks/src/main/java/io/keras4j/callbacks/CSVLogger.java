package io.keras4j.callbacks;

import io.keras4j.training.Callback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the logs of every epoch to a table: <a href="https://keras.io/api/callbacks/csv_logger/">keras.callbacks.CSVLogger</a>.
 */
public final class CSVLogger extends Callback {
    private final Path file;
    private String separator = ",";
    private boolean append;
    private Writer writer;
    private boolean hasHeader;
    private List<String> keys;

    /** Writes to this file. */
    public CSVLogger(String filename) {
        file = Path.of(filename);
    }

    /** What separates the columns, "," by default. */
    public CSVLogger separator(String value) {
        separator = value;
        return this;
    }

    /** Whether the rows are added to a file that exists; by default it is replaced. */
    public CSVLogger append(boolean value) {
        append = value;
        return this;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        keys = null;
        try {
            hasHeader = append && Files.exists(file) && hasContent();
            writer = append
                    ? Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    : Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("CSVLogger: cannot write to " + file, e);
        }
    }

    private boolean hasContent() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return reader.readLine() != null;
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        if (keys == null) {
            keys = new ArrayList<>(new TreeMap<>(logs).keySet());
            if (keys.stream().noneMatch(key -> key.startsWith("val_"))) {
                logs.keySet().stream().sorted().forEach(key -> keys.add("val_" + key));
            }
            if (!hasHeader) {
                List<String> header = new ArrayList<>(List.of("epoch"));
                header.addAll(keys);
                writeRow(header);
            }
        }
        List<String> row = new ArrayList<>(List.of(Integer.toString(epoch)));
        keys.forEach(key -> row.add(logs.containsKey(key) ? PythonNumbers.text(logs.get(key)) : "NA"));
        writeRow(row);
    }

    private void writeRow(List<String> cells) {
        try {
            writer.write(String.join(separator, cells) + "\r\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("CSVLogger: cannot write to " + file, e);
        }
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("CSVLogger: cannot write to " + file, e);
        }
    }
}
