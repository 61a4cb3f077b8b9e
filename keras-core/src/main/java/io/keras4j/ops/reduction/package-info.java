/** Ops that combine the elements along axes into one. */
package io.keras4j.ops.reduction;
