package io.keras4j.cli;

import java.io.PrintWriter;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The program {@code keras4j}. It exits with 0 where all went well, with 1 where a command failed, which it tells in one line, and with 2
 * where it was not called as its usage says.
 */
@Command(
        name = "keras4j",
        description = "Look at Keras models, convert them, predict with them, compare and draw them.",
        subcommands = {
            SummaryCommand.class,
            ConvertCommand.class,
            PredictCommand.class,
            VerifyCommand.class,
            PlotCommand.class,
            GenerateCompletion.class
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
public final class Keras4j {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Print where in the program a failure comes from.")
    private boolean stacktrace;

    private Keras4j() {}

    /** Runs the program and ends the process. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the program; returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Keras4j program = new Keras4j();
        return new CommandLine(program)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Keras4j::misused)
                .setExecutionExceptionHandler(program::failed)
                .execute(args);
    }

    private static int misused(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + exception.getMessage());
        command.getErr().println("Try '" + name + " --help'.");
        return USAGE;
    }

    private int failed(Exception exception, CommandLine command, ParseResult parsed) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + Reason.of(exception));
        if (stacktrace) {
            exception.printStackTrace(command.getErr());
        }
        return FAILURE;
    }
}
