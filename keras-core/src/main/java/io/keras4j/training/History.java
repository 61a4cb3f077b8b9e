package io.keras4j.training;

import io.keras4j.html.Html;
import io.keras4j.html.HtmlTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * What {@code fit} returns: the losses and metrics of every epoch. See <a
 * href="https://keras.io/api/callbacks/history/">keras.callbacks.History</a>.
 *
 * <pre>{@code
 * History history = model.fit(x, y, fit -> fit.epochs(3).validationSplit(0.2));
 * history.history();               // {accuracy=[...], loss=[...], val_accuracy=[...], val_loss=[...]}
 * history.last("val_accuracy");
 * }</pre>
 */
public final class History extends Callback implements Html {
    private final Map<String, List<Double>> history = new LinkedHashMap<>();
    private final List<Integer> epochs = new ArrayList<>();

    /** The values of every epoch by name. */
    public Map<String, List<Double>> history() {
        return Collections.unmodifiableMap(history);
    }

    /** The values of {@code name}, one for every epoch. */
    public List<Double> get(String name) {
        List<Double> values = history.get(name);
        if (values == null) {
            throw new IllegalArgumentException("The history has no \"" + name + "\", only " + history.keySet());
        }
        return Collections.unmodifiableList(values);
    }

    /** The value of {@code name} in the last epoch. */
    public double last(String name) {
        List<Double> values = get(name);
        return values.get(values.size() - 1);
    }

    /** The numbers of the epochs, from 0. */
    public List<Integer> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    /**
     * Draws the curves of the loss and of each metric, of training and of validation: {@code history.plot("curves.png")}.
     *
     * @throws IllegalStateException when module keras-plots is missing, which artifact {@code keras4j} brings
     */
    public void plot(String png) {
        ServiceLoader.load(HistoryPlotter.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("history.plot: add the module keras-plots"))
                .plot(this, Path.of(png));
    }

    /** A table with a row for each epoch, which are counted from 1 here. */
    @Override
    public String toHtml() {
        List<String> header = new ArrayList<>(List.of("epoch"));
        header.addAll(history.keySet());
        HtmlTable table = new HtmlTable(header);
        for (int i = 0; i < epochs.size(); i++) {
            List<Object> row = new ArrayList<>(List.of(epochs.get(i) + 1));
            for (List<Double> values : history.values()) {
                row.add(i < values.size() ? values.get(i) : null);
            }
            table.row(row);
        }
        return table.toHtml();
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        epochs.clear();
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        epochs.add(epoch);
        logs.forEach((name, value) ->
                history.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("epochs", List.copyOf(epochs), "history", history);
    }

    /** Training that goes on after an interruption has the epochs before it in its history too. */
    @Override
    public void restore(Map<String, Object> state) {
        epochs.clear();
        history.clear();
        ((List<?>) state.getOrDefault("epochs", List.of())).forEach(epoch -> epochs.add(((Number) epoch).intValue()));
        ((Map<?, ?>) state.getOrDefault("history", Map.of()))
                .forEach((name, values) -> history.put(
                        (String) name,
                        ((List<?>) values)
                                .stream()
                                        .map(value -> ((Number) value).doubleValue())
                                        .collect(Collectors.toCollection(ArrayList::new))));
    }

    @Override
    public String toString() {
        return history.toString();
    }
}
