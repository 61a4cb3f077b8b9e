/** Ops that draw random numbers. */
package io.keras4j.ops.random;
