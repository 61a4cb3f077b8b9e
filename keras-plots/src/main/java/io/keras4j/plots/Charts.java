package io.keras4j.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of lines, in one style. */
final class Charts {
    static final int WIDTH = 560;
    static final int HEIGHT = 360;
    static final Color BLUE = new Color(0x1f77b4);
    static final Color ORANGE = new Color(0xff7f0e);
    private static final Color GRID = new Color(0xdddddd);
    private static final int MARKED = 25;
    private static final int MAX_LABELS = 12;

    private Charts() {}

    /** A chart without lines. */
    static XYChart chart(String title, String xAxis, String yAxis) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        var style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15))
                .setChartTitleBoxVisible(false)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(GRID)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setChartPadding(10);
        style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
        style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11))
                .setPlotBorderColor(GRID);
        style.setXAxisDecimalPattern("#,##0.##").setXAxisMaxLabelCount(MAX_LABELS);
        return chart;
    }

    /** Adds a line; single points are marked, so that a line of one shows. */
    static void line(
            XYChart chart, String name, List<? extends Number> x, List<Double> y, Color color, boolean dashed) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color).setLineWidth(2f);
        series.setLineStyle(dashed ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
        series.setMarker(x.size() <= MARKED ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color);
    }

    static BufferedImage image(XYChart chart) {
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Axes without lines. */
    static BufferedImage empty(String title) {
        XYChart chart = chart(title, "epoch", "");
        line(chart, " ", List.of(0, 1), List.of(0.0, 1.0), Color.WHITE, false);
        chart.getStyler().setLegendVisible(false);
        return image(chart);
    }

    /** Pictures of one size side by side, in as many rows as it takes. */
    static BufferedImage grid(List<BufferedImage> images, int columns) {
        int across = Math.min(columns, images.size());
        int down = (images.size() + across - 1) / across;
        int width = images.get(0).getWidth();
        int height = images.get(0).getHeight();
        BufferedImage all = Png.blank(across * width, down * height);
        Graphics2D graphics = all.createGraphics();
        for (int i = 0; i < images.size(); i++) {
            graphics.drawImage(images.get(i), i % across * width, i / across * height, null);
        }
        graphics.dispose();
        return all;
    }
}
