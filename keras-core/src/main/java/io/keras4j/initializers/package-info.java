/** Initializers of weights. */
package io.keras4j.initializers;
