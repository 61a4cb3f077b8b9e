package io.keras4j.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the nodes of a graph without cycles in ranks, each node after those it comes from, with few crossings: Sugiyama's method. Edges that
 * skip ranks go through bends, which are placed like nodes. Coordinates are centres; "across" runs along a rank.
 */
final class LayeredLayout {
    private static final int SWEEPS = 12;

    /** A node, or a bend of an edge. */
    static final class Node {
        /** The size along the rank, 0 for a bend. */
        final double size;

        final int rank;
        final List<Node> before = new ArrayList<>();
        final List<Node> after = new ArrayList<>();
        /** The bends on the way from each node that this one comes from. */
        final Map<Node, List<Node>> bends = new IdentityHashMap<>();

        double across;
        private double order;

        private Node(double size, int rank) {
            this.size = size;
            this.rank = rank;
        }
    }

    private final double gap;
    private final List<List<Node>> ranks = new ArrayList<>();

    /** With so much space between the nodes of a rank. */
    LayeredLayout(double gap) {
        this.gap = gap;
    }

    /** Adds a node of some size that comes from others, which have been added. */
    Node add(double size, Collection<Node> from) {
        return add(
                size, from, from.stream().mapToInt(each -> each.rank + 1).max().orElse(0));
    }

    /** Adds a node of no size after all ranks that there are, to which something leads from each of these nodes. */
    List<Node> addEnds(List<Node> from) {
        int last = ranks.size();
        return from.stream().map(each -> add(0, List.of(each), last)).toList();
    }

    private Node add(double size, Collection<Node> from, int rank) {
        Node node = place(new Node(size, rank));
        for (Node each : from) {
            List<Node> bends = new ArrayList<>();
            Node last = each;
            for (int between = each.rank + 1; between < rank; between++) {
                Node bend = place(new Node(0, between));
                connect(last, bend);
                bends.add(bend);
                last = bend;
            }
            connect(last, node);
            node.bends.put(each, bends);
        }
        return node;
    }

    private Node place(Node node) {
        while (ranks.size() <= node.rank) {
            ranks.add(new ArrayList<>());
        }
        List<Node> rank = ranks.get(node.rank);
        node.order = rank.size();
        rank.add(node);
        return node;
    }

    private static void connect(Node from, Node to) {
        from.after.add(to);
        to.before.add(from);
    }

    /** The nodes and bends, rank by rank. */
    List<List<Node>> ranks() {
        return ranks;
    }

    /** Computes where all nodes are; the least edge is at 0. Returns the greatest. */
    double arrange() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (List<Node> rank : inDirection(sweep)) {
                order(rank, sweep % 2 == 0);
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (List<Node> rank : inDirection(sweep)) {
                spread(rank, sweep == 0 ? null : sweep % 2 == 1);
            }
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (List<Node> rank : ranks) {
            for (Node node : rank) {
                least = Math.min(least, node.across - node.size / 2);
            }
        }
        for (List<Node> rank : ranks) {
            for (Node node : rank) {
                node.across -= least;
                greatest = Math.max(greatest, node.across + node.size / 2);
            }
        }
        return greatest;
    }

    private List<List<Node>> inDirection(int sweep) {
        List<List<Node>> ordered = new ArrayList<>(ranks);
        if (sweep % 2 == 1) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    /** Sorts a rank by where the neighbours before or after are. */
    private static void order(List<Node> rank, boolean forward) {
        double[] wanted = rank.stream()
                .mapToDouble(node -> (forward ? node.before : node.after)
                        .stream().mapToDouble(each -> each.order).average().orElse(node.order))
                .toArray();
        for (int i = 0; i < wanted.length; i++) {
            rank.get(i).order = wanted[i];
        }
        rank.sort(Comparator.comparingDouble(node -> node.order));
        for (int i = 0; i < wanted.length; i++) {
            rank.get(i).order = i;
        }
    }

    /**
     * Moves the nodes of a rank as close to their neighbours as the gaps allow.
     *
     * @param backward to those after or before; null for to none
     */
    private void spread(List<Node> rank, Boolean backward) {
        double[] offset = new double[rank.size()];
        for (int i = 1; i < offset.length; i++) {
            offset[i] = offset[i - 1] + (rank.get(i - 1).size + rank.get(i).size) / 2 + gap;
        }
        double[] wanted = new double[rank.size()];
        for (int i = 0; i < wanted.length; i++) {
            Node node = rank.get(i);
            List<Node> neighbours = backward == null ? List.of() : backward ? node.after : node.before;
            double target = neighbours.stream()
                    .mapToDouble(each -> each.across)
                    .average()
                    .orElse(node.across);
            wanted[i] = (backward == null ? 0 : target) - offset[i];
        }
        double[] rising = rising(wanted);
        for (int i = 0; i < rising.length; i++) {
            rank.get(i).across = rising[i] + offset[i];
        }
    }

    /** The numbers in rising order that are nearest to {@code values}: neighbours in the wrong order get their mean. */
    private static double[] rising(double[] values) {
        double[] result = values.clone();
        int[] starts = new int[values.length];
        double[] means = new double[values.length];
        int blocks = 0;
        for (int i = 0; i < values.length; i++) {
            starts[blocks] = i;
            means[blocks++] = values[i];
            while (blocks > 1 && means[blocks - 2] > means[blocks - 1]) {
                int first = starts[blocks - 1] - starts[blocks - 2];
                int second = i + 1 - starts[blocks - 1];
                means[blocks - 2] = (means[blocks - 2] * first + means[blocks - 1] * second) / (first + second);
                blocks--;
            }
        }
        for (int block = 0; block < blocks; block++) {
            int end = block + 1 < blocks ? starts[block + 1] : values.length;
            Arrays.fill(result, starts[block], end, means[block]);
        }
        return result;
    }
}
