package io.keras4j.plots;

import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.models.Model;
import io.keras4j.plots.LayeredLayout.Node;
import io.keras4j.tensor.TensorSpec;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A model as boxes and arrows: one box for each call of a layer. */
final class ModelPlot {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Color HEADER = new Color(0x2f3b52);
    private static final Color INPUT = new Color(0x3c7a57);
    private static final Color FRAME = new Color(0x2f3b52);
    private static final Color EDGE = new Color(0x5a6272);
    private static final Color BODY = new Color(0xf5f7fa);
    private static final int SCALE = 2;
    private static final int PAD = 10;
    private static final int MARGIN = 16;
    private static final int BETWEEN_RANKS = 34;
    private static final int BETWEEN_NODES = 28;
    private static final int ARROW = 7;

    private final ModelPlotOptions options;
    private final List<LayerCall> calls;
    private final FontMetrics title;
    private final FontMetrics text;

    /** What a box says, and how large it is. */
    private record Box(LayerCall call, List<String> lines, int width, int height) {}

    ModelPlot(Model model, ModelPlotOptions options) {
        this.options = options;
        this.calls = model.layerCalls();
        Graphics2D graphics = Png.blank(1, 1).createGraphics();
        title = graphics.getFontMetrics(TITLE);
        text = graphics.getFontMetrics(TEXT);
    }

    BufferedImage draw() {
        boolean sideways = options.isSideways();
        LayeredLayout layout = new LayeredLayout(BETWEEN_NODES);
        Map<LayerCall, Node> nodes = new IdentityHashMap<>();
        Map<Node, Box> boxes = new IdentityHashMap<>();
        for (LayerCall call : calls) {
            Box box = box(call);
            List<Node> from = call.tensors().stream()
                    .map(tensor -> nodes.get(tensor.call()))
                    .distinct()
                    .toList();
            Node node = layout.add(sideways ? box.height() : box.width(), from);
            nodes.put(call, node);
            boxes.put(node, box);
        }
        double across = layout.arrange();
        double[] starts = new double[layout.ranks().size()];
        double[] depths = new double[starts.length];
        double end = 0;
        for (int rank = 0; rank < starts.length; rank++) {
            starts[rank] = end;
            for (Node node : layout.ranks().get(rank)) {
                Box box = boxes.get(node);
                double depth = box == null ? 0 : sideways ? box.width() : box.height();
                depths[rank] = Math.max(depths[rank], depth);
            }
            end += depths[rank] + BETWEEN_RANKS;
        }
        double along = end - BETWEEN_RANKS;
        double width = sideways ? along : across;
        double height = sideways ? across : along;
        BufferedImage image =
                Png.blank((int) Math.ceil(width + 2 * MARGIN) * SCALE, (int) Math.ceil(height + 2 * MARGIN) * SCALE);
        Graphics2D graphics = Png.on(image);
        graphics.scale(SCALE, SCALE);
        graphics.translate(MARGIN, MARGIN);
        boxes.forEach((node, box) -> drawEdges(graphics, node, boxes, starts, depths, sideways));
        boxes.forEach((node, box) -> {
            double centre = starts[node.rank] + depths[node.rank] / 2;
            double x = sideways ? centre : node.across;
            double y = sideways ? node.across : centre;
            drawBox(graphics, box, (int) Math.round(x - box.width() / 2.0), (int) Math.round(y - box.height() / 2.0));
        });
        graphics.dispose();
        return image;
    }

