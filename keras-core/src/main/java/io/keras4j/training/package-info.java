/** Compiling, training and evaluating models, and the {@link io.keras4j.training.Callback}s that take part in it. */
package io.keras4j.training;
