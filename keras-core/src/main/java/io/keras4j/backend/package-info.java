/** What computes ops: backends that bind each op to a kernel, and the threads that run kernels. */
package io.keras4j.backend;
