package io.keras4j.backend.loops;

import static org.objectweb.asm.Opcodes.*;

import io.keras4j.ops.Op;
import io.keras4j.ops.elementwise.*;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Compiles steps that follow one another into one loop over the tile, in which intermediate results stay in the processor's registers.
 * The loop is a hidden class of a few dozen bytecodes, which the JVM's compiler turns into vector instructions. Each op is still rounded on
 * its own, so the results are those of the separate loops, bit for bit.
 */
final class TileCompiler {
    /** An operand: the register's array and whether all of its elements are the same. */
    record Operand(int register, boolean scalar) {}

    /** A step on the arrays that registers share. */
    record Instruction(Op op, List<Operand> operands, int result) {}

    /** Instructions for one loop, and the arrays whose new elements are needed after it. */
    private record Loop(List<Instruction> instructions, List<Integer> stored) {}

    /** Puts the value of an instruction on the stack, given the local variables of its operands. */
    private interface Emitter {
        void emit(MethodVisitor code, int[] operands);
    }

    /**
     * The JVM's compiler makes vector instructions only of loops of up to about 60 nodes of its own; in terms of arrays, loads, stores and
     * instructions this is as much.
     */
    private static final int BUDGET = 34;

    private static final Map<Class<? extends Op>, Emitter> EMITTERS = new HashMap<>();
    private static final Map<Loop, TileProgram> COMPILED = new ConcurrentHashMap<>();

    private static final int REGISTERS = 1;
    private static final int LENGTH = 2;
    private static final int INDEX = 3;

    private final Loop loop;
    private final MethodVisitor code;
    private final Map<Integer, Integer> arrays = new HashMap<>(); // register: local variable with its array
    private final Map<Operand, Integer> values = new HashMap<>(); // register: local variable with its current element
    private int locals = INDEX + 1;

    private TileCompiler(Loop loop, MethodVisitor code) {
        this.loop = loop;
        this.code = code;
    }

    /** The program of one instruction, not compiled: {@code function} on its registers. */
    static TileProgram alone(Instruction instruction, TileFunction function) {
        int a = register(instruction, 0);
        int b = register(instruction, 1);
        int c = register(instruction, 2);
        int result = instruction.result();
        return (registers, n) -> function.apply(
                registers[a], b < 0 ? null : registers[b], c < 0 ? null : registers[c], registers[result], n);
    }

    private static int register(Instruction instruction, int operand) {
        return operand < instruction.operands().size()
                ? instruction.operands().get(operand).register()
                : -1;
    }

    /**
     * Programs that do the same as {@code steps}, in fewer passes where ops allow it.
     *
     * @param steps what does each instruction alone
     * @param kept the registers that are read after all instructions
     */
    static TileProgram[] compile(List<Instruction> instructions, TileProgram[] steps, List<Integer> kept) {
        List<TileProgram> programs = new ArrayList<>();
        int from = 0;
        while (from < steps.length) {
            int to = from;
            while (to < steps.length && fits(instructions, from, to + 1, kept)) {
                to++;
            }
            if (to <= from + 1) {
                programs.add(steps[from++]);
            } else {
                programs.add(COMPILED.computeIfAbsent(loop(instructions, from, to, kept), TileCompiler::compile));
                from = to;
            }
        }
        return programs.toArray(new TileProgram[0]);
    }

    private static boolean fits(List<Instruction> instructions, int from, int to, List<Integer> kept) {
        if (!EMITTERS.containsKey(instructions.get(to - 1).op().getClass())) {
            return false;
        }
        Loop loop = loop(instructions, from, to, kept);
        TreeSet<Integer> touched = new TreeSet<>(loop.stored());
        TreeSet<Integer> loaded = new TreeSet<>();
        TreeSet<Integer> written = new TreeSet<>();
        for (Instruction instruction : loop.instructions()) {
            for (Operand operand : instruction.operands()) {
                if (!operand.scalar() && !written.contains(operand.register())) {
                    loaded.add(operand.register());
                }
            }
            written.add(instruction.result());
        }
        touched.addAll(loaded);
        int operations = loop.instructions().stream()
                .mapToInt(instruction -> Math.max(1, instruction.operands().size() - 1))
                .sum();
        return 2 * touched.size() + loaded.size() + loop.stored().size() + operations <= BUDGET;
    }

    private static Loop loop(List<Instruction> instructions, int from, int to, List<Integer> kept) {
        TreeSet<Integer> stored = new TreeSet<>();
        for (Instruction instruction : instructions.subList(from, to)) {
            if (isReadAfter(instruction.result(), instructions, to, kept)) {
                stored.add(instruction.result());
            }
        }
        return new Loop(List.copyOf(instructions.subList(from, to)), List.copyOf(stored));
    }

    private static boolean isReadAfter(int register, List<Instruction> instructions, int to, List<Integer> kept) {
        for (Instruction later : instructions.subList(to, instructions.size())) {
            if (later.operands().stream().anyMatch(operand -> operand.register() == register)) {
                return true;
            }
            if (later.result() == register) {
                return false;
            }
        }
        return kept.contains(register);
    }

