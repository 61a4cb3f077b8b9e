package io.keras4j.callbacks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as text, as Python writes them. */
final class PythonNumbers {
    /** Fill and alignment, sign, zeros, width, commas, precision and type. */
    private static final Pattern FORMAT =
            Pattern.compile("(?:(.)?([<>^=]))?([-+ ]?)(0?)(\\d{0,3})(,?)(?:\\.(\\d{1,2}))?([dfFeEgG%]?)");

    private PythonNumbers() {}

    /** As Python prints floats: with an exponent only below a ten-thousandth and from ten quadrillion on. */
    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        BigDecimal stripped = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (value == 0 || size >= 1e-4 && size < 1e16) {
            String plain = stripped.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        int exponent = stripped.precision() - stripped.scale() - 1;
        String digits = stripped.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + String.format("%02d", Math.abs(exponent));
    }

    /** Whether {@link #format} knows this. */
    static boolean isFormat(String format) {
        Matcher parts = FORMAT.matcher(format);
        return parts.matches() && (parts.group(7) == null || !parts.group(8).isEmpty());
    }

    /** A number in a format of Python's, such as {@code 02d}, {@code .4f}, {@code .2e}, {@code g} or {@code .1%}; ties go to even digits. */
    static String format(Number value, String format) {
        Matcher parts = FORMAT.matcher(format);
        if (!parts.matches()) {
            throw new IllegalArgumentException("unknown format: " + format);
        }
        int precision = parts.group(7) == null ? 6 : Integer.parseInt(parts.group(7));
        double number = value.doubleValue();
        String digits = parts.group(8).isEmpty()
                ? value instanceof Integer ? value.toString() : text(number)
                : digits(number, precision, parts.group(8));
        String unsigned = digits.startsWith("-") ? digits.substring(1) : digits;
        String plus = parts.group(3).equals("-") ? "" : parts.group(3);
        String sign = digits.startsWith("-") ? "-" : plus;
        if (!parts.group(6).isEmpty()) {
            unsigned = grouped(unsigned);
        }
        boolean zeros = !parts.group(4).isEmpty();
        String fill = parts.group(1) != null ? parts.group(1) : zeros ? "0" : " ";
        String align = parts.group(2) != null ? parts.group(2) : zeros ? "=" : ">";
        int width = parts.group(5).isEmpty() ? 0 : Integer.parseInt(parts.group(5));
        int space = Math.max(0, width - sign.length() - unsigned.length());
        return switch (align) {
            case "<" -> sign + unsigned + fill.repeat(space);
            case "^" -> fill.repeat(space / 2) + sign + unsigned + fill.repeat(space - space / 2);
            case "=" -> sign + fill.repeat(space) + unsigned;
            default -> fill.repeat(space) + sign + unsigned;
        };
    }

    private static String grouped(String digits) {
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        return digits.substring(0, end).replaceAll("(\\d)(?=(\\d{3})+$)", "$1,") + digits.substring(end);
    }

    private static String digits(double value, int precision, String type) {
        if (!Double.isFinite(value)) {
            return text(value);
        }
        BigDecimal exact = new BigDecimal(value);
        return switch (type) {
            case "d" -> fixed(exact, 0);
            case "f", "F" -> fixed(exact, precision);
            case "%" -> fixed(exact.scaleByPowerOfTen(2), precision) + "%";
            case "e" -> scientific(exact, precision);
            case "E" -> scientific(exact, precision).toUpperCase(Locale.ROOT);
            case "g" -> general(exact, precision);
            default -> general(exact, precision).toUpperCase(Locale.ROOT);
        };
    }

    private static String fixed(BigDecimal value, int places) {
        return value.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(BigDecimal value, int places) {
        BigDecimal rounded = value.round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
        return String.format(Locale.ROOT, "%." + places + "e", rounded);
    }

    private static String general(BigDecimal value, int precision) {
        int significant = Math.max(1, precision);
        BigDecimal rounded = value.round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < significant) {
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
        return scientific(rounded, significant - 1).replaceFirst("\\.?0*e", "e");
    }
}
