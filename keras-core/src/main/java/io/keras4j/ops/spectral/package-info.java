/** Ops on the frequencies of signals. */
package io.keras4j.ops.spectral;
