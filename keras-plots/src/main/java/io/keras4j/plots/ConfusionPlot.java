package io.keras4j.plots;

import io.keras4j.preprocessing.ConfusionMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** A confusion matrix as a table of coloured cells. */
final class ConfusionPlot {
    private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font COUNTS = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final int CELL = 62;
    private static final int MARGIN = 16;
    private static final int GAP = 8;

    private final ConfusionMatrix matrix;
    private final List<String> names;

    ConfusionPlot(ConfusionMatrix matrix) {
        this.matrix = matrix;
        this.names = matrix.classNames();
    }

    BufferedImage draw() {
        FontMetrics metrics = Png.metrics(NAMES);
        int widest = names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        int cell = Math.max(CELL, Math.min(widest + GAP, 2 * CELL));
        int label = metrics.getHeight() + GAP;
        int left = MARGIN + label + widest + GAP;
        int top = MARGIN;
        boolean turned = widest + GAP > cell;
        int under = turned ? widest + GAP : metrics.getHeight();
        int side = names.size() * cell;
        BufferedImage image = Png.blank(left + side + MARGIN, top + names.size() * CELL + GAP + under + label + MARGIN);
        Graphics2D graphics = Png.on(image);
        for (int row = 0; row < names.size(); row++) {
            int total = 0;
            for (int column = 0; column < names.size(); column++) {
                total += matrix.count(row, column);
            }
            for (int column = 0; column < names.size(); column++) {
                drawCell(graphics, left + column * cell, top + row * CELL, cell, matrix.count(row, column), total);
            }
        }
        graphics.setFont(NAMES);
        graphics.setColor(Color.BLACK);
        int bottom = top + names.size() * CELL + GAP;
        for (int i = 0; i < names.size(); i++) {
            int width = metrics.stringWidth(names.get(i));
            int middle = top + i * CELL + CELL / 2 + metrics.getAscent() / 2 - 1;
            graphics.drawString(names.get(i), left - GAP - width, middle);
            int centre = left + i * cell + cell / 2;
            if (turned) {
                drawTurned(graphics, names.get(i), centre + metrics.getAscent() / 2, bottom + width);
            } else {
                graphics.drawString(names.get(i), centre - width / 2, bottom + metrics.getAscent());
            }
        }
        graphics.setFont(NAMES.deriveFont(Font.BOLD));
        String across = "predicted";
        graphics.drawString(
                across,
                left + side / 2 - graphics.getFontMetrics().stringWidth(across) / 2,
                bottom + under + label - metrics.getDescent());
        String down = "true";
        int half = graphics.getFontMetrics().stringWidth(down) / 2;
        drawTurned(graphics, down, MARGIN + metrics.getAscent(), top + names.size() * CELL / 2 + half);
        graphics.dispose();
        return image;
    }

    private static void drawTurned(Graphics2D graphics, String text, int x, int y) {
        graphics.rotate(-Math.PI / 2, x, y);
        graphics.drawString(text, x, y);
        graphics.rotate(Math.PI / 2, x, y);
    }

    /** From white to dark blue by the share of the samples of the true class. */
    private static void drawCell(Graphics2D graphics, int x, int y, int width, int count, int total) {
        double share = total == 0 ? 0 : (double) count / total;
        Color fill = new Color(blend(255, 8, share), blend(255, 62, share), blend(255, 120, share));
        Plots.box(graphics, x, y, width, CELL, fill, new Color(0xcccccc));
        graphics.setFont(COUNTS);
        graphics.setColor(share > 0.5 ? Color.WHITE : Color.BLACK);
        FontMetrics metrics = graphics.getFontMetrics();
        String text = Integer.toString(count);
        graphics.drawString(
                text, x + width / 2 - metrics.stringWidth(text) / 2, y + CELL / 2 + metrics.getAscent() / 2 - 1);
    }

    private static int blend(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
