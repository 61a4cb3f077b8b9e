package io.keras4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the Java code which the README and the guides show compiles: each block of it is part of a source file here. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void codeOfTheDocumentationIsCompiled() throws IOException {
        List<String> sources = sources();
        for (Path page : pages()) {
            List<String> missing = BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(result -> result.group(1))
                    .filter(block -> sources.stream().noneMatch(source -> source.contains(withoutLayout(block))))
                    .toList();
            assertThat(missing)
                    .as("code on the page %s that is in no source file of this module", page)
                    .isEmpty();
        }
    }

    /** The pages for users. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        assertThat(pages).hasSizeGreaterThan(2);
        return pages;
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(DocumentationTest::read)
                    .map(DocumentationTest::withoutLayout)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The formatter breaks lines where pages need not; a comment at the end of a line explains what the line does to readers of a page. */
    private static String withoutLayout(String code) {
        return code.replaceAll("(?m) +// .*$", "").replaceAll("\\s+", "");
    }
}
