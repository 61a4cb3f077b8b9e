package io.keras4j.training;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A progress bar with estimates of time and running metrics, as Keras prints it: <a
 * href="https://keras.io/api/utils/python_utils/">keras.utils.Progbar</a>. On a terminal the line is rewritten at most every 50 ms; elsewhere
 * it is printed once, when it is complete.
 *
 * <pre>{@code
 * 625/625 ━━━━━━━━━━━━━━━━━━━━ 3s 5ms/step - accuracy: 0.8113 - loss: 0.5241
 * }</pre>
 */
public final class Progbar {
    private static final int WIDTH = 20;
    private static final long INTERVAL = 50_000_000;
    private static final boolean TERMINAL = isTerminal();

    private final PrintStream out;
    private final boolean dynamic;
    private final char full;
    private final LongSupplier clock;
    private final int verbose;
    private final String unit;
    private final long start;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private int target;
    private long lastUpdate;
    private long afterFirst = -1;
    private int width;

    /**
     * A bar on the standard output.
     *
     * @param target the number of steps, -1 when it is not known
     * @param verbose 1 for a bar, 2 for one plain line at the end, 0 for nothing
     */
    public Progbar(int target, int verbose) {
        this(target, verbose, "step", System.out, TERMINAL, System::nanoTime);
    }

    /** A bar that counts {@code unit}s, on {@code out}, which may be a terminal, with a clock in nanoseconds. */
    Progbar(int target, int verbose, String unit, PrintStream out, boolean dynamic, LongSupplier clock) {
        this.target = target;
        this.verbose = verbose;
        this.unit = unit;
        this.out = out;
        this.dynamic = dynamic;
        this.full = canPrint('━') ? '━' : '=';
        this.clock = clock;
        this.start = clock.getAsLong();
        this.lastUpdate = start - INTERVAL;
    }

    /** Whether the standard output can show {@code character}. */
    public static boolean canPrint(char character) {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
        return charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode(character);
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // from Java 22 on there is a console also where there is no terminal
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Whether {@link #update} for step {@code current} would print anything now. */
    boolean isDue(int current) {
        return current == 1 || verbose == 1 && dynamic && clock.getAsLong() - lastUpdate >= INTERVAL;
    }

    void setTarget(int steps) {
        target = steps;
    }

    /** Shows that {@code current} steps are done, with these values. */
    public void update(int current, Map<String, Double> newValues) {
        update(current, newValues, target >= 0 && current >= target);
    }

    /** Shows that {@code current} steps are done, with these values; {@code last} ends the line. */
    public void update(int current, Map<String, Double> newValues, boolean last) {
        values.putAll(newValues);
        long now = clock.getAsLong();
        double perUnit = secondsPerUnit(current, now);
        if (verbose == 1) {
            if (last || dynamic && now - lastUpdate >= INTERVAL) {
                printBar(current, last, now, perUnit);
                lastUpdate = now;
            }
        } else if (verbose == 2 && last && target > 0) {
            out.println(count(current) + " - " + seconds(now - start) + " -" + format(perUnit) + metrics(false));
        }
    }

    private void printBar(int current, boolean last, long now, double perUnit) {
        StringBuilder bar = new StringBuilder();
        if (target > 0) {
            int done = (int) (WIDTH * (double) current / target);
            bar.append(style(count(current), "1")).append(' ');
            bar.append(style(repeat(full, done), "32"));
            bar.append(style(repeat(full, WIDTH - done), "37"));
        } else {
            bar.append(String.format(Locale.ROOT, "%7d/Unknown", current));
        }
        String time = target > 0 && !last ? eta(perUnit * (target - current)) : seconds(now - start);
        bar.append(' ').append(style(time, "1")).append(format(perUnit)).append(metrics(true));
        int length = bar.toString().replaceAll("\u001b\\[\\d+m", "").length();
        String rest = repeat(' ', Math.max(0, width - length));
        width = length;
        out.print((dynamic ? "\r" : "") + bar + (dynamic ? rest : "") + (last ? System.lineSeparator() : ""));
        out.flush();
    }

    private String style(String text, String code) {
        return !dynamic || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    private static String repeat(char character, int count) {
        return String.valueOf(character).repeat(count);
    }

    private String count(int current) {
        int digits = Integer.toString(target).length();
        return String.format(Locale.ROOT, "%" + digits + "d/%d", current, target);
    }

    private static String seconds(long nanos) {
        return (long) Math.rint(nanos * 1e-9) + "s";
    }

    private static String eta(double seconds) {
        long whole = (long) seconds;
        if (whole > 3600) {
            return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
        }
        return whole > 60 ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60) : whole + "s";
    }

    private String format(double perUnit) {
        if (perUnit >= 1 || perUnit == 0) {
            return String.format(Locale.ROOT, " %.0fs/%s", perUnit, unit);
        }
        return perUnit >= 1e-3
                ? String.format(Locale.ROOT, " %.0fms/%s", perUnit * 1e3, unit)
                : String.format(Locale.ROOT, " %.0fus/%s", perUnit * 1e6, unit);
    }

    /** Values below a thousandth are shown with an exponent; Keras does so with negative ones too in its plain lines only. */
    private String metrics(boolean bySize) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            boolean plain = (bySize ? Math.abs(value) : value) > 1e-3;
            text.append(" - ").append(name).append(": ");
            text.append(plain ? String.format(Locale.ROOT, "%.4f", value) : exponent(value));
        });
        return text.toString();
    }

    private static String exponent(double value) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%.4e", value)
                : Double.toString(value).toLowerCase(Locale.ROOT);
    }

    /** The first step, which is not like the others, does not count from the second on. */
    private double secondsPerUnit(int current, long now) {
        if (current == 0) {
            return 0;
        }
        double nanos = afterFirst >= 0 && current > 1
                ? (double) (now - afterFirst) / (current - 1)
                : (double) (now - start) / current;
        if (current == 1) {
            afterFirst = now;
        }
        return nanos * 1e-9;
    }
}
