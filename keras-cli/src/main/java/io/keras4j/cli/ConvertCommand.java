package io.keras4j.cli;

import io.keras4j.models.AtomicFile;
import io.keras4j.models.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keras4j convert IN OUT}. */
@Command(name = "convert", description = "Write a model in another format, which the name of the new file tells.")
final class ConvertCommand implements Callable<Integer> {
    private interface Writer {
        void write(Model model, Path path) throws IOException;
    }

    /** By the ends of names, those that end with others first. */
    private static final Map<String, Writer> WRITERS = new LinkedHashMap<>();

    static {
        WRITERS.put(".weights.h5", (model, path) -> model.saveWeights(path.toString()));
        WRITERS.put(".keras", (model, path) -> model.save(path.toString()));
        WRITERS.put(".h5", (model, path) -> model.save(path.toString()));
        WRITERS.put(".onnx", (model, path) -> model.export(path.toString()));
        WRITERS.put(".json", (model, path) -> {
            byte[] json = model.toJson().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(path, out -> out.write(json));
        });
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IN", description = "A model in any format of Keras, or the JSON of its architecture.")
    private Path in;

    @Parameters(
            paramLabel = "OUT",
            description =
                    "The file to write: *.keras, *.h5, *.weights.h5 (weights alone), *.onnx (to predict with ONNX Runtime)"
                            + " or *.json (no weights).")
    private Path out;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Take the weights from here: *.weights.h5, *.h5 or a whole model. Needed where IN is JSON.")
    private Path weights;

    @Option(
            names = "--by-name",
            description = "Take them by the names of layers instead of their order, from .h5 files.")
    private boolean byName;

    @Option(names = "--no-compile", description = "Leave out how the model was compiled and the optimizer's state.")
    private boolean noCompile;

    @Override
    public Integer call() throws IOException {
        Writer writer = WRITERS.entrySet().stream()
                .filter(each -> out.toString().endsWith(each.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "The name of OUT must end with one of " + String.join(", ", WRITERS.keySet()) + ", got "
                                + out.getFileName()));
        if (weights == null && !out.toString().endsWith(".json") && ModelFile.isJson(in)) {
            throw new ParameterException(
                    spec.commandLine(), in.getFileName() + " holds no weights: tell where they are with --weights");
        }
        Model model = ModelFile.load(in, !noCompile);
        if (weights != null) {
            model.loadWeights(weights.toString(), load -> load.byName(byName));
        }
        writer.write(model, out);
        return 0;
    }
}
