package io.keras4j.models;

import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.html.Html;
import io.keras4j.html.HtmlTable;
import io.keras4j.models.TextTable.Justify;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import io.keras4j.training.Messages;
import io.keras4j.training.Progbar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of a model's layers with their shapes and parameters, as Keras prints it. */
final class Summary implements Html {
    private static final int TERMINAL_WIDTH = 80;

    private final Model model;
    private final SummaryOptions options;
    private final FunctionalGraph graph;
    private final boolean linear;
    private final List<String> header = new ArrayList<>(List.of("Layer (type)", "Output Shape", "Param #"));
    private final List<List<String>> rows = new ArrayList<>();

    Summary(Model model, SummaryOptions options) {
        this.model = model;
        this.options = options;
        this.graph = model instanceof Sequential ? null : model.graph();
        this.linear = graph == null || isLinear(graph);
        if (!linear) {
            header.add("Connected to");
        }
        if (options.showTrainable()) {
            header.add("Trainable");
        }
        for (Layer layer : range(graph == null ? model.layers() : graph.operations())) {
            addRows(layer, 0);
        }
    }

    /** One call after another, each of another layer and with one input. */
    private static boolean isLinear(FunctionalGraph graph) {
        boolean single = graph.callsByDepth().stream()
                .allMatch(calls -> calls.size() == 1 && calls.get(0).tensors().size() <= 1);
        return single
                && graph.operations().stream()
                        .allMatch(layer -> graph.callsOf(layer).size() <= 1);
    }

