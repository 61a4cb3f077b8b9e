package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.config.Json;
import io.keras4j.engine.Input;
import io.keras4j.io.hdf5.ByteSource;
import io.keras4j.io.hdf5.Hdf5;
import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Exception;
import io.keras4j.io.hdf5.Hdf5Group;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import io.keras4j.models.Sequential;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;

/**
 * What reads bytes that may be anything; public for Jazzer. Reading ends well or in one of the exceptions that are caught here; anything else is an error.
 * {@link FuzzCorpusTest} gives each target the bytes that are kept for it, the script {@code fuzz} lets Jazzer look for further ones.
 */
public enum FuzzTarget {
    JSON {
        @Override
        void read(byte[] data) {
            try {
                Json.write(Json.read(data));
            } catch (Json.SyntaxException expected) {
                assertThat(expected).hasMessageContaining("it is not");
            }
        }
    },
    ZIP {
        @Override
        void read(byte[] data) throws IOException {
            Files.write(FILE, data);
            try (ZipArchive archive = new ZipArchive(FILE)) {
                for (String name : archive.names().stream().limit(MAX_OBJECTS).toList()) {
                    readEntry(archive, name);
                }
            } catch (ZipException | EOFException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    },
    HDF5 {
        @Override
        void read(byte[] data) throws IOException {
            try {
                readAll(Hdf5.open(ByteSource.of(data)), new int[] {MAX_OBJECTS}, MAX_DEPTH);
            } catch (Hdf5Exception | EOFException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    },
    /** Whole {@code .keras} files. */
    KERAS {
        @Override
        void read(byte[] data) throws IOException {
            Files.write(FILE, data);
            load(Model::load);
        }
    },
    /** The configuration in a {@code .keras} file, which the checksums around it would keep most changes from. */
    CONFIG {
        @Override
        void read(byte[] data) throws IOException {
            writeZip(data, SMALL_MODEL.weights());
            load(Model::load);
        }
    },
    /** The weights in a {@code .keras} file. */
    WEIGHTS {
        @Override
        void read(byte[] data) throws IOException {
            writeZip(SMALL_MODEL.config(), data);
            load(Model::load);
        }
    },
    /** Whole models in {@code .h5} files. */
    H5 {
        @Override
        void read(byte[] data) throws IOException {
            Files.write(FILE, data);
            load(Model::load);
        }
    },
    /** Files of weights for a model that is there. */
    H5_WEIGHTS {
        @Override
        void read(byte[] data) throws IOException {
            Files.write(FILE, data);
            load(SMALL_MODEL.model()::loadWeights);
            load(path -> SMALL_MODEL
                    .model()
                    .loadWeights(path, load -> load.byName(true).skipMismatch(true)));
        }
    },
    /** The text that describes a model. */
    ARCHITECTURE {
        @Override
        void read(byte[] data) {
            load(path -> Model.fromJson(new String(data, StandardCharsets.UTF_8)));
        }
    };

    private static final long MAX_READ = 1 << 20;
    private static final int MAX_OBJECTS = 1000;
    private static final int MAX_DEPTH = 10;

    private static final Path FILE = folder().resolve("bytes");
    private static final SmallModel SMALL_MODEL = SmallModel.make();
    private static FuzzTarget chosen;

    /** Reads {@code data}. */
    abstract void read(byte[] data) throws IOException;

    // ---- Jazzer

    /** Called by Jazzer with the name of a target. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        chosen = valueOf(arguments[0]);
        CONFIG.read(SMALL_MODEL.config()); // loads classes, which would take long for the first bytes that are tried
    }

    /** Called by Jazzer again and again. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        chosen.read(data);
    }

    // ---- What targets share

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("keras4j-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(FILE);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model with the parts of its {@code .keras} file. */
    private record SmallModel(Model model, byte[] config, byte[] weights) {
        static SmallModel make() {
            Model model = new Sequential(
                    Input.of(3),
                    new Dense(2).name("dense"),
                    new BatchNormalization().name("norm"),
                    new Dense(1).name("dense_1"));
            model.compile("adam", "mse");
            model.save(FILE + ".keras");
            try (ZipArchive archive = new ZipArchive(Path.of(FILE + ".keras"))) {
                return new SmallModel(
                        model, archive.read("config.json", MAX_READ), archive.read("model.weights.h5", MAX_READ));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                new java.io.File(FILE + ".keras").delete();
            }
        }
    }

    private static void load(Consumer<String> loader) {
        try {
            loader.accept(FILE.toString());
        } catch (ModelFormatException expected) {
            assertThat(expected.reason()).isNotBlank();
        }
    }

    private static void readEntry(ZipArchive archive, String name) throws IOException {
        try {
            archive.read(name, MAX_READ);
        } catch (ZipException | EOFException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
        try {
            archive.source(name);
        } catch (ZipException | EOFException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    private static void readAll(Hdf5Group group, int[] rest, int depth) throws IOException {
        group.attributes();
        for (String name : group.names()) {
            if (rest[0]-- < 0 || depth < 0) {
                return;
            }
            if (group.child(name) instanceof Hdf5Group child) {
                readAll(child, rest, depth - 1);
            } else if (group.child(name) instanceof Hdf5Dataset dataset) {
                readAll(dataset);
            }
        }
    }

    private static void readAll(Hdf5Dataset dataset) throws IOException {
        dataset.attributes();
        if (dataset.byteSize() <= MAX_READ) {
            try (InputStream in = dataset.open()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static void writeZip(byte[] config, byte[] weights) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(FILE))) {
            put(zip, "config.json", config);
            put(zip, "model.weights.h5", weights);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
