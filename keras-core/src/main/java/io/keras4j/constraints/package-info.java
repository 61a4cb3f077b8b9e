/** Constraints on weights. */
package io.keras4j.constraints;