    private Box box(LayerCall call) {
        Layer layer = call.layer();
        List<String> lines = new ArrayList<>();
        if (options.showLayerNames()) {
            lines.add(layer.name());
        }
        if (options.showLayerActivations() && layer.config().get("activation") instanceof String activation) {
            lines.add("activation: " + activation);
        }
        if (options.showShapes()) {
            if (!call.inputs().isEmpty()) {
                lines.add("input: " + shapes(call.inputs()));
            }
            lines.add("output: " + shapes(call.outputs()));
        }
        if (options.showDtype()) {
            lines.add("dtype: "
                    + call.outputs().stream()
                            .map(output -> output.dtype().toString())
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        if (options.showTrainable() && !layer.weights().isEmpty()) {
            lines.add(layer.trainable() ? "trainable" : "not trainable");
        }
        int widest = Math.max(
                title.stringWidth(layer.typeName()),
                lines.stream().mapToInt(text::stringWidth).max().orElse(0));
        int body = lines.isEmpty() ? 0 : lines.size() * text.getHeight() + PAD;
        return new Box(call, lines, widest + 2 * PAD, title.getHeight() + PAD + body);
    }

    private static String shapes(List<KerasTensor> tensors) {
        return tensors.stream()
                .map(KerasTensor::spec)
                .map(TensorSpec::shape)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }

    private void drawBox(Graphics2D graphics, Box box, int x, int y) {
        Layer layer = box.call().layer();
        int header = title.getHeight() + PAD;
        graphics.setStroke(new BasicStroke(1));
        Plots.box(graphics, x, y, box.width(), box.height(), BODY, FRAME);
        Plots.box(graphics, x, y, box.width(), header, box.call().inputs().isEmpty() ? INPUT : HEADER, FRAME);
        graphics.setFont(TITLE);
        graphics.setColor(Color.WHITE);
        int indent = (box.width() - title.stringWidth(layer.typeName())) / 2;
        graphics.drawString(layer.typeName(), x + indent, y + PAD / 2 + title.getAscent());
        graphics.setFont(TEXT);
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < box.lines().size(); i++) {
            int centred = (box.width() - text.stringWidth(box.lines().get(i))) / 2;
            graphics.drawString(
                    box.lines().get(i), x + centred, y + header + PAD / 2 + i * text.getHeight() + text.getAscent());
        }
    }

    /** The edges that leave {@code node}, each through its bends to the next box. */
    private static void drawEdges(
            Graphics2D graphics, Node node, Map<Node, Box> boxes, double[] starts, double[] depths, boolean sideways) {
        graphics.setColor(EDGE);
        graphics.setStroke(new BasicStroke(1.5f));
        for (Node first : node.after) {
            double depth = depth(boxes.get(node), sideways);
            double along = starts[node.rank] + depths[node.rank] / 2 + depth / 2;
            double across = node.across;
            Path2D path = new Path2D.Double();
            move(path, along, across, sideways);
            Node to = first;
            while (!boxes.containsKey(to)) {
                curve(path, along, across, starts[to.rank], to.across, sideways);
                along = starts[to.rank] + depths[to.rank];
                across = to.across;
                line(path, along, across, sideways);
                to = to.after.get(0);
            }
            double end = starts[to.rank] + depths[to.rank] / 2 - depth(boxes.get(to), sideways) / 2;
            curve(path, along, across, end - ARROW, to.across, sideways);
            graphics.draw(path);
            Path2D tip = new Path2D.Double();
            move(tip, end, to.across, sideways);
            line(tip, end - ARROW, to.across - ARROW / 2.0, sideways);
            line(tip, end - ARROW, to.across + ARROW / 2.0, sideways);
            tip.closePath();
            graphics.fill(tip);
        }
    }

    private static double depth(Box box, boolean sideways) {
        return sideways ? box.width() : box.height();
    }

    private static void move(Path2D path, double along, double across, boolean sideways) {
        path.moveTo(sideways ? along : across, sideways ? across : along);
    }

    private static void line(Path2D path, double along, double across, boolean sideways) {
        path.lineTo(sideways ? along : across, sideways ? across : along);
    }

    private static void curve(
            Path2D path, double along, double across, double toAlong, double toAcross, boolean sideways) {
        double middle = (along + toAlong) / 2;
        path.curveTo(
                sideways ? middle : across,
                sideways ? across : middle,
                sideways ? middle : toAcross,
                sideways ? toAcross : middle,
                sideways ? toAlong : toAcross,
                sideways ? toAcross : toAlong);
    }
}
