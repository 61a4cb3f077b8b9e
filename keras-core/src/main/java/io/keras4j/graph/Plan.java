package io.keras4j.graph;

import io.keras4j.backend.Backends;
import io.keras4j.backend.SingleThreadedNatives;
import io.keras4j.backend.Workers;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph made ready to run again and again: rewritten for the backends in use, with memory given to every value and a kernel bound to
 * every node. Running it allocates nothing and looks nothing up. A plan belongs to one thread at a time.
 */
public final class Plan {
    private final List<INDArray> inputs;
    private final List<INDArray> outputs;
    private final Workers.Job[] jobs;
    private final Variable[] assigned;
    private final Graph graph;
    private final MemoryPlan memory;

    private Plan(Graph graph) {
        this.graph = graph;
        this.memory = new MemoryPlan(graph);
        this.inputs = graph.inputs().stream().map(memory::array).toList();
        this.outputs = graph.outputs().stream().map(memory::array).toList();
        List<Workers.Job> bound = new ArrayList<>();
        int threads = SingleThreadedNatives.enter();
        try {
            for (Node node : graph.nodes()) {
                if (!MemoryPlan.isAlias(node)) {
                    List<INDArray> in =
                            node.inputs().stream().map(memory::array).toList();
                    List<INDArray> out =
                            node.outputs().stream().map(memory::array).toList();
                    bound.add(new Workers.Job(Backends.bind(node.op(), in, out)));
                }
            }
        } finally {
            SingleThreadedNatives.exit(threads);
        }
        this.jobs = bound.toArray(Workers.Job[]::new);
        this.assigned = graph.assignments().keySet().toArray(Variable[]::new);
    }

    /** Makes {@code graph} ready to run; it is rewritten on the way. */
    public static Plan of(Graph graph) {
        Simplify.apply(graph);
        Backends.optimize(graph);
        MemoryPlan.addCopies(graph);
        return new Plan(graph);
    }

    /** The array to fill with input {@code i} before a run. */
    public INDArray input(int i) {
        return inputs.get(i);
    }

    /** The array that holds output {@code i} after a run, until the next. */
    public INDArray output(int i) {
        return outputs.get(i);
    }

    public int outputCount() {
        return outputs.size();
    }

    /** Computes the outputs and the new values of variables. */
    public void run() {
        Workers.run(jobs);
        for (Variable variable : assigned) {
            variable.touch();
        }
    }

    /** Bytes that this plan holds, without variables and constants. */
    public long bytes() {
        return memory.bytes();
    }

    /** What the plan does, a line a node. */
    @Override
    public String toString() {
        return graph.toString();
    }

    /** The seconds that each node takes, the mean over {@code runs} runs, for finding out where time goes. */
    public Map<String, Double> profile(int runs) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        List<Node> nodes =
                graph.nodes().stream().filter(node -> !MemoryPlan.isAlias(node)).toList();
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < jobs.length; i++) {
                long start = System.nanoTime();
                Workers.run(new Workers.Job[] {jobs[i]});
                seconds.merge(i + " " + nodes.get(i), (System.nanoTime() - start) * 1e-9 / runs, Double::sum);
            }
        }
        return seconds;
    }
}
