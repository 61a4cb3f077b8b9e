package io.keras4j.plots;

import io.keras4j.plots.LayerLabel.Kind;
import io.keras4j.plots.LayerLabel.Part;
import io.keras4j.plots.ModelGraph.Vertex;
import io.keras4j.plots.ModelPlot.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;

/** A box that says what a layer is: its class and name on dark ground, and below what else there is to say. */
final class LayerBox implements ModelBox {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final FontMetrics TITLE_METRICS = Png.metrics(TITLE);
    private static final FontMetrics TEXT_METRICS = Png.metrics(TEXT);
    private static final Color HEADER = new Color(0x2f3b52);
    private static final Color INPUT = new Color(0x3c7a57);
    private static final Color BODY = new Color(0xf5f7fa);
    private static final Color TRAINABLE = new Color(0x228b22);
    private static final Color FROZEN = new Color(0xb22222);
    private static final int PAD = 10;

    private final String title;
    private final boolean isInput;
    private final List<Part> parts;

    private final boolean sideways;

    LayerBox(LayerLabel label, boolean sideways) {
        this.sideways = sideways;
        title = label.name() == null ? label.type() : label.name() + " (" + label.type() + ")";
        isInput = label.isInput();
        parts = label.parts();
    }

    private static String text(Part part) {
        return part.value().isEmpty() ? part.name() : part.name() + ": " + part.value();
    }

    @Override
    public double width() {
        int widest = parts.stream()
                .mapToInt(part -> TEXT_METRICS.stringWidth(text(part)))
                .reduce(TITLE_METRICS.stringWidth(title), Math::max);
        return widest + 2 * PAD;
    }

    private static int head() {
        return TITLE_METRICS.getHeight() + PAD;
    }

    @Override
    public double height() {
        return head() + (parts.isEmpty() ? 0 : parts.size() * TEXT_METRICS.getHeight() + PAD);
    }

    @Override
    public void draw(Graphics2D graphics) {
        int width = (int) width();
        graphics.setStroke(new BasicStroke(1));
        Plots.box(graphics, 0, 0, width, (int) height(), BODY, HEADER);
        Plots.box(graphics, 0, 0, width, head(), isInput ? INPUT : HEADER, HEADER);
        graphics.setFont(TITLE);
        graphics.setColor(Color.WHITE);
        graphics.drawString(title, (width - TITLE_METRICS.stringWidth(title)) / 2, PAD / 2 + TITLE_METRICS.getAscent());
        graphics.setFont(TEXT);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            graphics.setColor(
                    part.kind() == Kind.TRAINABLE ? TRAINABLE : part.kind() == Kind.FROZEN ? FROZEN : Color.BLACK);
            String text = text(part);
            graphics.drawString(
                    text,
                    (width - TEXT_METRICS.stringWidth(text)) / 2,
                    head() + PAD / 2 + i * TEXT_METRICS.getHeight() + TEXT_METRICS.getAscent());
        }
    }

    @Override
    public Point entry(Vertex destination) {
        return new Point(0, 0);
    }

    @Override
    public Point exit(Vertex source) {
        return new Point(sideways ? width() : height(), 0);
    }
}
