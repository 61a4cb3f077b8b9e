/** JMH benchmarks and training workloads. */
package io.keras4j.benchmarks;
