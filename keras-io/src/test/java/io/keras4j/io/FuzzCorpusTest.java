package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives every {@link FuzzTarget} the files that are kept for it in {@code fixtures/fuzz}: those that were once read wrongly, and some that
 * lead Jazzer to much of what readers do.
 */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "fixtures", "fuzz");

    static Stream<Arguments> files() throws IOException {
        Stream.Builder<Arguments> files = Stream.builder();
        for (FuzzTarget target : FuzzTarget.values()) {
            try (Stream<Path> all = Files.list(CORPUS.resolve(target.name().toLowerCase(Locale.ROOT)))) {
                List<Path> sorted = all.sorted().toList();
                assertThat(sorted).as("files for %s", target).isNotEmpty();
                sorted.forEach(file -> files.add(Arguments.of(target, file)));
            }
        }
        return files.build();
    }

    @ParameterizedTest
    @MethodSource("files")
    @Timeout(10)
    void readsWellOrSaysWhyNot(FuzzTarget target, Path file) throws IOException {
        target.read(Files.readAllBytes(file));
    }
}
