package io.keras4j.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says which known names an unknown one was probably meant to be. */
public final class Nearest {
    private static final int SHOWN = 5;

    private Nearest() {}

    /** A phrase such as {@code nearest known: "relu", "relu6"}. */
    public static String suggest(String unknown, Collection<String> known) {
        String wanted = unknown.toLowerCase(Locale.ROOT);
        List<String> nearest = known.stream()
                .sorted(Comparator.comparingInt((String name) -> strangeness(wanted, name.toLowerCase(Locale.ROOT))))
                .limit(SHOWN)
                .toList();
        return "nearest known: "
                + nearest.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }

    /** How improbable it is that {@code name} was meant; a part of a name means it more probably than one that looks alike. */
    private static int strangeness(String wanted, String name) {
        boolean isPart = wanted.length() > 2 && name.contains(wanted);
        return isPart ? 1 : distance(wanted, name);
    }

    /** The Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
