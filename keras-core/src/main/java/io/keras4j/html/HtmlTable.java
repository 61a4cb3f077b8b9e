package io.keras4j.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A table. Numbers are to the right, text to the left.
 *
 * <pre>{@code
 * HtmlTable.of(model.evaluate(x, y))     // a row of names, a row of values
 * }</pre>
 */
public final class HtmlTable implements Html {
    private static final Pattern NUMBER = Pattern.compile("-?[\\d.,]+");

    private final List<String> header;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String caption;

    /** A table with these names of columns. */
    public HtmlTable(List<String> header) {
        this.header = List.copyOf(header);
    }

    /** One row of values under their names, such as what {@code evaluate} returns. */
    public static HtmlTable of(Map<String, ? extends Number> values) {
        return new HtmlTable(List.copyOf(values.keySet())).row(new ArrayList<>(values.values()));
    }

    /** Text above the table. */
    public HtmlTable caption(String text) {
        caption = text;
        return this;
    }

    /** Adds a row: numbers, or objects of which the text is shown; null for an empty cell. */
    public HtmlTable row(List<?> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(
                    "HtmlTable: expected " + header.size() + " cells in a row, got " + cells.size());
        }
        rows.add(new ArrayList<>(cells));
        return this;
    }

    /** Adds a row: numbers, or objects of which the text is shown; null for an empty cell. */
    public HtmlTable row(Object... cells) {
        return row(Arrays.asList(cells));
    }

    /** Adds a line of text below the table. */
    public HtmlTable note(String text) {
        notes.add(text);
        return this;
    }

    private static String text(Object cell) {
        if (cell == null) {
            return "";
        }
        boolean isFraction = cell instanceof Double || cell instanceof Float;
        return isFraction ? String.format(Locale.ROOT, "%.4g", ((Number) cell).doubleValue()) : cell.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String cell(String tag, Object content, boolean isRight) {
        String style = "text-align:" + (isRight ? "right" : "left") + ";white-space:pre";
        return "<" + tag + " style=\"" + style + "\">" + escaped(text(content)) + "</" + tag + ">";
    }

    /** Whether a column holds numbers, or what reads as such, and nothing else. */
    private boolean isNumeric(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .allMatch(cell -> cell == null
                        || cell instanceof Number
                        || NUMBER.matcher(cell.toString()).matches());
    }

    @Override
    public String toHtml() {
        StringBuilder html = new StringBuilder("<table>");
        if (caption != null) {
            html.append("<caption style=\"text-align:left;caption-side:top\"><b>");
            html.append(escaped(caption)).append("</b></caption>");
        }
        html.append("<thead><tr>");
        for (int i = 0; i < header.size(); i++) {
            html.append(cell("th", header.get(i), isNumeric(i)));
        }
        html.append("</tr></thead><tbody>");
        for (List<Object> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(cell("td", row.get(i), isNumeric(i)));
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (!notes.isEmpty()) {
            html.append("<p>")
                    .append(String.join(
                            "<br>", notes.stream().map(HtmlTable::escaped).toList()))
                    .append("</p>");
        }
        return html.toString();
    }

    /** The cells, with a tab between those of a row. */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        if (caption != null) {
            lines.add(caption);
        }
        lines.add(String.join("\t", header));
        rows.forEach(row ->
                lines.add(String.join("\t", row.stream().map(HtmlTable::text).toList())));
        notes.forEach(lines::add);
        return lines.toString();
    }
}
