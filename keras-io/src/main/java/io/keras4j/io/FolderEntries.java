package io.keras4j.io;

import io.keras4j.io.hdf5.ByteSource;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** The files of a folder as the parts of a model. */
final class FolderEntries implements ModelEntries {
    private final Path folder;
    private final List<FileChannel> open = new ArrayList<>();

    FolderEntries(Path folder) {
        this.folder = folder;
    }

    @Override
    public Set<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
                    .collect(Collectors.toSet());
        }
    }

    @Override
    public byte[] read(String name, long limit) throws IOException {
        ByteSource source = source(name);
        if (source.size() > limit) {
            throw new ZipException("it has " + source.size() + " bytes, more than the " + limit + " that are allowed");
        }
        byte[] bytes = new byte[(int) source.size()];
        source.read(0, ByteBuffer.wrap(bytes));
        return bytes;
    }

    @Override
    public ByteSource source(String name) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ);
        open.add(channel);
        return ByteSource.of(channel, 0, channel.size());
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open) {
            channel.close();
        }
    }
}
