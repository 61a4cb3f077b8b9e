/** Order and membership. */
package io.keras4j.ops.sorting;
