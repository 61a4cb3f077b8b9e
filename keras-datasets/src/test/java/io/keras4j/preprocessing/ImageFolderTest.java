package io.keras4j.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path folder;

    private void write(String file, Color color) throws IOException {
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24; i++) {
            image.setRGB(i % 6, i / 6, color.getRGB());
        }
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        ImageIO.write(image, "png", path.toFile());
    }

    @Test
    void foldersAreClassesInAlphabeticalOrder() throws IOException {
        write("red/1.png", new Color(200, 10, 30));
        write("blue/2.png", Color.BLUE);
        write("blue/1.PNG", Color.BLACK);
        Files.writeString(folder.resolve("blue/notes.txt"), "no image");
        Files.writeString(folder.resolve("README"), "no class");

        ImageFolder images = ImageFolder.load(folder, f -> f.imageSize(8, 5));

        assertThat(images.classNames()).containsExactly("blue", "red");
        assertThat(images.y().toIntVector()).containsExactly(0, 0, 1);
        assertThat(images.x().shape()).containsExactly(3, 8, 5, 3);
        assertThat(images.x().getFloat(0, 3, 3, 2)).isZero();
        assertThat(images.x().getFloat(1, 3, 3, 2)).isEqualTo(255);
        assertThat(images.x().getFloat(2, 7, 4, 0)).isEqualTo(200);
        assertThat(images.x().getFloat(2, 7, 4, 1)).isEqualTo(10);
        assertThat(images).hasToString("ImageFolder(3 images of 2 classes, 8 x 5 x 3)");
    }

    @Test
    void greyImagesHaveOneChannel() throws IOException {
        write("a/1.png", Color.WHITE);

        ImageFolder images = ImageFolder.load(folder, f -> f.imageSize(2, 2).colorMode("grayscale"));

        assertThat(images.x().shape()).containsExactly(1, 2, 2, 1);
        assertThat(images.x().toString()).contains("255");
    }

    @Test
    void saysWhatIsWrongWithAFolder() throws IOException {
        assertThatThrownBy(() -> ImageFolder.load(folder, f -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("must hold a folder of images per class");
        assertThatThrownBy(() -> ImageFolder.load(folder.resolve("none"), f -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none cannot be read");
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/broken.png"), "no image");
        assertThatThrownBy(() -> ImageFolder.load(folder, f -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("broken.png holds no image");
        assertThatThrownBy(() -> ImageFolder.load(folder, f -> f.imageSize(0, 2)))
                .hasMessageContaining("two positive numbers; received 0 and 2");
        assertThatThrownBy(() -> ImageFolder.load(folder, f -> f.colorMode("cmyk")))
                .hasMessageContaining("received \"cmyk\"");
    }
}
