/** Penalties on weights and outputs. */
package io.keras4j.regularizers;
