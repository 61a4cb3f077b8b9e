package io.keras4j.plots;

import io.keras4j.plots.LayerLabel.Kind;
import io.keras4j.plots.LayerLabel.Part;
import io.keras4j.plots.ModelGraph.Edge;
import io.keras4j.plots.ModelGraph.Vertex;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A model in the language of Graphviz, with the labels that Keras gives its layers. */
final class ModelDot {
    private final ModelPlotOptions options;
    private final StringBuilder text = new StringBuilder();
    private final Map<Vertex, Integer> numbers = new IdentityHashMap<>();

    ModelDot(ModelGraph graph, ModelPlotOptions options) {
        this.options = options;
        text.append("digraph G {\n");
        text.append("rankdir=").append(options.rankdir()).append(";\n");
        text.append("concentrate=true;\n");
        text.append("dpi=").append(options.dpi()).append(";\n");
        text.append("splines=").append(options.splines()).append(";\n");
        text.append("node [shape=record];\n");
        write(graph);
        text.append("}\n");
    }

    private void write(ModelGraph graph) {
        for (Vertex vertex : graph.vertices()) {
            if (vertex.inner() == null) {
                numbers.put(vertex, numbers.size());
                text.append(numbers.get(vertex)).append(" [label=<");
                text.append(label(new LayerLabel(vertex.layer(), options)));
                text.append(">, fontname=\"Helvetica\", border=0, margin=0];\n");
            } else {
                String name = quoted(vertex.inner().name());
                text.append("subgraph ")
                        .append(quoted("cluster_" + vertex.inner().name()));
                text.append(" {\nstyle=dashed;\nlabel=").append(name).append(";\nlabeljust=l;\n");
                write(vertex.inner());
                text.append("}\n");
            }
        }
        for (Edge edge : graph.edges()) {
            text.append(numbers.get(edge.source())).append(" -> ").append(numbers.get(edge.destination()));
            text.append(" [penwidth=2];\n");
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String label(LayerLabel label) {
        int columns =
                (options.showDtype() ? 1 : 0) + (options.showTrainable() ? 1 : 0) + (options.showShapes() ? 2 : 0);
        int span = Math.max(1, columns);
        String type = escaped(label.type());
        StringBuilder table =
                new StringBuilder("<table border=\"0\" cellborder=\"1\" bgcolor=\"black\" cellpadding=\"10\">");
        table.append("<tr><td colspan=\"").append(span).append("\" bgcolor=\"black\">");
        table.append("<font point-size=\"16\" color=\"white\">");
        table.append(
                label.name() == null ? "<b>" + type + "</b>" : "<b>" + escaped(label.name()) + "</b> (" + type + ")");
        table.append("</font></td></tr>");
        List<Part> parts = label.parts();
        StringBuilder cells = new StringBuilder();
        for (Part part : parts) {
            if (part.kind() == Kind.ACTIVATION) {
                table.append("<tr><td bgcolor=\"white\" colspan=\"")
                        .append(span)
                        .append("\">");
                table.append(said(part)).append("</td></tr>");
            } else if (part.kind() == Kind.TENSORS) {
                cells.append("<td bgcolor=\"white\">").append(said(part)).append("</td>");
            } else {
                cells.append("<td bgcolor=\"").append(part.kind() == Kind.TRAINABLE ? "forestgreen" : "firebrick");
                cells.append("\"><font point-size=\"14\" color=\"white\"><b>");
                cells.append(part.name()).append("</b></font></td>");
            }
        }
        if (!cells.isEmpty()) {
            table.append("<tr>").append(cells).append("</tr>");
        }
        return table.append("</table>").toString();
    }

    private static String said(Part part) {
        return "<font point-size=\"14\">" + part.name() + ": <b>" + escaped(part.value()) + "</b></font>";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
