/** What models are made of: {@link io.keras4j.engine.Layer}, {@link io.keras4j.engine.Input} and the tensors that connect layers. */
package io.keras4j.engine;
