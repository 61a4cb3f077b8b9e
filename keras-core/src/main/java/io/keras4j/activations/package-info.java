/** Activation functions. */
package io.keras4j.activations;
