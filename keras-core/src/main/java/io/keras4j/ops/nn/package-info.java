/** Ops of neural networks: convolution, pooling, softmax, normalisation. */
package io.keras4j.ops.nn;
