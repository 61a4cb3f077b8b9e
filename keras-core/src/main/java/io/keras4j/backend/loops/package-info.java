/** The backend that runs elementwise work and reductions as fused loops in Java, on CPU. */
package io.keras4j.backend.loops;
