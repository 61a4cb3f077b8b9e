package io.keras4j.backend.loops;

/** Computes one or more steps of a {@link FusedLoop} for {@code n} elements of the registers' arrays. */
interface TileProgram {
    void run(float[][] registers, int n);
}
