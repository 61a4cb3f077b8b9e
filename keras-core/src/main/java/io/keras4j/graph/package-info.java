/** Tracing computations into graphs, and plans that run them without allocating. */
package io.keras4j.graph;
