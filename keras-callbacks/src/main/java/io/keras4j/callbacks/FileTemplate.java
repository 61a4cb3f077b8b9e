package io.keras4j.callbacks;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file name with fields in the manner of Python's {@code str.format}: {@code {epoch:02d}-{val_loss:.2f}.keras}. */
final class FileTemplate {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}:]*)(?::([^{}]*))?}");

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
     * @throws IllegalArgumentException for a field that is not among {@code values}
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
            fields.appendReplacement(name, Matcher.quoteReplacement(PythonNumbers.format(value, format(fields))));
        }
        return fields.appendTail(name).toString();
    }

    /**
     * Checks what can be checked before there are values.
     *
     * @throws IllegalArgumentException for a format that is not known
     */
    void check() {
        Matcher fields = FIELD.matcher(template);
        while (fields.find()) {
            if (!PythonNumbers.isFormat(format(fields))) {
                throw new IllegalArgumentException("The file name \"" + template + "\" has the unknown format \""
                        + format(fields) + "\"; known are those such as 02d, .4f, .2e, g, .1%");
            }
        }
    }

    private static String format(Matcher field) {
        return field.group(2) == null ? "" : field.group(2);
    }
}
