/** Ops on the bits of numbers. */
package io.keras4j.ops.bitwise;
