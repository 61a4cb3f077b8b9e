package io.keras4j.training;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A progress bar with estimates of time and running metrics, as Keras prints it: <a
 * href="https://keras.io/api/utils/python_utils/">keras.utils.Progbar</a>. On a terminal the line is rewritten now and then; elsewhere it is
 * printed once, when it is complete.
 *
 * <pre>{@code
 * Progbar bar = new Progbar(files.size()).unitName("file");
 * for (Path file : files) {
 *     bar.add(1, Map.of("size", size(file)));
 * }
 *
 * 625/625 ━━━━━━━━━━━━━━━━━━━━ 3s 5ms/file - size: 8113.0000
 * }</pre>
 */
public final class Progbar {
    private static final boolean TERMINAL = isTerminal();

    private final Consumer<String> out;
    private final boolean dynamic;
    private final char full;
    private final LongSupplier clock;
    private final long start;
    /** For each name the sum of its values and for how many steps these are. */
    private final Map<String, double[]> values = new LinkedHashMap<>();

    private int verbose = 1;
    private int barWidth = 20;
    private long interval = 50_000_000;
    private String unit = "step";
    private Set<String> stateful;
    private Set<String> stateless;
    private int target;
    private int seen;
    private Long lastUpdate;
    private long afterFirst = -1;
    private int width;

    /**
     * A bar on the standard output.
     *
     * @param target the number of steps, -1 when it is not known
     */
    public Progbar(int target) {
        this(target, Messages::print, TERMINAL && Messages.isInteractive(), System::nanoTime);
    }

    /** A bar on {@code out}, which may be a terminal, with a clock in nanoseconds. */
    Progbar(int target, Consumer<String> out, boolean dynamic, LongSupplier clock) {
        this.target = target;
        this.out = out;
        this.dynamic = dynamic;
        this.full = canPrint('━') ? '━' : '=';
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** 1 (the default) for a bar, 2 for one plain line at the end, 0 for nothing. */
    public Progbar verbose(int value) {
        verbose = Checks.verbose(value);
        return this;
    }

    /** The number of characters of the bar itself, 20 by default. */
    public Progbar width(int value) {
        barWidth = Checks.positive("width", value);
        return this;
    }

    /** The least time between two changes of the line in seconds, 0.05 by default. */
    public Progbar interval(double seconds) {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("interval: expected 0 or more, got " + seconds);
        }
        interval = Math.round(seconds * 1e9);
        return this;
    }

    /** What is counted, "step" by default. */
    public Progbar unitName(String value) {
        unit = value;
        return this;
    }

    /** The values that are shown as they are, where otherwise means over the steps are shown: of all values if this is not called. */
    public Progbar statefulMetrics(String... names) {
        stateful = Set.of(names);
        return onlyOne();
    }

    /** The values of which means over the steps are shown; all others are shown as they are. */
    public Progbar statelessMetrics(String... names) {
        stateless = Set.of(names);
        return onlyOne();
    }

    private Progbar onlyOne() {
        if (stateful != null && stateless != null) {
            throw new IllegalArgumentException(
                    "Progbar: only one of statefulMetrics and statelessMetrics can be given");
        }
        return this;
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

    private boolean isLate(long now) {
        return lastUpdate == null || now - lastUpdate >= interval;
    }

    /** Whether {@link #update} for step {@code current} would print anything now. */
    boolean isDue(int current) {
        return current == 1 || verbose == 1 && dynamic && isLate(clock.getAsLong());
    }

    void setTarget(int steps) {
        target = steps;
    }

    /** Shows that {@code n} more steps are done. */
    public void add(int n) {
        add(n, Map.of());
    }

    /** Shows that {@code n} more steps are done, with these values. */
    public void add(int n, Map<String, Double> newValues) {
        update(seen + n, newValues);
    }

    /** Shows that {@code current} steps are done. */
    public void update(int current) {
        update(current, Map.of());
    }

    /** Shows that {@code current} steps are done, with these values of the last step; ends the line when these are all. */
    public void update(int current, Map<String, Double> newValues) {
        update(current, newValues, target >= 0 && current >= target);
    }

    /** Shows that {@code current} steps are done, with these values of the last step; {@code finalize} ends the line. */
    public void update(int current, Map<String, Double> newValues, boolean finalize) {
        newValues.forEach((name, value) -> note(name, value, current, finalize));
        seen = current;
        long now = clock.getAsLong();
        double perUnit = secondsPerUnit(current, now);
        if (verbose == 1) {
            if (finalize || dynamic && isLate(now)) {
                printBar(current, finalize, now, perUnit);
                lastUpdate = now;
            }
        } else if (verbose == 2 && finalize && target > 0) {
            out.accept(count(current) + " - " + seconds(now - start) + " -" + format(perUnit) + metrics(false)
                    + System.lineSeparator());
        }
    }

    /** A value on the way counts for all steps since the last; at the end it is the value of all. */
    private void note(String name, double value, int current, boolean finalize) {
        boolean averages = stateless != null ? stateless.contains(name) : stateful == null || !stateful.contains(name);
        double[] sums = values.computeIfAbsent(name, key -> new double[2]);
        int steps = averages && !finalize ? Math.max(1, current - seen) : 1;
        if (!averages || finalize) {
            sums[0] = 0;
            sums[1] = 0;
        }
        sums[0] += value * steps;
        sums[1] += steps;
    }

    private void printBar(int current, boolean last, long now, double perUnit) {
        StringBuilder bar = new StringBuilder();
        if (target > 0) {
            int done = (int) (barWidth * (double) current / target);
            bar.append(style(count(current), "1")).append(' ');
            bar.append(style(repeat(full, done), "32"));
            bar.append(style(repeat(full, barWidth - done), "37"));
        } else {
            bar.append(String.format(Locale.ROOT, "%7d/Unknown", current));
        }
        String time = target > 0 && !last ? eta(perUnit * (target - current)) : seconds(now - start);
        bar.append(' ').append(style(time, "1")).append(format(perUnit)).append(metrics(true));
        int length = bar.toString().replaceAll("\u001b\\[\\d+m", "").length();
        String rest = repeat(' ', Math.max(0, width - length));
        width = length;
        out.accept((dynamic ? "\r" : "") + bar + (dynamic ? rest : "") + (last ? System.lineSeparator() : ""));
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
        values.forEach((name, sums) -> {
            double value = sums[0] / sums[1];
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
