/** What every op must do on every backend; see {@link io.keras4j.ops.contract.OpContractTest}. */
package io.keras4j.ops.contract;
