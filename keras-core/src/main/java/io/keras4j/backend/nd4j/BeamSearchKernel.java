package io.keras4j.backend.nd4j;

import io.keras4j.ops.nn.CtcBeamSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Searches for labellings on the host. Source: Graves et al., Connectionist Temporal Classification (2006), with a limited number of prefixes. */
final class BeamSearchKernel {
    /** The logarithms of the probabilities of a beginning that ends with a label or with a blank. */
    private static final class Beam {
        double onLabel = Double.NEGATIVE_INFINITY;
        double onBlank = Double.NEGATIVE_INFINITY;

        double total() {
            return sum(onLabel, onBlank);
        }
    }

    private BeamSearchKernel() {}

    static void addTo(Binders binders) {
        binders.add(CtcBeamSearch.class, BeamSearchKernel::bind);
    }

    private static Runnable bind(CtcBeamSearch op, List<INDArray> in, List<INDArray> out) {
        HostKernels.Staging staging = new HostKernels.Staging();
        DataBuffer logarithms = staging.in(in.get(0), DataType.DOUBLE);
        DataBuffer lengths = staging.in(in.get(1), DataType.INT64);
        DataBuffer paths = staging.out(out.get(0), DataType.INT64);
        DataBuffer scores = staging.out(out.get(1), DataType.DOUBLE);
        int batch = (int) in.get(0).size(0);
        int steps = (int) in.get(0).size(1);
        int classes = (int) in.get(0).size(2);
        return staging.around(() -> {
            for (int sample = 0; sample < batch; sample++) {
                Map<List<Integer>, Beam> beams = new LinkedHashMap<>();
                Beam start = new Beam();
                start.onBlank = 0;
                beams.put(List.of(), start);
                for (int t = 0; t < Math.min(steps, lengths.getLong(sample)); t++) {
                    long at = ((long) sample * steps + t) * classes;
                    beams = best(extended(op, beams, logarithms, at, classes), op.beamWidth());
                }
                write(op, sample, new ArrayList<>(best(beams, op.topPaths()).entrySet()), paths, scores, batch, steps);
            }
        });
    }

    private static Map<List<Integer>, Beam> extended(
            CtcBeamSearch op, Map<List<Integer>, Beam> beams, DataBuffer logarithms, long at, int classes) {
        Map<List<Integer>, Beam> next = new LinkedHashMap<>();
        beams.forEach((path, beam) -> {
            int last = path.isEmpty() ? -1 : path.get(path.size() - 1);
            Beam same = next.computeIfAbsent(path, key -> new Beam());
            for (int label = 0; label < classes; label++) {
                double logarithm = logarithms.getDouble(at + label);
                if (label == op.maskIndex()) {
                    same.onBlank = sum(same.onBlank, beam.total() + logarithm);
                    continue;
                }
                double before = beam.total();
                if (label == last) { // it goes on, unless a blank was in between
                    same.onLabel = sum(same.onLabel, beam.onLabel + logarithm);
                    before = beam.onBlank;
                }
                List<Integer> longer = new ArrayList<>(path);
                longer.add(label);
                Beam other = next.computeIfAbsent(longer, key -> new Beam());
                other.onLabel = sum(other.onLabel, before + logarithm);
            }
        });
        return next;
    }

    private static Map<List<Integer>, Beam> best(Map<List<Integer>, Beam> beams, int count) {
        Map<List<Integer>, Beam> best = new LinkedHashMap<>();
        beams.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().total()))
                .limit(count)
                .forEach(entry -> best.put(entry.getKey(), entry.getValue()));
        return best;
    }

    private static void write(
            CtcBeamSearch op,
            int sample,
            List<Map.Entry<List<Integer>, Beam>> best,
            DataBuffer paths,
            DataBuffer scores,
            int batch,
            int steps) {
        for (int place = 0; place < op.topPaths(); place++) {
            boolean found = place < best.size();
            List<Integer> path = found ? best.get(place).getKey() : List.of();
            for (int t = 0; t < steps; t++) {
                paths.put(((long) place * batch + sample) * steps + t, t < path.size() ? (long) path.get(t) : -1L);
            }
            scores.put(
                    (long) sample * op.topPaths() + place,
                    found ? best.get(place).getValue().total() : Double.NEGATIVE_INFINITY);
        }
    }

    private static double sum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }
}
