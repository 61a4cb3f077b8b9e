package io.keras4j.onnx;

import com.google.protobuf.CodedOutputStream;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.KerasTensor;
import io.keras4j.graph.Graph;
import io.keras4j.graph.Node;
import io.keras4j.graph.Tracer;
import io.keras4j.models.AtomicFile;
import io.keras4j.models.ExportFormat;
import io.keras4j.models.Model;
import io.keras4j.ops.Executor;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Exports models to <a href="https://onnx.ai">ONNX</a>: {@code model.export("model.onnx")}. What the model computes when it predicts is traced
 * to ops, and each op is said in ONNX's operators by the {@link Translator} of its class. Inputs and outputs have the names of their layers;
 * batches may be of any size, all other axes need a fixed one.
 */
public final class OnnxFormat implements ExportFormat {
    /** The version of ONNX's operators, and the first version of the format that has them. */
    static final int OPSET = 18;

    private static final int IR_VERSION = 8;

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public void export(Model model, Path path) throws IOException {
        Message file = file(model);
        if (file.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Model \"" + model.name() + "\" takes " + file.size()
                    + " bytes as ONNX, a file of which can have 2 GiB");
        }
        AtomicFile.write(path, out -> {
            CodedOutputStream coded = CodedOutputStream.newInstance(out);
            file.writeTo(coded);
            coded.flush();
        });
    }

    /** As ONNX's {@code ModelProto}. */
    private static Message file(Model model) {
        Message opset = new Message().text(1, "").number(2, OPSET);
        return new Message()
                .number(1, IR_VERSION)
                .text(2, "keras4j")
                .message(7, graph(model).toMessage(model.name()))
                .message(8, opset);
    }

    private static OnnxGraph graph(Model model) {
        List<TensorSpec> specs = specs(model);
        Graph trace = Tracer.trace(specs, x -> predict(model, x));
        if (!trace.assignments().isEmpty()) {
            throw new IllegalArgumentException("Model \"" + model.name()
                    + "\" cannot be exported to ONNX: predicting changes "
                    + trace.assignments().keySet().iterator().next().path());
        }
        OnnxGraph graph = new OnnxGraph();
        List<String> inputs = model.inputNames();
        for (int i = 0; i < inputs.size(); i++) {
            graph.input(trace.inputs().get(i), inputs.get(i));
        }
        for (Node node : trace.nodes()) {
            if (!Translators.ALL.know(node.op())) {
                throw unknown(new UnknownOp(node.op()), model, specs);
            }
            translate(node, graph, model);
        }
        List<String> outputs = model.outputNames();
        for (int i = 0; i < outputs.size(); i++) {
            graph.output(trace.outputs().get(i), outputs.get(i));
        }
        return graph;
    }

    private static void translate(Node node, OnnxGraph graph, Model model) {
        try {
            Translators.ALL.translate(node, graph);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Model \"" + model.name() + "\", op " + node.op().name() + ": " + e.getMessage(), e);
        }
    }

    private static List<Tensor> predict(Model model, List<Tensor> x) {
        return model.applyAll(x, new CallArguments().training(false));
    }

    private static List<TensorSpec> specs(Model model) {
        List<TensorSpec> specs = new ArrayList<>();
        for (KerasTensor input : model.inputs()) {
            Shape shape = input.shape();
            if (shape.rank() > 0 && shape.dim(0) == Shape.UNKNOWN) {
                shape = shape.with(0, Sizes.BATCH);
            }
            if (!shape.isKnown()) {
                throw new IllegalArgumentException("Input \""
                        + input.call().layer().name() + "\" of model \"" + model.name() + "\" has the shape "
                        + input.shape() + ": to be exported to ONNX, all sizes but that of the batch must be known");
            }
            specs.add(input.spec().as(shape));
        }
        return specs;
    }

    private static IllegalArgumentException unknown(UnknownOp unknown, Model model, List<TensorSpec> specs) {
        List<Tensor> inputs = specs.stream().map(unknown::tensorOf).toList();
        try {
            Executor.within(unknown, () -> predict(model, inputs));
        } catch (IllegalArgumentException e) {
            return e; // names the layer
        }
        return unknown.error();
    }
}
