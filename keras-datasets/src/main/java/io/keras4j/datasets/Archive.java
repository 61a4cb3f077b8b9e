package io.keras4j.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tar file, compressed or not, or a zip file. Nothing is written outside the folder that it is extracted to: what leads out of it, by its
 * name or by a link, is left out with a warning, and links are made when all files are there.
 *
 * @param format "tar", "zip", or "auto" for what it is
 */
record Archive(Path file, String format) {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    /** Extracts all into {@code folder}; files that are there already are replaced. */
    void extractTo(Path folder) throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID() + ".part");
        Files.createDirectory(fresh);
        try {
            extract(fresh.toRealPath());
            Files.createDirectories(folder);
            moveInto(folder.toRealPath(), fresh);
        } finally {
            delete(fresh);
        }
    }

    private void extract(Path root) throws IOException {
        Map<Path, String> links = new LinkedHashMap<>();
        Map<Path, String> hardLinks = new LinkedHashMap<>();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream content = new BufferedInputStream(decompressed(raw));
                ArchiveInputStream entries = open(content)) {
            for (ArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = inside(root, entry.getName());
                TarArchiveEntry tar = entry instanceof TarArchiveEntry ? (TarArchiveEntry) entry : null;
                if (target == null) {
                    leaveOut(entry.getName());
                } else if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (tar != null && tar.isSymbolicLink()) {
                    links.put(target, tar.getLinkName());
                } else if (tar != null && tar.isLink()) {
                    hardLinks.put(target, tar.getLinkName());
                } else if (tar != null && (tar.isFIFO() || tar.isBlockDevice() || tar.isCharacterDevice())) {
                    leaveOut(entry.getName());
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        for (Map.Entry<Path, String> link : hardLinks.entrySet()) {
            Path source = inside(root, link.getValue());
            if (source == null || !Files.isRegularFile(source)) {
                leaveOut(link.getKey() + " -> " + link.getValue());
            } else {
                Files.createDirectories(link.getKey().getParent());
                Files.copy(source, link.getKey(), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (Map.Entry<Path, String> link : links.entrySet()) {
            link(root, link.getKey(), link.getValue());
        }
        for (Map.Entry<Path, String> link : links.entrySet()) { // a later one may have led an earlier one out
            if (Files.isSymbolicLink(link.getKey()) && !leadsInside(root, link.getKey())) {
                leaveOut(link.getKey() + " -> " + link.getValue());
                Files.delete(link.getKey());
            }
        }
    }

    private static void link(Path root, Path place, String target) throws IOException {
        Files.createDirectories(place.getParent());
        if (!place.getParent().toRealPath().startsWith(root) || Files.exists(place)) {
            leaveOut(place + " -> " + target);
            return;
        }
        Files.createSymbolicLink(place, Path.of(target));
    }

    private static boolean leadsInside(Path root, Path link) {
        try {
            return !Files.readSymbolicLink(link).isAbsolute()
                    && link.toRealPath().startsWith(root);
        } catch (IOException e) {
            return false; // it leads nowhere
        }
    }

    /** The place of {@code name}, null when it is not within {@code root}. */
    private static Path inside(Path root, String name) {
        try {
            Path place = root.resolve(name).normalize();
            boolean isInside = !Path.of(name).isAbsolute() && place.startsWith(root);
            return isInside && (!place.equals(root) || name.endsWith("/")) ? place : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static void leaveOut(String name) {
        LOG.warn("Left out of an archive, for it would lead out of its folder or is no file: {}", name);
    }

    private static InputStream decompressed(InputStream in) throws IOException {
        try {
            String compression = CompressorStreamFactory.detect(in);
            return new CompressorStreamFactory(true).createCompressorInputStream(compression, in);
        } catch (CompressorException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            return in; // not compressed
        }
    }

    private ArchiveInputStream open(InputStream in) throws IOException {
        try {
            String found = ArchiveStreamFactory.detect(in);
            if (found.equals(ArchiveStreamFactory.TAR) && !format.equals("zip")
                    || found.equals(ArchiveStreamFactory.ZIP) && !format.equals("tar")) {
                return new ArchiveStreamFactory().createArchiveInputStream(found, in);
            }
        } catch (ArchiveException e) {
            LOG.debug("No archive: {}", file, e);
        }
        throw new DatasetException(file + " is no archive in the format "
                + (format.equals("auto") ? "tar or zip" : format) + ": it cannot be extracted");
    }

    /** Moves all that is in {@code from} to {@code root}, where it takes the place of what has its name. */
    private static void moveInto(Path root, Path from) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path place = root.resolve(from.relativize(folder).toString());
                if (Files.isSymbolicLink(place)) {
                    Files.delete(place);
                }
                Files.createDirectories(place);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Path place = root.resolve(from.relativize(each).toString());
                Files.move(each, place, StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException problem) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