    private static TileProgram compile(Loop loop) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
        String program = TileProgram.class.getName().replace('.', '/');
        type.visit(V17, ACC_FINAL | ACC_SUPER, program + "$Compiled", null, "java/lang/Object", new String[] {program});
        MethodVisitor constructor = type.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(RETURN);
        constructor.visitMaxs(0, 0);
        MethodVisitor run = type.visitMethod(ACC_PUBLIC, "run", "([[FI)V", null, null);
        new TileCompiler(loop, run).emit();
        run.visitMaxs(0, 0);
        try {
            return (TileProgram) MethodHandles.lookup()
                    .defineHiddenClass(type.toByteArray(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("A compiled loop cannot be loaded", e);
        }
    }

    private void emit() {
        for (Instruction instruction : loop.instructions()) {
            for (Operand operand : instruction.operands()) {
                arrays.computeIfAbsent(operand.register(), this::emitArray);
                if (operand.scalar()) {
                    values.computeIfAbsent(operand, this::emitFirstElement);
                }
            }
        }
        for (int register : loop.stored()) {
            arrays.computeIfAbsent(register, this::emitArray);
        }
        Label next = new Label();
        Label end = new Label();
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, INDEX);
        code.visitLabel(next);
        code.visitVarInsn(ILOAD, INDEX);
        code.visitVarInsn(ILOAD, LENGTH);
        code.visitJumpInsn(IF_ICMPGE, end);
        emitElement();
        code.visitIincInsn(INDEX, 1);
        code.visitJumpInsn(GOTO, next);
        code.visitLabel(end);
        code.visitInsn(RETURN);
    }

    private int emitArray(int register) {
        code.visitVarInsn(ALOAD, REGISTERS);
        code.visitLdcInsn(register);
        code.visitInsn(AALOAD);
        code.visitVarInsn(ASTORE, locals);
        return locals++;
    }

    private int emitFirstElement(Operand operand) {
        code.visitVarInsn(ALOAD, arrays.get(operand.register()));
        code.visitInsn(ICONST_0);
        code.visitInsn(FALOAD);
        code.visitVarInsn(FSTORE, locals);
        return locals++;
    }

    /** All loads come before all stores: a register's array may be written by an instruction after those that read it. */
    private void emitElement() {
        for (Instruction instruction : loop.instructions()) {
            int[] operands = instruction.operands().stream()
                    .mapToInt(operand -> values.computeIfAbsent(operand, this::emitElementOf))
                    .toArray();
            EMITTERS.get(instruction.op().getClass()).emit(code, operands);
            code.visitVarInsn(FSTORE, locals);
            values.put(new Operand(instruction.result(), false), locals++);
        }
        for (int register : loop.stored()) {
            code.visitVarInsn(ALOAD, arrays.get(register));
            code.visitVarInsn(ILOAD, INDEX);
            code.visitVarInsn(FLOAD, values.get(new Operand(register, false)));
            code.visitInsn(FASTORE);
        }
    }

    private int emitElementOf(Operand operand) {
        code.visitVarInsn(ALOAD, arrays.get(operand.register()));
        code.visitVarInsn(ILOAD, INDEX);
        code.visitInsn(FALOAD);
        code.visitVarInsn(FSTORE, locals);
        return locals++;
    }

    private static Emitter of(int opcode) {
        return (code, operands) -> {
            for (int operand : operands) {
                code.visitVarInsn(FLOAD, operand);
            }
            code.visitInsn(opcode);
        };
    }

    private static Emitter math(String function, String descriptor) {
        return (code, operands) -> {
            for (int operand : operands) {
                code.visitVarInsn(FLOAD, operand);
            }
            code.visitMethodInsn(INVOKESTATIC, "java/lang/Math", function, descriptor, false);
        };
    }

    private static void emitSqrt(MethodVisitor code, int operand) {
        code.visitVarInsn(FLOAD, operand);
        code.visitInsn(F2D);
        code.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "sqrt", "(D)D", false);
        code.visitInsn(D2F);
    }

    static {
        EMITTERS.put(Add.class, of(FADD));
        EMITTERS.put(Subtract.class, of(FSUB));
        EMITTERS.put(Multiply.class, of(FMUL));
        EMITTERS.put(Divide.class, of(FDIV));
        EMITTERS.put(Negative.class, of(FNEG));
        EMITTERS.put(Maximum.class, math("max", "(FF)F"));
        EMITTERS.put(Minimum.class, math("min", "(FF)F"));
        EMITTERS.put(Abs.class, math("abs", "(F)F"));
        EMITTERS.put(Identity.class, (code, operands) -> code.visitVarInsn(FLOAD, operands[0]));
        EMITTERS.put(StopGradient.class, EMITTERS.get(Identity.class));
        EMITTERS.put(MultiplyAdd.class, (code, operands) -> {
            code.visitVarInsn(FLOAD, operands[0]);
            code.visitVarInsn(FLOAD, operands[1]);
            code.visitInsn(FMUL);
            code.visitVarInsn(FLOAD, operands[2]);
            code.visitInsn(FADD);
        });
        EMITTERS.put(Square.class, (code, operands) -> {
            code.visitVarInsn(FLOAD, operands[0]);
            code.visitVarInsn(FLOAD, operands[0]);
            code.visitInsn(FMUL);
        });
        EMITTERS.put(Sqrt.class, (code, operands) -> emitSqrt(code, operands[0]));
        EMITTERS.put(Rsqrt.class, (code, operands) -> {
            code.visitInsn(FCONST_1);
            emitSqrt(code, operands[0]);
            code.visitInsn(FDIV);
        });
        EMITTERS.put(Reciprocal.class, (code, operands) -> {
            code.visitInsn(FCONST_1);
            code.visitVarInsn(FLOAD, operands[0]);
            code.visitInsn(FDIV);
        });
        EMITTERS.put(Relu.class, (code, operands) -> {
            code.visitVarInsn(FLOAD, operands[0]);
            code.visitInsn(FCONST_0);
            code.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "max", "(FF)F", false);
        });
        EMITTERS.put(Flush.class, (code, operands) -> {
            code.visitVarInsn(FLOAD, operands[0]);
            code.visitLdcInsn(Flush.SWALLOW);
            code.visitInsn(FADD);
            code.visitLdcInsn(Flush.SWALLOW);
            code.visitInsn(FSUB);
        });
    }
}
