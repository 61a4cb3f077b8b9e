/** Optimizers: how gradients change variables. */
package io.keras4j.optimizers;
