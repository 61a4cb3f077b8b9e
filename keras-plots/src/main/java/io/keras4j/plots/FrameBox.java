package io.keras4j.plots;

import io.keras4j.plots.ModelGraph.Vertex;
import io.keras4j.plots.ModelPlot.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;

/**
 * A dashed frame with a name around the picture of a model within a model.
 *
 * @param picture of the inner model
 */
record FrameBox(String name, ModelPlot picture) implements ModelBox {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final FontMetrics METRICS = Png.metrics(FONT);
    private static final Color LINE = new Color(0x8a93a3);
    private static final int PAD = 14;
    private static final float[] DASHES = {5, 4};

    private static int top() {
        return PAD + METRICS.getHeight();
    }

    @Override
    public double width() {
        return Math.max(picture.width(), METRICS.stringWidth(name)) + 2 * PAD;
    }

    @Override
    public double height() {
        return picture.height() + top() + (picture.isSideways() ? top() : PAD);
    }

    @Override
    public void draw(Graphics2D graphics) {
        graphics.setColor(LINE);
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, DASHES, 0));
        graphics.drawRect(0, 0, (int) width(), (int) height());
        graphics.setFont(FONT);
        graphics.drawString(name, PAD / 2, METRICS.getHeight());
        graphics.translate(left(), top());
        picture.draw(graphics);
    }

    private double left() {
        return (width() - picture.width()) / 2;
    }

    /** A place in the inner picture as one of this box. */
    private Point outside(Point inside) {
        return picture.isSideways()
                ? inside.plus(left(), top() - height() / 2)
                : inside.plus(top(), left() - width() / 2);
    }

    @Override
    public Point entry(Vertex destination) {
        return outside(picture.entryOf(destination));
    }

    @Override
    public Point exit(Vertex source) {
        return outside(picture.exitOf(source));
    }
}
