package io.keras4j.onnx;

import java.util.List;

/** An attribute of a node, as ONNX's {@code AttributeProto}. */
record Attribute(Message message) {
    private static final int NAME = 1;
    private static final int INT = 3;
    private static final int INTS = 8;
    private static final int TYPE = 20;
    private static final int TYPE_INT = 2;
    private static final int TYPE_INTS = 7;

    static Attribute of(String name, long value) {
        return new Attribute(new Message().text(NAME, name).number(INT, value).number(TYPE, TYPE_INT));
    }

    static Attribute of(String name, boolean value) {
        return of(name, value ? 1 : 0);
    }

    static Attribute of(String name, List<? extends Number> values) {
        Message message = new Message().text(NAME, name);
        values.forEach(value -> message.number(INTS, value.longValue()));
        return new Attribute(message.number(TYPE, TYPE_INTS));
    }
}
