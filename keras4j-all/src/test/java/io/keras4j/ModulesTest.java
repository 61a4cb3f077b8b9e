package io.keras4j;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What holds for the modules as a set. */
class ModulesTest {

    /** Modules that share a package cannot be used together on the module path. */
    @Test
    void noPackageIsSplitBetweenModules() throws Exception {
        Map<String, Set<URI>> modulesByPackage = new TreeMap<>();
        for (var root : Collections.list(getClass().getClassLoader().getResources("io/keras4j"))) {
            URI module = root.toURI();
            if (!module.getSchemeSpecificPart().contains("/test-classes/")) {
                packagesIn(module)
                        .forEach(name -> modulesByPackage
                                .computeIfAbsent(name, key -> new HashSet<>())
                                .add(module));
            }
        }

        assertThat(modulesByPackage.keySet())
                .contains(
                        "tensor",
                        "layers",
                        "callbacks",
                        "datasets",
                        "io",
                        "plots"); // one of each module: all were looked at
        assertThat(modulesByPackage)
                .allSatisfy((name, modules) -> assertThat(modules)
                        .as("modules with package io.keras4j.%s", name)
                        .hasSize(1));
    }

    /** Whoever imports the BOM gets the version of every module that is published. */
    @Test
    void bomListsEveryModule() throws Exception {
        Set<String> modules = new HashSet<>(texts(Path.of("../pom.xml"), "module"));
        modules.removeAll(Set.of("keras4j-bom", "examples", "benchmarks"));
        Set<String> published = new HashSet<>();
        for (String module : modules) {
            List<String> artifacts = texts(Path.of("..", module, "pom.xml"), "artifactId");
            published.add(artifacts.get(1)); // after that of the parent
        }

        Set<String> listed = new HashSet<>(texts(Path.of("../keras4j-bom/pom.xml"), "artifactId"));
        listed.removeAll(Set.of("keras4j-bom", "keras4j-parent"));

        assertThat(listed).isEqualTo(published);
    }

    /** The folders under {@code io/keras4j}, in a directory or in a jar, that hold classes. */
    private static Set<String> packagesIn(URI root) throws IOException {
        if (root.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                return packagesIn(jar.getPath("io/keras4j"));
            }
        }
        return packagesIn(Path.of(root));
    }

    private static Set<String> packagesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> root.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
                    .collect(toSet());
        }
    }

    private static List<String> texts(Path xml, String tag) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
        NodeList nodes = root.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
