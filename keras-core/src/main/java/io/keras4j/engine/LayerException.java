package io.keras4j.engine;

/** What is wrong with the inputs of a layer, with the layer's name: the innermost one, where layers contain others. */
final class LayerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    LayerException(String message, Throwable cause) {
        super(message, cause);
    }
}
