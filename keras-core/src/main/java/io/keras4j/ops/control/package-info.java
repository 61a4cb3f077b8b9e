/** Ops that steer computations. */
package io.keras4j.ops.control;
