package io.keras4j.plots;

import io.keras4j.plots.LayeredLayout.Node;
import io.keras4j.plots.ModelGraph.Edge;
import io.keras4j.plots.ModelGraph.Vertex;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers of a model as boxes, with arrows between them; a model within that is shown with its layers is a frame around a picture of its
 * own. "Along" is the direction in which the arrows run, "across" the other one.
 */
final class ModelPlot {
    private static final Color EDGE = new Color(0x5a6272);
    private static final double POINTS_PER_INCH = 96;
    private static final int MARGIN = 16;
    private static final int BETWEEN_RANKS = 34;
    private static final int BETWEEN_NODES = 28;
    private static final int ARROW = 7;
    private static final int LOOP = 14;
    /** How far from the middle of a box lines run that go back, as a part of its size. */
    private static final double BESIDE = 0.3;

    private final ModelPlotOptions options;
    private final boolean sideways;
    private final ModelGraph graph;
    private final LayeredLayout layout = new LayeredLayout(BETWEEN_NODES);
    private final Map<Vertex, Node> nodes = new IdentityHashMap<>();
    private final Map<Vertex, ModelBox> boxes = new IdentityHashMap<>();
    /** Where what the layers of an inner model give leaves its picture. */
    private final Map<Vertex, Node> ends = new IdentityHashMap<>();

    private final double across;
    private final double[] starts;
    private final double[] depths;
    private final double along;

    ModelPlot(ModelGraph graph, ModelPlotOptions options, boolean isInner) {
        this.graph = graph;
        this.options = options;
        this.sideways = options.isSideways();
        Set<Vertex> placed = new LinkedHashSet<>();
        for (Vertex vertex : graph.vertices()) {
            place(vertex, placed);
        }
        if (isInner) {
            List<Vertex> sources = new ArrayList<>(graph.ends().keySet());
            List<Node> exits = layout.addEnds(
                    sources.stream().map(graph.ends()::get).map(nodes::get).toList());
            for (int i = 0; i < exits.size(); i++) {
                ends.put(sources.get(i), exits.get(i));
            }
        }
        across = layout.arrange();
        starts = new double[layout.ranks().size()];
        depths = new double[starts.length];
        nodes.forEach((vertex, node) -> depths[node.rank] = Math.max(depths[node.rank], along(boxes.get(vertex))));
        double end = 0;
        for (int rank = 0; rank < starts.length; rank++) {
            starts[rank] = end;
            end += depths[rank] + BETWEEN_RANKS;
        }
        along = end - BETWEEN_RANKS;
    }

    /** Places a layer after those that it comes from; what comes back to one that was placed before runs against the other arrows. */
    private void place(Vertex vertex, Set<Vertex> placed) {
        Set<Node> neighbours = new LinkedHashSet<>();
        for (Edge edge : graph.edges()) {
            Vertex other = edge.to() == vertex ? edge.from() : edge.from() == vertex ? edge.to() : null;
            if (other != null && placed.contains(other)) {
                neighbours.add(nodes.get(other));
            }
        }
        ModelBox box = vertex.inner() == null
                ? new LayerBox(new LayerLabel(vertex.layer(), options), sideways)
                : new FrameBox(vertex.inner().name(), new ModelPlot(vertex.inner(), options, true));
        boxes.put(vertex, box);
        nodes.put(vertex, layout.add(sideways ? box.height() : box.width(), neighbours));
        placed.add(vertex);
    }

    private double along(ModelBox box) {
        return sideways ? box.width() : box.height();
    }

    boolean isSideways() {
        return sideways;
    }

    double width() {
        return sideways ? along : across;
    }

    double height() {
        return sideways ? across : along;
    }

    /** The picture, with a margin. */
    BufferedImage draw() {
        double scale = options.dpi() / POINTS_PER_INCH;
        BufferedImage image = Png.blank(
                (int) Math.ceil((width() + 2 * MARGIN) * scale), (int) Math.ceil((height() + 2 * MARGIN) * scale));
        Graphics2D graphics = Png.on(image);
        graphics.scale(scale, scale);
        graphics.translate(MARGIN, MARGIN);
        draw(graphics);
        graphics.dispose();
        return image;
    }

    void draw(Graphics2D graphics) {
        graph.vertices().forEach(vertex -> drawBox(graphics, vertex));
        graphics.setColor(EDGE);
        graphics.setStroke(new BasicStroke(1.5f));
        graph.edges().forEach(edge -> draw(graphics, edge));
        ends.forEach((source, end) -> {
            Line line = leave(graph.ends().get(source), source);
            follow(line, end.bends.values().iterator().next());
            line.to(along, end.across);
            graphics.draw(line.path);
        });
    }

    private void drawBox(Graphics2D graphics, Vertex vertex) {
        ModelBox box = boxes.get(vertex);
        double start = start(vertex);
        double left = nodes.get(vertex).across - (sideways ? box.height() : box.width()) / 2;
        AffineTransform before = graphics.getTransform();
        graphics.translate(sideways ? start : left, sideways ? left : start);
        box.draw(graphics);
        graphics.setTransform(before);
    }

    /** Where the box of a layer begins: it is in the middle of its rank. */
    private double start(Vertex vertex) {
        int rank = nodes.get(vertex).rank;
        return starts[rank] + (depths[rank] - along(boxes.get(vertex))) / 2;
    }

    private double end(Vertex vertex) {
        return start(vertex) + along(boxes.get(vertex));
    }

