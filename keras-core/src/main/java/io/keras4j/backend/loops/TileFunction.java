package io.keras4j.backend.loops;

/** Computes {@code n} elements of one op in arrays that fit into the first-level cache; unused operands are null. */
interface TileFunction {
    void apply(float[] a, float[] b, float[] c, float[] out, int n);
}
