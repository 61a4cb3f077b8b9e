package io.keras4j.plots;

import io.keras4j.tensor.Shape;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays as pictures side by side. */
final class ImageGrid {
    private static final int SIDE = 96;
    private static final int GAP = 8;
    private static final int MAX_COLUMNS = 10;
    private static final Font TITLES = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private ImageGrid() {}

    /**
     * The pictures.
     *
     * @param stretched whether the least value of each picture becomes black and the greatest white
     */
    static BufferedImage of(INDArray images, List<String> titles, boolean stretched) {
        int rank = images.rank();
        if (rank != 3 && !(rank == 4 && (images.size(3) == 1 || images.size(3) == 3))) {
            throw new IllegalArgumentException(
                    "images: expected the shape (samples, height, width) or that with 1 or 3 channels, got "
                            + Shape.of(images.shape()));
        }
        int count = (int) images.size(0);
        if (titles != null && titles.size() != count) {
            throw new IllegalArgumentException("images: expected " + count + " titles, got " + titles.size());
        }
        int height = (int) images.size(1);
        int width = (int) images.size(2);
        int scale = Math.max(1, SIDE / Math.max(height, width));
        int columns = Math.min(count, Math.min(MAX_COLUMNS, (int) Math.ceil(Math.sqrt(count * 1.6))));
        int rows = (count + columns - 1) / columns;
        FontMetrics metrics = Png.metrics(TITLES);
        int widest = titles == null
                ? 0
                : titles.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        int cellWidth = Math.max(width * scale, widest) + GAP;
        int cellHeight = height * scale + GAP + (titles == null ? 0 : metrics.getHeight());
        BufferedImage all = Png.blank(columns * cellWidth + GAP, rows * cellHeight + GAP);
        Graphics2D graphics = Png.on(all);
        graphics.setFont(TITLES);
        graphics.setColor(Color.BLACK);
        double[] values = images.dup('c').data().asDouble();
        int channels = rank == 4 ? (int) images.size(3) : 1;
        boolean isUnit = Arrays.stream(values).allMatch(value -> value <= 1);
        for (int i = 0; i < count; i++) {
            int x = GAP + i % columns * cellWidth;
            int y = GAP + i / columns * cellHeight;
            if (titles != null) {
                int indent = (cellWidth - GAP - metrics.stringWidth(titles.get(i))) / 2;
                graphics.drawString(titles.get(i), x + indent, y + metrics.getAscent() - 2);
                y += metrics.getHeight();
            }
            int size = height * width * channels;
            BufferedImage image = image(
                    Arrays.copyOfRange(values, i * size, (i + 1) * size), height, width, channels, stretched, isUnit);
            int indent = (cellWidth - GAP - width * scale) / 2;
            graphics.drawImage(image, x + indent, y, width * scale, height * scale, null);
        }
        graphics.dispose();
        return all;
    }

    private static BufferedImage image(
            double[] values, int height, int width, int channels, boolean stretched, boolean isUnit) {
        double least = stretched ? Arrays.stream(values).min().orElse(0) : 0;
        double range = stretched ? Arrays.stream(values).max().orElse(0) - least : isUnit ? 1 : 255;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int[] rgb = new int[3];
            for (int channel = 0; channel < 3; channel++) {
                double value = (values[i * channels + channel % channels] - least) / (range > 0 ? range : 1);
                rgb[channel] = (int) Math.round(255 * Math.max(0, Math.min(1, value)));
            }
            image.setRGB(i % width, i / width, rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
        }
        return image;
    }
}