    /** The place at which an arrow to {@code destination}, which is {@code vertex} or within it, ends. */
    private Point entry(Vertex vertex, Vertex destination) {
        return boxes.get(vertex).entry(destination).plus(start(vertex), nodes.get(vertex).across);
    }

    /** The place at which an arrow to a layer of an inner model ends, from the corner of this picture. */
    Point entryOf(Vertex destination) {
        for (Vertex vertex : graph.vertices()) {
            if (vertex == destination) {
                return new Point(start(vertex), nodes.get(vertex).across);
            }
            if (vertex.inner() != null
                    && ((FrameBox) boxes.get(vertex)).picture().contains(destination)) {
                return entry(vertex, destination);
            }
        }
        throw new IllegalArgumentException("not in this picture: " + destination.layer());
    }

    /** Where what {@code source} gives leaves this picture. */
    Point exitOf(Vertex source) {
        return new Point(along, ends.get(source).across);
    }

    boolean contains(Vertex vertex) {
        return graph.vertices().stream()
                .anyMatch(each -> each == vertex
                        || each.inner() != null
                                && ((FrameBox) boxes.get(each)).picture().contains(vertex));
    }

    private void draw(Graphics2D graphics, Edge edge) {
        Node from = nodes.get(edge.from());
        Node to = nodes.get(edge.to());
        if (from == to) {
            drawLoop(graphics, edge.from());
        } else if (to.bends.containsKey(from)) {
            Point entry = entry(edge.to(), edge.destination());
            Line line = leave(edge.from(), edge.source());
            follow(line, to.bends.get(from));
            line.to(Math.min(start(edge.to()), entry.along() - ARROW), entry.across());
            line.straight(entry.along() - ARROW, entry.across());
            graphics.draw(line.path);
            drawTip(graphics, entry.along(), entry.across(), -ARROW);
        } else { // back to a layer that came before
            double tip = to.across + to.size * BESIDE;
            Line line = new Line(end(edge.to()) + ARROW, tip);
            follow(line, from.bends.get(to));
            line.to(start(edge.from()), from.across + from.size * BESIDE);
            graphics.draw(line.path);
            drawTip(graphics, end(edge.to()), tip, ARROW);
        }
    }

    private Line leave(Vertex vertex, Vertex source) {
        Point exit = boxes.get(vertex).exit(source).plus(start(vertex), nodes.get(vertex).across);
        Line line = new Line(exit.along(), exit.across());
        line.straight(end(vertex), exit.across());
        return line;
    }

    private void follow(Line line, List<Node> bends) {
        for (Node bend : bends) {
            line.to(starts[bend.rank], bend.across);
            line.straight(starts[bend.rank] + depths[bend.rank], bend.across);
        }
    }

    /** An arrow from a layer around its side to itself. */
    private void drawLoop(Graphics2D graphics, Vertex vertex) {
        ModelBox box = boxes.get(vertex);
        double side = nodes.get(vertex).across + (sideways ? box.height() : box.width()) / 2;
        double third = along(box) / 3;
        double from = start(vertex) + 2 * third;
        double to = start(vertex) + third;
        Line line = new Line(from, side);
        line.straight(from, side + LOOP);
        line.straight(to, side + LOOP);
        line.straight(to, side + ARROW);
        graphics.draw(line.path);
        Path2D tip = new Path2D.Double();
        move(tip, to, side);
        straight(tip, to - ARROW / 2.0, side + ARROW);
        straight(tip, to + ARROW / 2.0, side + ARROW);
        tip.closePath();
        graphics.fill(tip);
    }

    private void drawTip(Graphics2D graphics, double end, double across, double length) {
        Path2D tip = new Path2D.Double();
        move(tip, end, across);
        straight(tip, end + length, across - ARROW / 2.0);
        straight(tip, end + length, across + ARROW / 2.0);
        tip.closePath();
        graphics.fill(tip);
    }

    private void move(Path2D path, double along, double across) {
        path.moveTo(sideways ? along : across, sideways ? across : along);
    }

    private void straight(Path2D path, double along, double across) {
        path.lineTo(sideways ? along : across, sideways ? across : along);
    }

    /** A place in a picture. */
    record Point(double along, double across) {
        Point plus(double moreAlong, double moreAcross) {
            return new Point(along + moreAlong, across + moreAcross);
        }
    }

    /** A line that is being drawn. */
    private final class Line {
        private final Path2D path = new Path2D.Double();
        private double along;
        private double across;

        Line(double along, double across) {
            move(path, along, across);
            this.along = along;
            this.across = across;
        }

        void straight(double newAlong, double newAcross) {
            ModelPlot.this.straight(path, newAlong, newAcross);
            along = newAlong;
            across = newAcross;
        }

        /** On to another rank, as the option says. */
        void to(double newAlong, double newAcross) {
            double middle = (along + newAlong) / 2;
            switch (options.splines()) {
                case "ortho" -> {
                    ModelPlot.this.straight(path, middle, across);
                    ModelPlot.this.straight(path, middle, newAcross);
                    ModelPlot.this.straight(path, newAlong, newAcross);
                }
                case "curved", "spline" -> curve(middle, newAlong, newAcross);
                default -> ModelPlot.this.straight(path, newAlong, newAcross);
            }
            along = newAlong;
            across = newAcross;
        }

        private void curve(double middle, double newAlong, double newAcross) {
            path.curveTo(
                    sideways ? middle : across,
                    sideways ? across : middle,
                    sideways ? middle : newAcross,
                    sideways ? newAcross : middle,
                    sideways ? newAlong : newAcross,
                    sideways ? newAcross : newAlong);
        }
    }
}
