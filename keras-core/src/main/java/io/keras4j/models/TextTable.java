package io.keras4j.models;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text with lines between the rows, laid out as the library does that Keras prints summaries with: columns shrink evenly to
 * the width of the table, words that do not fit go to the next line, and what is longer than a line is cut with an ellipsis.
 */
final class TextTable {
    /** How text lies in its column. */
    enum Justify {
        LEFT,
        CENTER,
        RIGHT
    }

    /** The characters of one horizontal line, or of the bars beside the text of a row. */
    private record Line(char left, char fill, char between, char right) {}

    private static final Line TOP = new Line('┏', '━', '┳', '┓');
    private static final Line HEAD = new Line('┃', ' ', '┃', '┃');
    private static final Line HEAD_END = new Line('┡', '━', '╇', '┩');
    private static final Line ROW = new Line('│', ' ', '│', '│');
    private static final Line ROW_END = new Line('├', '─', '┼', '┤');
    private static final Line BOTTOM = new Line('└', '─', '┴', '┘');

    private final int[] widths;
    private final Justify[] justify;
    private final List<String[]> rows = new ArrayList<>();

    /** A table of {@code width} characters with columns that ask for these widths. */
    TextTable(int width, int[] wanted, Justify[] justify, String[] header) {
        this.justify = justify;
        this.widths = new int[wanted.length];
        int excess = -(width - (wanted.length + 1));
        for (int i = 0; i < wanted.length; i++) {
            widths[i] = wanted[i] + 2;
            excess += widths[i];
        }
        for (int i = 0; i < widths.length && excess > 0; i++) {
            int cut = Math.min(widths[i], (int) Math.rint((double) excess / (widths.length - i)));
            widths[i] -= cut;
            excess -= cut;
        }
        rows.add(header);
    }

    void add(List<String> cells) {
        rows.add(cells.toArray(String[]::new));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rule(text, TOP);
        for (int i = 0; i < rows.size(); i++) {
            row(text, rows.get(i), i == 0 ? HEAD : ROW);
            rule(text, i == rows.size() - 1 ? i == 0 ? HEAD_END : BOTTOM : i == 0 ? HEAD_END : ROW_END);
        }
        return text.toString();
    }

    private void rule(StringBuilder text, Line line) {
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? line.left() : line.between());
            text.append(String.valueOf(line.fill()).repeat(widths[i]));
        }
        text.append(line.right()).append('\n');
    }

    private void row(StringBuilder text, String[] cells, Line line) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < cells.length; i++) {
            wrapped.add(wrap(cells[i], widths[i] - 2));
            height = Math.max(height, wrapped.get(i).size());
        }
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < cells.length; i++) {
                // text is at the top of its cell, but that of the header at the bottom
                int above = line == HEAD ? height - wrapped.get(i).size() : 0;
                boolean filled = y >= above && y - above < wrapped.get(i).size();
                String content = filled ? wrapped.get(i).get(y - above) : "";
                text.append(i == 0 ? line.left() : line.between()).append(' ');
                text.append(justified(content, widths[i] - 2, justify[i])).append(' ');
            }
            text.append(line.right()).append('\n');
        }
    }

    private static String justified(String text, int width, Justify how) {
        String content = how == Justify.LEFT ? text : text.stripTrailing();
        if (content.length() > width) {
            content = content.substring(0, Math.max(0, width - 1)) + "…";
        }
        int space = width - content.length();
        int left = how == Justify.RIGHT ? space : how == Justify.CENTER ? space / 2 : 0;
        return " ".repeat(left) + content + " ".repeat(space - left);
    }

    /** Lines of whole words; a word longer than a line has one of its own. */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            int end = position;
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
            while (end < text.length() && text.charAt(end) != ' ') {
                end++;
            }
            int wordEnd = end;
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
            if (line.length() + wordEnd - position > width && line.length() > 0) {
                lines.add(stripEnd(line.toString(), width));
                line.setLength(0);
            }
            line.append(text, position, end);
            position = end;
        }
        lines.add(stripEnd(line.toString(), width));
        return lines;
    }

    /** Drops spaces beyond {@code width}. */
    private static String stripEnd(String line, int width) {
        int end = line.length();
        while (end > width && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }
}
