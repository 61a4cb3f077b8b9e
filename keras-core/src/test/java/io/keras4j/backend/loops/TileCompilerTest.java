package io.keras4j.backend.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.backend.loops.TileCompiler.Instruction;
import io.keras4j.backend.loops.TileCompiler.Operand;
import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TileCompilerTest {
    private static final int LENGTH = 67;
    private static final int REGISTERS = 6;
    private static final List<Op> UNARY = List.of(
            new Negative(),
            new Abs(),
            new Identity(),
            new StopGradient(),
            new Square(),
            new Sqrt(),
            new Rsqrt(),
            new Reciprocal(),
            new Relu(),
            new Flush());
    private static final List<Op> BINARY =
            List.of(new Add(), new Subtract(), new Multiply(), new Divide(), new Maximum(), new Minimum());
    private static final List<Op> NOT_COMPILED = List.of(new Exp(), new Floor());

    private final Random random = new Random(1);

    @Test
    void compiledLoopsGiveTheBitsOfTheSeparateOnes() {
        for (int repetition = 0; repetition < 300; repetition++) {
            List<Instruction> instructions = new ArrayList<>();
            TileProgram[] steps = new TileProgram[1 + random.nextInt(25)];
            for (int s = 0; s < steps.length; s++) {
                instructions.add(instruction());
                steps[s] = alone(instructions.get(s));
            }
            float[][] expected = numbers();
            float[][] actual = copy(expected);
            run(steps, expected);
            run(TileCompiler.compile(instructions, steps, List.of(0, 1, 2, 3, 4, 5)), actual);
            assertThat(Arrays.deepEquals(actual, expected))
                    .as("%s", instructions)
                    .isTrue();
        }
    }

    @Test
    void oneLoopDoesAllStepsOfAnOptimizersUpdate() {
        List<Instruction> momentum = List.of(
                new Instruction(new Subtract(), List.of(new Operand(0, false), new Operand(1, false)), 0),
                new Instruction(
                        new MultiplyAdd(),
                        List.of(new Operand(0, false), new Operand(5, true), new Operand(1, false)),
                        1),
                new Instruction(new Multiply(), List.of(new Operand(1, false), new Operand(5, true)), 0),
                new Instruction(new Subtract(), List.of(new Operand(2, false), new Operand(0, false)), 2));
        TileProgram[] steps = momentum.stream().map(TileCompilerTest::alone).toArray(TileProgram[]::new);
        TileProgram[] compiled = TileCompiler.compile(momentum, steps, List.of(1, 2));
        assertThat(compiled).hasSize(1);
        float[][] expected = numbers();
        float[][] actual = copy(expected);
        run(steps, expected);
        run(compiled, actual);
        assertThat(actual[1]).containsExactly(expected[1]);
        assertThat(actual[2]).containsExactly(expected[2]);
    }

    @Test
    void theSameStepsAreCompiledOnce() {
        Instruction add = new Instruction(new Add(), List.of(new Operand(0, false), new Operand(1, true)), 2);
        Instruction square = new Instruction(new Square(), List.of(new Operand(2, false)), 2);
        List<Instruction> instructions = List.of(add, square);
        TileProgram[] steps = {alone(add), alone(square)};
        assertThat(TileCompiler.compile(instructions, steps, List.of(2)))
                .isEqualTo(TileCompiler.compile(instructions, steps, List.of(2)));
    }

    private Instruction instruction() {
        Op op;
        int operands;
        int kind = random.nextInt(10);
        if (kind < 4) {
            op = UNARY.get(random.nextInt(UNARY.size()));
            operands = 1;
        } else if (kind < 8) {
            op = BINARY.get(random.nextInt(BINARY.size()));
            operands = 2;
        } else if (kind < 9) {
            op = new MultiplyAdd();
            operands = 3;
        } else {
            op = NOT_COMPILED.get(random.nextInt(NOT_COMPILED.size()));
            operands = 1;
        }
        List<Operand> read = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            int register = random.nextInt(REGISTERS);
            read.add(new Operand(register, register == REGISTERS - 1)); // the last one holds the same number everywhere
        }
        return new Instruction(op, read, random.nextInt(REGISTERS - 1));
    }

    private static TileProgram alone(Instruction instruction) {
        return TileCompiler.alone(instruction, TileFunctions.of(instruction.op()));
    }

    private float[][] numbers() {
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, -0f, 0f, Float.MIN_VALUE, -1e-36f, 1e38f};
        float[][] registers = new float[REGISTERS][LENGTH];
        for (float[] register : registers) {
            for (int i = 0; i < LENGTH; i++) {
                register[i] =
                        i < special.length ? special[random.nextInt(special.length)] : (float) random.nextGaussian();
            }
        }
        Arrays.fill(registers[REGISTERS - 1], 0.7f);
        return registers;
    }

    private static float[][] copy(float[][] registers) {
        float[][] copy = new float[registers.length][];
        for (int r = 0; r < copy.length; r++) {
            copy[r] = registers[r].clone();
        }
        return copy;
    }

    private static void run(TileProgram[] programs, float[][] registers) {
        for (TileProgram program : programs) {
            program.run(registers, LENGTH);
        }
    }
}
