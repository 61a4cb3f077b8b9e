/** Tensors and what describes them. */
package io.keras4j.tensor;
