package io.keras4j.datasets;

import java.io.Console;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;

/** Shows a download as Keras does: a bar on a terminal, elsewhere a line for every quarter. */
final class DownloadProgress {
    private static final int WIDTH = 20;
    private static final String MARK = Charset.defaultCharset().newEncoder().canEncode('━') ? "━" : "=";

    private final PrintStream out;
    private final boolean terminal;
    private long startNanos;
    private int quarter;

    DownloadProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether this process talks to a terminal. Until Java 22 only those that do have a console. */
    static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    void start(URI address) {
        out.println("Downloading data from " + address);
        startNanos = System.nanoTime();
        quarter = 0;
    }

    /** Some bytes have arrived, of a total that is -1 where the server does not say it. */
    void update(long received, long total) {
        if (terminal) {
            double remaining = seconds() * (total - received) / received;
            out.print(
                    total < 0 ? "\r" + received + " bytes" : bar(received, total) + String.format(" %.0fs", remaining));
            out.flush();
        } else if (total > 0 && 4 * received / total > quarter) {
            quarter = (int) (4 * received / total);
            out.println(received + "/" + total);
        }
    }

    void done(long received) {
        String summary = String.format(" %.0fs %.1f MB/s", seconds(), received / 1e6 / seconds());
        out.println((terminal ? bar(received, received) : received + "/" + received) + summary);
    }

    void retry(String problem, Duration pause) {
        out.printf("%n%s; trying again in %.1f s%n", problem, pause.toMillis() / 1e3);
    }

    private double seconds() {
        return Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    }

    private static String bar(long received, long total) {
        int filled = (int) (WIDTH * received / Math.max(total, 1));
        return "\r" + received + "/" + total + " \033[32m" + MARK.repeat(filled) + "\033[37m"
                + MARK.repeat(WIDTH - filled) + "\033[0m";
    }
}
