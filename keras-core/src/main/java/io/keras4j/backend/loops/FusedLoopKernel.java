package io.keras4j.backend.loops;

import io.keras4j.backend.Kernel;
import io.keras4j.backend.NativeMemory;
import io.keras4j.backend.Workers;
import io.keras4j.tensor.Shape;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a {@link FusedLoop} tile by tile: operands are copied from native memory into small heap arrays, which stay in the first-level
 * cache while all steps run over them, and results are copied back. Threads share the tiles.
 */
final class FusedLoopKernel implements Kernel {
    /** Elements per tile: a dozen arrays of this length fit into the first-level cache. */
    static final int TILE = 1024;

    /** The longest tile when sums over leading axes need one that is a multiple of the trailing axes. */
    static final int LONGEST_TILE = 8192;

    private static final long MIN_PART = 16_384;

    /** Runs after which the steps are worth compiling into fewer loops. */
    private static final int HOT = 100;

    private final long positions;
    private final int tile;
    private final int parts;
    private final Operand[] operands;
    private final List<TileCompiler.Instruction> instructions = new ArrayList<>();
    private final Sink[] sinks;
    private final float[][][] registers; // part, register
    private final List<INDArray> arrays; // kept reachable: buffers know only addresses
    private TileProgram[] programs;
    private int runs;

    private FusedLoopKernel(FusedLoop loop, List<INDArray> inputs, List<INDArray> outputs, Access[] accesses) {
        positions = loop.shape().size();
        tile = (int) Math.min(tileLength(loop, accesses), Math.max(1, positions));
        long wanted = Math.max(1, Math.min(Workers.THREADS, positions / MIN_PART));
        parts = loop.results().stream().anyMatch(result -> splitsRows(result, positions, tile))
                ? 1
                : (int) Math.min(wanted, (positions + tile - 1) / tile);
        arrays = Lists.concat(inputs, outputs);
        operands = new Operand[inputs.size()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = new Operand(inputs.get(i), accesses[i], positions, tile);
        }
        Registers allocation = new Registers(loop, operands);
        boolean[] filled = new boolean[operands.length]; // whether some step wants an operand in all of its tile
        loop.results().stream()
                .filter(result -> result.register() < filled.length)
                .forEach(result -> filled[result.register()] = true);
        programs = new TileProgram[loop.steps().size()];
        for (int s = 0; s < programs.length; s++) {
            FusedLoop.Step step = loop.steps().get(s);
            int second = step.operands().size() > 1 ? step.operands().get(1) : operands.length;
            TileFunction scalar = TileFunctions.ofScalarB(step.op());
            boolean usesScalar = scalar != null && second < operands.length && operands[second].access.isScalar();
            List<TileCompiler.Operand> read = new ArrayList<>();
            for (int i = 0; i < step.operands().size(); i++) {
                int operand = step.operands().get(i);
                boolean isInput = operand < operands.length;
                if (isInput && !(usesScalar && i == 1)) {
                    filled[operand] = true;
                }
                read.add(new TileCompiler.Operand(
                        allocation.register(operand), isInput && operands[operand].access.isScalar()));
            }
            int result = allocation.register(operands.length + s);
            instructions.add(new TileCompiler.Instruction(step.op(), read, result));
            programs[s] = TileCompiler.alone(instructions.get(s), usesScalar ? scalar : TileFunctions.of(step.op()));
        }
        sinks = new Sink[outputs.size()];
        for (int i = 0; i < sinks.length; i++) {
            FusedLoop.Result result = loop.results().get(i);
            sinks[i] = new Sink(result, allocation.register(result.register()), outputs.get(i), positions, parts, tile);
        }
        for (int i = 0; i < operands.length; i++) {
            operands[i].register = allocation.register(i);
            operands[i].onlyFirst = !filled[i];
        }
        registers = new float[parts][allocation.count()][tile];
    }

    /** A kernel, or null when an operand's broadcast is not one that tiles can do. */
    static FusedLoopKernel bind(FusedLoop loop, List<INDArray> inputs, List<INDArray> outputs) {
        Access[] accesses = new Access[inputs.size()];
        for (int i = 0; i < accesses.length; i++) {
            accesses[i] = Access.of(Shape.of(inputs.get(i).shape()), loop.shape());
            if (accesses[i] == null || inputs.get(i).length() > Integer.MAX_VALUE / 8) {
                return null;
            }
        }
        return loop.shape().size() == 0 ? null : new FusedLoopKernel(loop, inputs, outputs, accesses);
    }

