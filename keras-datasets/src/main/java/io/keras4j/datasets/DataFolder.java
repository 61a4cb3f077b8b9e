package io.keras4j.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where data sets are kept, and how those that are missing get there.
 *
 * @param roots the folders that are searched, in order; a download goes to the first that can be written to
 * @param origin the folder of the web that holds all files, under their names without folders
 * @param download how files are fetched
 */
record DataFolder(List<Path> roots, URI origin, Download download) {
    private static final URI KERAS_ORIGIN = URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/");

    /** Keras's own cache folder. */
    static DataFolder keras() {
        return new DataFolder(
                kerasRoots(System.getenv(), Path.of(System.getProperty("user.home"))),
                KERAS_ORIGIN,
                Download.standard());
    }

    /** A folder of the user's choice. */
    static DataFolder at(Path root) {
        return new DataFolder(List.of(root), KERAS_ORIGIN, Download.standard());
    }

    /** Keras's rule: {@code KERAS_HOME}, else {@code ~/.keras}, and a temporary folder where that is not writable. */
    static List<Path> kerasHomes(Map<String, String> environment, Path userHome) {
        String configured = environment.getOrDefault("KERAS_HOME", "");
        Path home;
        if (configured.isBlank()) {
            home = userHome.resolve(".keras");
        } else if (configured.equals("~") || configured.startsWith("~/")) {
            home = userHome.resolve(configured.substring(Math.min(2, configured.length())));
        } else {
            home = Path.of(configured);
        }
        return List.of(home, Path.of(System.getProperty("java.io.tmpdir"), ".keras"));
    }

    /** The folders of data sets among {@link #kerasHomes}. */
    static List<Path> kerasRoots(Map<String, String> environment, Path userHome) {
        return kerasHomes(environment, userHome).stream()
                .map(home -> home.resolve("datasets"))
                .toList();
    }

    /** Whether the file is there, whatever its content. */
    boolean holds(DataFile file) {
        return find(file).isPresent();
    }

    /** The contents of the files of a data set, verified; files that are missing are downloaded. */
    List<byte[]> contents(String dataset, List<DataFile> files) {
        List<byte[]> contents = new ArrayList<>();
        for (DataFile file : files) {
            Optional<Path> local = find(file);
            try {
                contents.add(local.isPresent() ? file.read(local.get()) : fetch(file));
            } catch (IOException e) {
                throw notFound(dataset, files.stream().filter(f -> !holds(f)).toList(), e);
            }
        }
        return contents;
    }

    private Optional<Path> find(DataFile file) {
        String unpacked = file.path().replaceFirst("\\.gz$", "");
        return roots.stream()
                .flatMap(root -> Stream.of(root.resolve(file.path()), root.resolve(unpacked)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private byte[] fetch(DataFile file) throws IOException {
        Path target = writable(roots).resolve(file.path());
        Files.createDirectories(target.getParent());
        return Download.complete(target, part -> {
            download.fetch(origin.resolve(file.name()), part);
            return verified(file, part);
        });
    }

    /** What a proxy or a login page of a network returns is not the file either: as good as no download. */
    private byte[] verified(DataFile file, Path part) throws IOException {
        try {
            return file.read(part);
        } catch (DatasetException e) {
            throw new IOException(
                    "what was downloaded is not the published file (expected " + file.size() + " bytes with "
                            + file.algorithm() + " " + file.checksum() + ", received a file of " + Files.size(part)
                            + " bytes)",
                    e);
        }
    }

    /** The first of these folders that can be written to, which is made if need be. */
    static Path writable(List<Path> roots) throws IOException {
        IOException problem = null;
        for (Path root : roots) {
            try {
                Files.createDirectories(root);
                if (Files.isWritable(root)) {
                    return root;
                }
                problem = new IOException(root + " is not writable", problem);
            } catch (IOException e) {
                problem = e;
            }
        }
        throw new IOException("no folder for downloads can be written to", problem);
    }

    private DatasetNotFoundException notFound(String dataset, List<DataFile> missing, IOException cause) {
        String paths = missing.stream()
                .map(file -> "\n  " + roots.get(0).resolve(file.path()) + "  from  " + origin.resolve(file.name()))
                .collect(Collectors.joining());
        return new DatasetNotFoundException(
                dataset + " is not in " + roots.get(0) + " and cannot be downloaded: " + cause.getMessage()
                        + ". Without a network, get these files elsewhere and put them at" + paths
                        + "\nor set KERAS_HOME to a folder whose subfolder datasets holds them.",
                cause);
    }
}
