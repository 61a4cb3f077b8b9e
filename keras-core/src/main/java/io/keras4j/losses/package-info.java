/** Losses: what training makes small. */
package io.keras4j.losses;