    /** A length that is a multiple of the operands' periods and of the sums' widths, where these are small. */
    private static long tileLength(FusedLoop loop, Access[] accesses) {
        long unit = 1;
        for (FusedLoop.Result result : loop.results()) {
            if (result.fold() == FusedLoop.Fold.LEADING) {
                unit = leastCommonMultiple(unit, result.spec().shape().size(), LONGEST_TILE);
            } else if (result.fold() == FusedLoop.Fold.TRAILING) {
                unit = leastCommonMultiple(
                        unit, loop.shape().size() / result.spec().shape().size(), Math.max(unit, TILE));
            }
        }
        for (Access access : accesses) {
            if (access.isPeriodic() && access.count() <= TILE) {
                unit = leastCommonMultiple(unit, access.count(), Math.max(unit, TILE));
            }
        }
        return unit >= TILE ? unit : TILE / unit * unit;
    }

    private static long leastCommonMultiple(long a, long b, long limit) {
        long gcd = BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValue();
        long multiple = a / gcd * b;
        return multiple <= limit ? multiple : a;
    }

    /** Whether rows of a trailing sum go on from one tile to the next, so that they must not be shared out. */
    private static boolean splitsRows(FusedLoop.Result result, long positions, int tile) {
        return result.fold() == FusedLoop.Fold.TRAILING
                && tile % (positions / result.spec().shape().size()) != 0;
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public void prepare() {
        if (runs <= HOT && runs++ == HOT) {
            List<Integer> kept =
                    Arrays.stream(sinks).map(sink -> sink.register).distinct().toList();
            programs = TileCompiler.compile(instructions, programs, kept);
        }
    }

    @Override
    public void run(int part) {
        long tiles = (positions + tile - 1) / tile;
        long from = tiles * part / parts * tile;
        long to = Math.min(positions, tiles * (part + 1) / parts * tile);
        float[][] own = registers[part];
        int longest = (int) Math.min(tile, to - from);
        for (Operand operand : operands) {
            operand.prepare(own[operand.register], longest);
        }
        for (Sink sink : sinks) {
            sink.prepare(part);
        }
        for (long start = from; start < to; start += tile) {
            int n = (int) Math.min(tile, to - start);
            for (Operand operand : operands) {
                operand.load(own[operand.register], start, n);
            }
            for (TileProgram program : programs) {
                program.run(own, n);
            }
            for (Sink sink : sinks) {
                sink.store(part, own[sink.register], start, n);
            }
        }
    }

    @Override
    public void finish() {
        for (Sink sink : sinks) {
            sink.finish();
        }
    }

    @Override
    public String toString() {
        return "FusedLoopKernel"
                + arrays.stream().map(INDArray::shapeInfoToString).toList();
    }

    /** An input. */
    private static final class Operand {
        private final FloatBuffer floats;
        private final ByteBuffer bytes;
        private final Access access;
        private final boolean full;
        private final boolean filledOnce; // the same for every tile
        private int register;
        private boolean onlyFirst; // steps read just the first element of the tile

        Operand(INDArray array, Access access, long positions, int tile) {
            ByteBuffer memory = NativeMemory.buffer(array);
            boolean isBool = array.dataType() == DataType.BOOL;
            this.bytes = isBool ? memory : null;
            this.floats = isBool ? null : memory.asFloatBuffer();
            this.access = access;
            this.full = access.isFull(positions);
            this.filledOnce = access.isScalar() || !full && access.isPeriodic() && tile % access.count() == 0;
        }

        void prepare(float[] target, int n) {
            if (filledOnce) {
                if (access.isScalar()) {
                    Arrays.fill(target, 0, onlyFirst ? 1 : n, get(0));
                } else {
                    int period = (int) Math.min(access.count(), n);
                    read(0, target, 0, period);
                    for (int filled = period; filled < n; filled += Math.min(filled, n - filled)) {
                        System.arraycopy(target, 0, target, filled, Math.min(filled, n - filled));
                    }
                }
            }
        }

        void load(float[] target, long start, int n) {
            if (full) {
                read((int) start, target, 0, n);
            } else if (!filledOnce) {
                for (int filled = 0; filled < n; ) {
                    long position = start + filled;
                    int index = (int) access.index(position);
                    int length;
                    if (access.inner() == 1) {
                        length = (int) Math.min(n - filled, access.run() - position % access.run());
                        Arrays.fill(target, filled, filled + length, get(index));
                    } else {
                        length = (int) Math.min(n - filled, access.inner() - position % access.inner());
                        read(index, target, filled, length);
                    }
                    filled += length;
                }
            }
        }

        private float get(int index) {
            return floats != null ? floats.get(index) : bytes.get(index) != 0 ? 1 : 0;
        }

        private void read(int index, float[] target, int offset, int length) {
            if (floats != null) {
                floats.get(index, target, offset, length);
            } else {
                for (int i = 0; i < length; i++) {
                    target[offset + i] = bytes.get(index + i) != 0 ? 1 : 0;
                }
            }
        }
    }

    /** An output. */
    private static final class Sink {
        private final int register;
        private final FusedLoop.Fold fold;
        private final double factor;
        private final FloatBuffer floats;
        private final ByteBuffer bytes;
        private final int size;
        private final long run; // positions that one element of a trailing sum covers
        private final float[][] sums; // part: lanes of a leading sum, added up at the end
        private final double[] rowSums; // part: the trailing sum that is under way

        Sink(FusedLoop.Result result, int register, INDArray array, long positions, int parts, int tile) {
            ByteBuffer memory = NativeMemory.buffer(array);
            boolean isBool = array.dataType() == DataType.BOOL;
            this.register = register;
            this.fold = result.fold();
            this.factor = result.factor();
            this.bytes = isBool ? memory : null;
            this.floats = isBool ? null : memory.asFloatBuffer();
            this.size = (int) array.length();
            this.run = positions / Math.max(1, size);
            this.sums = fold == FusedLoop.Fold.LEADING ? new float[parts][tile] : null;
            this.rowSums = fold == FusedLoop.Fold.TRAILING ? new double[parts] : null;
        }

        void prepare(int part) {
            if (sums != null) {
                Arrays.fill(sums[part], 0);
            }
            if (rowSums != null) {
                rowSums[part] = 0;
            }
        }

        void store(int part, float[] source, long start, int n) {
            switch (fold) {
                case NONE -> write(source, (int) start, n);
                case LEADING -> add(source, sums[part], n);
                case TRAILING -> addRows(part, source, start, n);
            }
        }

        private void write(float[] source, int start, int n) {
            if (bytes != null) {
                for (int i = 0; i < n; i++) {
                    bytes.put(start + i, (byte) (source[i] != 0 ? 1 : 0));
                }
            } else {
                floats.put(start, source, 0, n);
            }
        }

        private static void add(float[] source, float[] sum, int n) {
            for (int i = 0; i < n; i++) {
                sum[i] += source[i];
            }
        }

        private void addRows(int part, float[] source, long start, int n) {
            double sum = rowSums[part];
            long inRow = start % run;
            int row = (int) (start / run);
            for (int i = 0; i < n; i++) {
                sum += source[i];
                if (++inRow == run) {
                    floats.put(row++, (float) (sum * factor));
                    sum = 0;
                    inRow = 0;
                }
            }
            rowSums[part] = sum;
        }

        void finish() {
            if (sums != null) {
                for (int column = 0; column < size; column++) {
                    double sum = 0;
                    for (float[] lanes : sums) {
                        for (int i = column; i < lanes.length; i += size) {
                            sum += lanes[i];
                        }
                    }
                    floats.put(column, (float) (sum * factor));
                }
            }
        }
    }

    /** Which arrays registers use: one may be used again when what it held is no longer needed. */
    private static final class Registers {
        private final int[] assigned;
        private int count;

        Registers(FusedLoop loop, Operand[] operands) {
            int inputs = operands.length;
            int total = inputs + loop.steps().size();
            assigned = new int[total];
            int[] lastUse = new int[total];
            for (int s = 0; s < loop.steps().size(); s++) {
                for (int operand : loop.steps().get(s).operands()) {
                    lastUse[operand] = s;
                }
            }
            loop.results().forEach(result -> lastUse[result.register()] = Integer.MAX_VALUE);
            for (int i = 0; i < inputs; i++) {
                assigned[i] = count++;
                if (operands[i].filledOnce) {
                    lastUse[i] = Integer.MAX_VALUE;
                }
            }
            ArrayDeque<Integer> free = new ArrayDeque<>();
            for (int s = 0; s < loop.steps().size(); s++) {
                for (int operand :
                        loop.steps().get(s).operands().stream().distinct().toList()) {
                    if (lastUse[operand] == s) {
                        free.push(assigned[operand]);
                    }
                }
                assigned[inputs + s] = free.isEmpty() ? count++ : free.pop();
            }
        }

        int count() {
            return count;
        }

        int register(int register) {
            return assigned[register];
        }
    }
}
