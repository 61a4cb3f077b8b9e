package io.keras4j.plots;

import io.keras4j.models.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures and their files. */
final class Png {
    private Png() {}

    /** A white picture. */
    static BufferedImage blank(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** What draws on {@code image} with smooth lines and letters. */
    static Graphics2D on(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }

    /** How large text in {@code font} is. */
    static FontMetrics metrics(Font font) {
        return on(blank(1, 1)).getFontMetrics(font);
    }

    /** Writes {@code image} to a file, all at once: a viewer never meets half a picture. */
    static BufferedImage write(BufferedImage image, String png) {
        try {
            AtomicFile.write(Path.of(png), out -> ImageIO.write(image, "png", out));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture " + png, e);
        }
        return image;
    }
}
