package io.keras4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a run of the program gave.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it told of errors
 */
record Program(int status, String out, String err) {
    static Program run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int status = Keras4j.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Program(status, out.toString(), err.toString());
    }
}