    private TextTable table() {
        List<Justify> justify = new ArrayList<>(List.of(Justify.LEFT, Justify.LEFT, Justify.RIGHT));
        List<Double> positions = new ArrayList<>(linear ? List.of(0.45, 0.80, 1.0) : List.of(0.3, 0.56, 0.74, 1.0));
        int length = linear ? 88 : 108;
        if (!linear) {
            justify.add(Justify.LEFT);
        }
        if (options.positions() != null) {
            positions.clear();
            for (double position : options.positions()) {
                positions.add(position);
            }
        }
        if (options.showTrainable()) {
            length += 12;
            positions.replaceAll(position -> position * 0.90);
            positions.add(1.0);
            justify.add(Justify.CENTER);
        }
        if (positions.size() != header.size()) {
            throw new IllegalArgumentException(
                    "summary: expected " + header.size() + " positions, got " + positions.size());
        }
        int line = options.lineLength() != null ? options.lineLength() : Math.min(length, terminalWidth() - 4);
        int[] widths = new int[positions.size()];
        int current = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = (int) (positions.get(i) * line) - current;
            current += widths[i];
            if (widths[i] < 4) {
                throw new IllegalArgumentException("summary: lines of " + line + " characters are too short");
            }
        }
        TextTable table = new TextTable(line, widths, justify.toArray(Justify[]::new), header.toArray(String[]::new));
        rows.forEach(table::add);
        return table;
    }

    private static int terminalWidth() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{0,5}") ? Integer.parseInt(columns) : TERMINAL_WIDTH;
    }

    private List<Layer> range(List<Layer> layers) {
        if (options.first() == null) {
            return layers;
        }
        List<Integer> first = matching(layers, options.first());
        List<Integer> last = matching(layers, options.last());
        int from = first.get(0);
        int to = last.get(last.size() - 1);
        return from <= to ? layers.subList(from, to + 1) : layers.subList(last.get(0), first.get(first.size() - 1) + 1);
    }

    private static List<Integer> matching(List<Layer> layers, String pattern) {
        List<Integer> indices = new ArrayList<>();
        Pattern compiled = Pattern.compile(pattern);
        for (int i = 0; i < layers.size(); i++) {
            if (compiled.matcher(layers.get(i).name()).lookingAt()) {
                indices.add(i);
            }
        }
        if (indices.isEmpty()) {
            throw new IllegalArgumentException("summary: layerRange: no layer is named \"" + pattern + "\"; there are "
                    + layers.stream().map(Layer::name).toList());
        }
        return indices;
    }

    private void addRows(Layer layer, int level) {
        String prefix = level == 0 ? "" : "   ".repeat(level) + "└ ";
        List<String> cells = new ArrayList<>();
        cells.add(prefix + layer.name() + " (" + layer.typeName() + ")");
        cells.add(outputShape(layer));
        cells.add(layer.isBuilt() || !layer.hasOwnBuild() ? grouped(layer.countParams()) : "0 (unbuilt)");
        if (!linear) {
            cells.add(connections(layer));
        }
        if (options.showTrainable()) {
            cells.add(layer.weights().isEmpty() ? "-" : layer.trainable() ? "Y" : "N");
        }
        rows.add(cells);
        if (options.expandNested() && layer instanceof Model) {
            ((Model) layer).layers().forEach(inner -> addRows(inner, level + 1));
        }
    }

    private static String outputShape(Layer layer) {
        List<Shape> shapes = outputShapes(layer);
        if (shapes == null) {
            return "?";
        }
        return shapes.size() == 1
                ? format(shapes.get(0))
                : shapes.stream().map(Summary::format).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Those of the last call, or else for the shapes that the layer was built for; null when that tells nothing. */
    private static List<Shape> outputShapes(Layer layer) {
        List<LayerCall> calls = layer.calls();
        if (!calls.isEmpty()) {
            return calls.get(calls.size() - 1).outputs().stream()
                    .map(KerasTensor::shape)
                    .toList();
        }
        if (layer.builtShapes() == null) {
            return null;
        }
        try {
            return layer
                    .outputSpecs(layer.builtShapes().stream()
                            .map(shape -> new TensorSpec(shape, layer.inputDtype()))
                            .toList())
                    .stream()
                    .map(TensorSpec::shape)
                    .toList();
        } catch (RuntimeException e) {
            return null; // it wants inputs of another dtype, or more arguments than inputs
        }
    }

    private static String format(Shape shape) {
        List<String> sizes = new ArrayList<>();
        for (long dim : shape.dims()) {
            sizes.add(dim == Shape.UNKNOWN ? "None" : Long.toString(dim));
        }
        return "(" + String.join(", ", sizes) + ")";
    }

    private String connections(Layer layer) {
        String connections = graph.callsOf(layer).stream()
                .flatMap(call -> call.tensors().stream())
                .map(tensor ->
                        tensor.call().layer().name() + "[" + tensor.call().index() + "][" + tensor.index() + "]")
                .collect(Collectors.joining(", "));
        return connections.isEmpty() ? "-" : connections;
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static long sum(Collection<Variable> variables, ToLongFunction<Variable> each) {
        return variables.stream().mapToLong(each).sum();
    }

    private static long count(Collection<Variable> variables) {
        return sum(variables, variable -> variable.shape().size());
    }

    private static long bytes(Collection<Variable> variables) {
        return sum(
                variables,
                variable -> variable.shape().size() * variable.dtype().bytes());
    }

    private static String memory(double bytes) {
        double size = bytes;
        for (String unit : List.of("B", "KB", "MB", "GB", "TB")) {
            if (size / 1024 < 1) {
                return String.format(Locale.ROOT, "%.2f %s", size, unit);
            }
            size /= 1024;
        }
        return String.format(Locale.ROOT, "%.2f PB", size);
    }

    private static String total(String what, long count, long bytes) {
        return what + " params: " + grouped(count) + " (" + memory(bytes) + ")";
    }

    void print() {
        print(toString(), options.printFn());
    }

    /** Gives a text with tables to {@code printFn}, or prints it where that is null. */
    static void print(String text, Consumer<String> printFn) {
        if (printFn != null) {
            printFn.accept(text);
        } else {
            Messages.print(Progbar.canPrint('━') ? text : plain(text));
        }
    }

    /** For terminals that cannot show lines and corners. */
    private static String plain(String text) {
        return text.replaceAll("[┏┳┓┡╇┩├┼┤└┴┘]", "+")
                .replaceAll("[━─]", "-")
                .replaceAll("[┃│]", "|")
                .replace("└ ", "+ ")
                .replace("…", "~");
    }

    /** The lines below the table. */
    private List<String> totals() {
        List<Variable> trainable = model.trainableWeights();
        List<Variable> fixed = model.nonTrainableWeights();
        boolean optimizes = model.optimizer() != null && model.optimizer().isBuilt();
        List<Variable> optimizer = optimizes ? model.optimizer().variables() : List.of();
        List<String> totals = new ArrayList<>();
        totals.add(total(
                "Total",
                count(trainable) + count(fixed) + count(optimizer),
                bytes(trainable) + bytes(fixed) + bytes(optimizer)));
        totals.add(total("Trainable", count(trainable), bytes(trainable)));
        totals.add(total("Non-trainable", count(fixed), bytes(fixed)));
        if (optimizes) {
            totals.add(total("Optimizer", count(optimizer), bytes(optimizer)));
        }
        return totals;
    }

    private String title() {
        return "Model: \"" + model.name() + "\"";
    }

    @Override
    public String toHtml() {
        HtmlTable html = new HtmlTable(header).caption(title());
        rows.forEach(html::row);
        totals().forEach(html::note);
        return html.toHtml();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title()).append("\n").append(table());
        totals().forEach(total -> text.append(' ').append(total).append('\n'));
        return text.toString();
    }
}
