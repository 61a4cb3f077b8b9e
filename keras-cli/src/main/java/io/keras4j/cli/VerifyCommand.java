package io.keras4j.cli;

import io.keras4j.models.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keras4j verify FILE REF.npz} and {@code keras4j verify FOLDER...}. */
@Command(
        name = "verify",
        customSynopsis = {"keras4j verify [--tolerance=T] FILE REF.npz", "keras4j verify [--tolerance=T] FILE|FOLDER..."
        },
        description = {
            "Compare what models predict with references: .npz files with the inputs in0, in1, ... and the outputs out0,"
                    + " out1, ... that are expected for them.",
            "Prints the largest absolute difference, and the largest difference relative to the largest expected element"
                    + " of the same output. Exits with 1 where a relative difference is above the tolerance or a file"
                    + " cannot be read."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String SUFFIX = ".ref.npz";

    private record Case(Path file, Path reference) {}

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "A model and its reference; or models whose references are named FILE" + SUFFIX
                    + ", and folders with such.")
    private List<Path> paths;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-5",
            description = "The largest relative difference that is accepted; ${DEFAULT-VALUE} by default.")
    private double tolerance;

    @Override
    public Integer call() throws IOException {
        List<Case> cases = cases();
        int failed = 0;
        for (Case each : cases) {
            failed += agrees(each) ? 0 : 1;
        }
        if (cases.size() > 1) {
            out().println(cases.size() - failed + " of " + cases.size() + " agree, " + failed + " failed");
        }
        return failed == 0 ? 0 : 1;
    }

    private List<Case> cases() throws IOException {
        if (paths.size() == 2 && isReference(paths.get(1))) {
            return List.of(new Case(paths.get(0), paths.get(1)));
        }
        List<Case> cases = new ArrayList<>();
        for (Path path : paths) {
            Path reference = Path.of(path + SUFFIX);
            if (Files.exists(reference) || !Files.isDirectory(path)) {
                cases.add(new Case(path, reference));
            } else {
                cases.addAll(inFolder(path));
            }
        }
        return cases;
    }

    private static boolean isReference(Path path) {
        return path.toString().endsWith(".npz") && !Files.isDirectory(path);
    }

    private static List<Case> inFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Case> cases = files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(reference -> new Case(model(reference), reference))
                    .toList();
            if (cases.isEmpty()) {
                throw new IllegalArgumentException("There is no reference FILE" + SUFFIX + " in " + folder);
            }
            return cases;
        }
    }

    private static Path model(Path reference) {
        String name = reference.getFileName().toString();
        return reference.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** Compares and prints; whatever is wrong with one file, the next are looked at. */
    private boolean agrees(Case each) {
        try {
            Model model = Model.load(each.file.toString(), load -> load.compile(false));
            Difference difference = new Reference(each.reference).compare(model);
            boolean agrees = difference.relative() <= tolerance;
            print(agrees, each.file, difference + (agrees ? "" : "  above " + tolerance));
            return agrees;
        } catch (RuntimeException | VirtualMachineError e) {
            print(false, each.file, Reason.of(e));
            return false;
        }
    }

    private void print(boolean agrees, Path file, String result) {
        out().println((agrees ? "ok      " : "FAILED  ") + file + "  " + result);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
