/** Ops that arrange elements anew. */
package io.keras4j.ops.array;
