package io.keras4j.callbacks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file name with fields in the manner of Python's {@code str.format}: {@code {epoch:02d}-{val_loss:.2f}.keras}. */
final class FileTemplate {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}:]*)(?::([^{}]*))?}");
    private static final Pattern FORMAT = Pattern.compile("(0?)(\\d*)(?:\\.(\\d{1,2}))?([dfe])");

    private final String template;

    FileTemplate(String template) {
        this.template = template;
    }

    /** The part before the first field. */
    String fixedPart() {
        int field = template.indexOf('{');
        return field < 0 ? template : template.substring(0, field);
    }

    /**
     * The name with the fields filled in.
     *
     * @throws IllegalArgumentException for a field that is not among {@code values}, or a format that is not known
     */
    String fill(Map<String, ? extends Number> values) {
        Matcher fields = FIELD.matcher(template);
        StringBuilder name = new StringBuilder();
        while (fields.find()) {
            Number value = values.get(fields.group(1));
            if (value == null) {
                throw new IllegalArgumentException("The file name \"" + template + "\" has a field \"" + fields.group(1)
                        + "\", known are " + values.keySet());
            }
            fields.appendReplacement(name, Matcher.quoteReplacement(format(value, fields.group(2))));
        }
        return fields.appendTail(name).toString();
    }

    private String format(Number value, String format) {
        if (format == null || format.isEmpty()) {
            return value.toString();
        }
        Matcher parts = FORMAT.matcher(format);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The file name \"" + template + "\" has the unknown format \"" + format
                    + "\"; known are those such as 02d, .4f, .2e");
        }
        int precision = parts.group(3) == null ? 6 : Integer.parseInt(parts.group(3));
        String number = digits(value.doubleValue(), precision, parts.group(4));
        int width = parts.group(2).isEmpty() ? 0 : Integer.parseInt(parts.group(2));
        String padding = (parts.group(1).isEmpty() ? " " : "0").repeat(Math.max(0, width - number.length()));
        return number.startsWith("-") && !parts.group(1).isEmpty()
                ? "-" + padding + number.substring(1)
                : padding + number;
    }

    /** Ties are rounded to even digits, as Python does. */
    private static String digits(double value, int precision, String type) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        BigDecimal exact = new BigDecimal(value);
        if (type.equals("e")) {
            BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
            return String.format(Locale.ROOT, "%." + precision + "e", rounded);
        }
        int places = type.equals("f") ? precision : 0;
        return exact.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }
}
