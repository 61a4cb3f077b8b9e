/** Metrics: what is watched while training and evaluating. */
package io.keras4j.metrics;
