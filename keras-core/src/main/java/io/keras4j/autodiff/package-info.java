/** Reverse-mode differentiation, of traced graphs and of eager computations. */
package io.keras4j.autodiff;
