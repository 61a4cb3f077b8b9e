package io.keras4j.plots;

import io.keras4j.engine.KerasTensor;
import io.keras4j.engine.Layer;
import io.keras4j.engine.LayerCall;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What pictures of a model show, as in Keras: a vertex for each layer, however often it is called, and edges for what flows between them. */
final class ModelGraph {
    /**
     * A layer.
     *
     * @param inner the layers within, when it is a model that is shown with them; else null
     */
    record Vertex(Layer layer, ModelGraph inner) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * What flows from one layer to another.
     *
     * @param from a vertex of this graph
     * @param to a vertex of this graph
     * @param source where exactly it comes from: {@code from}, or a layer within
     * @param destination where exactly it goes to: {@code to}, or a layer within
     */
    record Edge(Vertex from, Vertex to, Vertex source, Vertex destination) {}

    private final Model model;
    private final Map<Layer, Vertex> byLayer = new IdentityHashMap<>();
    private final List<Vertex> vertices = new ArrayList<>();
    private final Set<Edge> edges = new LinkedHashSet<>();

    /**
     * The graph of a model; one that is not made of a description is a single vertex.
     *
     * @param expandNested whether models within are shown with their layers
     * @throws IllegalStateException when the model is not built
     */
    ModelGraph(Model model, boolean expandNested) {
        this.model = model;
        if (!model.isBuilt()) {
            throw new IllegalStateException("Model \"" + model.name()
                    + "\" has not yet been built: call build, or call it on a batch of data, before it is drawn");
        }
        if (!model.isDescribed()) {
            add(model, null);
            return;
        }
        List<Layer> layers = model instanceof Sequential
                ? model.layers()
                : model.layerCalls().stream().map(LayerCall::layer).distinct().toList();
        for (Layer layer : layers) {
            boolean expands = expandNested && layer instanceof Model inner && inner.isDescribed();
            add(layer, expands ? new ModelGraph((Model) layer, true) : null);
        }
        model.layerCalls().forEach(this::connect);
    }

    private void add(Layer layer, ModelGraph inner) {
        Vertex vertex = new Vertex(layer, inner);
        vertices.add(vertex);
        byLayer.put(layer, vertex);
    }

    private void connect(LayerCall call) {
        List<KerasTensor> tensors = call.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            Vertex from = byLayer.get(tensors.get(i).call().layer());
            Vertex to = byLayer.get(call.layer());
            if (from != null) { // the input of a stack of layers is not shown
                edges.add(new Edge(from, to, source(from, tensors.get(i).index()), destination(to, i)));
            }
        }
    }

    /** The layer that gives an output of {@code vertex}. */
    private static Vertex source(Vertex vertex, int output) {
        return vertex.inner() == null ? vertex : vertex.inner().source(output);
    }

    private Vertex source(int output) {
        KerasTensor tensor = model.outputs().get(output);
        return source(byLayer.get(tensor.call().layer()), tensor.index());
    }

    /** The layer that takes an input of {@code vertex}. */
    private static Vertex destination(Vertex vertex, int input) {
        if (vertex.inner() == null) {
            return vertex;
        }
        ModelGraph graph = vertex.inner();
        return graph.model instanceof Sequential
                ? destination(graph.vertices.get(0), 0)
                : graph.byLayer.get(graph.model.inputs().get(input).call().layer());
    }

    String name() {
        return model.name();
    }

    /** The layers, each after at least one of those it comes from. */
    List<Vertex> vertices() {
        return vertices;
    }

    Set<Edge> edges() {
        return edges;
    }

    /** The vertices of this graph that give the outputs of its model, each once, with the layers that exactly do. */
    Map<Vertex, Vertex> ends() {
        Map<Vertex, Vertex> ends = new IdentityHashMap<>();
        for (int i = 0; i < model.outputs().size(); i++) {
            ends.put(source(i), byLayer.get(model.outputs().get(i).call().layer()));
        }
        return ends;
    }
}
