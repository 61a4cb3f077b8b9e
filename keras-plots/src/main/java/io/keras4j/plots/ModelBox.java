package io.keras4j.plots;

import io.keras4j.plots.ModelGraph.Vertex;
import io.keras4j.plots.ModelPlot.Point;
import java.awt.Graphics2D;

/** A layer in a picture of a model. */
interface ModelBox {
    double width();

    double height();

    /** Draws this with its upper left corner at the origin. */
    void draw(Graphics2D graphics);

    /** Where an arrow to {@code destination} ends: from where this begins, and from its middle. */
    Point entry(Vertex destination);

    /** Where an arrow from {@code source} begins: from where this begins, and from its middle. */
    Point exit(Vertex source);
}
