/** Schedules of learning rates. */
package io.keras4j.schedules;
