/** Keras's quantizers: weights as whole numbers of few bits. */
package io.keras4j.quantizers;
