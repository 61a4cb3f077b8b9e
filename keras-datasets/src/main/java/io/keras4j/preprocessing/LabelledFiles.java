package io.keras4j.preprocessing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of some kind under a folder.
 *
 * @param files sorted by class, then by path
 * @param labels the class of each, null where there are none
 * @param classNames the names of the classes, null where there are none
 */
record LabelledFiles(List<Path> files, List<Integer> labels, List<String> classNames) {
    /** What the names of image files end with. */
    static final List<String> IMAGES = List.of(".bmp", ".gif", ".jpeg", ".jpg", ".png");

    /** The files in the folder of each class; {@code classNames} null for all folders in alphabetical order. */
    static LabelledFiles ofClasses(Path folder, List<String> extensions, List<String> classNames, boolean followLinks) {
        List<String> found = folders(folder);
        if (classNames != null && !found.containsAll(classNames)) {
            throw new IllegalArgumentException(
                    "classNames must be among the folders in " + folder + ", " + found + "; received " + classNames);
        }
        List<String> names = classNames == null ? found : List.copyOf(classNames);
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            for (Path file : files(folder.resolve(names.get(label)), extensions, followLinks)) {
                files.add(file);
                labels.add(label);
            }
        }
        return new LabelledFiles(files, labels, names);
    }

    /** All files under a folder. */
    static LabelledFiles withoutClasses(Path folder, List<String> extensions, boolean followLinks) {
        return new LabelledFiles(files(folder, extensions, followLinks), null, null);
    }

    /** The files under a folder with these labels, in the order of their paths. */
    static LabelledFiles withLabels(Path folder, List<String> extensions, List<Integer> labels, boolean followLinks) {
        List<Path> files = files(folder, extensions, followLinks);
        if (files.size() != labels.size()) {
            throw new IllegalArgumentException("labels must have one for each of the " + files.size() + " files in "
                    + folder + "; received " + labels.size());
        }
        return new LabelledFiles(
                files,
                List.copyOf(labels),
                labels.stream().distinct().sorted().map(String::valueOf).toList());
    }

    private static List<String> folders(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder.toAbsolutePath() + " cannot be read", e);
        }
    }

    private static List<Path> files(Path folder, List<String> extensions, boolean followLinks) {
        FileVisitOption[] options =
                followLinks ? new FileVisitOption[] {FileVisitOption.FOLLOW_LINKS} : new FileVisitOption[0];
        try (Stream<Path> paths = Files.walk(folder, options)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> endsWith(file, extensions))
                    .sorted(Comparator.comparing((Path path) -> path.getParent().toString())
                            .thenComparing(path -> path.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder.toAbsolutePath() + " cannot be read", e);
        }
    }

    private static boolean endsWith(Path file, List<String> extensions) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return extensions.stream().anyMatch(name::endsWith);
    }

    /** The same in the order that NumPy's {@code RandomState(seed).shuffle} gives. */
    LabelledFiles shuffled(int seed) {
        int[] order = new NumpyRandom(seed).permutation(files.size());
        return taken(order, 0, order.length);
    }

    /** Those from place {@code from} up to, but without, {@code to}. */
    LabelledFiles slice(int from, int to) {
        int[] order = new int[files.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return taken(order, from, to);
    }

    private LabelledFiles taken(int[] order, int from, int to) {
        List<Path> some = new ArrayList<>();
        List<Integer> theirs = labels == null ? null : new ArrayList<>();
        for (int i = from; i < to; i++) {
            some.add(files.get(order[i]));
            if (theirs != null) {
                theirs.add(labels.get(order[i]));
            }
        }
        return new LabelledFiles(some, theirs, classNames);
    }
}
