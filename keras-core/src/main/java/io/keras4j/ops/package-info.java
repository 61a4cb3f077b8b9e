/** The {@link io.keras4j.ops.Ops} facade with the functions of keras.ops, and what an {@link io.keras4j.ops.Op} is. Start with {@link io.keras4j.ops.Op}. */
package io.keras4j.ops;
