/** Exports models to ONNX; start reading at {@link io.keras4j.onnx.OnnxFormat}. */
package io.keras4j.onnx;
