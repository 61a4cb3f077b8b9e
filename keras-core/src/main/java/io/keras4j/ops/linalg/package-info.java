/** Linear algebra. */
package io.keras4j.ops.linalg;
