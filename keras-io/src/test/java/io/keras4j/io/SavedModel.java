package io.keras4j.io;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A model that some version of Keras saved, in the archive of the version: {@code cnn.h5} in {@code tf.keras-2.4.zip}, {@code cnn.json} beside it. */
record SavedModel(Path archive, String name) {
    /** All models in the archives of a folder of fixtures. */
    static List<SavedModel> in(String folder) throws IOException, URISyntaxException {
        List<SavedModel> all = new ArrayList<>();
        for (Path archive : archives(folder)) {
            try (FileSystem zip = FileSystems.newFileSystem(archive);
                    Stream<Path> entries = Files.list(zip.getPath("/"))) {
                entries.map(entry -> entry.getFileName().toString())
                        .filter(name -> !name.endsWith(".json"))
                        .sorted()
                        .forEach(name -> all.add(new SavedModel(archive, name)));
            }
        }
        return all;
    }

    static List<Path> archives(String folder) throws IOException, URISyntaxException {
        Path fixtures =
                Path.of(SavedModel.class.getResource("/fixtures/" + folder).toURI());
        try (Stream<Path> archives = Files.list(fixtures)) {
            return archives.sorted().toList();
        }
    }

    String version() {
        return archive.getFileName().toString().replace(".zip", "").replace("-", " ");
    }

    String model() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** The ending of the file's name. */
    String format() {
        return name.substring(name.lastIndexOf('.'));
    }

    /** TensorFlow 1, on which standalone Keras ran, may read a weight for a gradient when the same step has changed it already. */
    double tolerance() {
        return archive.getFileName().toString().matches("keras-[12].*") ? 5e-3 : 1e-4;
    }

    /** The file, with its record beside it, in {@code folder}. */
    Path unpack(Path folder) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            Files.copy(zip.getPath(model() + ".json"), folder.resolve(model() + ".json"));
            return Files.copy(zip.getPath(name), folder.resolve(name));
        }
    }

    /** The configuration of the model as it is in the file. */
    String config() throws IOException {
        Path here = Files.createTempDirectory("config");
        Path file = unpack(here);
        try {
            if (format().equals(".h5")) {
                return Hdf5File.read(
                        file, root -> String.valueOf(root.attributes().get("model_config")));
            }
            try (FileSystem zip = FileSystems.newFileSystem(file)) {
                return Files.readString(zip.getPath("config.json"));
            }
        } finally {
            Files.delete(file);
            Files.delete(here.resolve(model() + ".json"));
            Files.delete(here);
        }
    }

    @Override
    public String toString() {
        return archive.getFileName() + " " + name;
    }
}
