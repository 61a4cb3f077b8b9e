package io.keras4j.io;

import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Exception;
import io.keras4j.io.hdf5.Hdf5Group;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The groups of a weight file under the paths that Keras 3 gives them. Keras 2.13 and 2.14 had another name for {@code layers} and left out
 * numbers there, and what was written on Windows has backslashes in the names of groups.
 */
final class SavedGroups {
    private static final String OLD_LAYERS = "_layer_checkpoint_dependencies";
    private static final String LAYERS = "layers";
    private static final String VARIABLES = "vars";
    private static final Pattern NUMBERED = Pattern.compile("(.+)_(\\d{1,9})");
    private static final Pattern UNDERSCORE = Pattern.compile("(^|/)_(?=[^_/])");
    /** More than any model has. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_GROUPS = 1_000_000;

    private final Map<String, Hdf5Group> byPath = new LinkedHashMap<>();

    private SavedGroups() {}

    /** The groups below {@code root}. */
    static SavedGroups of(Hdf5Group root) throws IOException {
        SavedGroups saved = new SavedGroups();
        saved.collect(root, "", 0);
        SavedGroups groups = new SavedGroups();
        saved.byPath.forEach((path, group) -> groups.byPath.put(saved.renamed(path), group));
        // attributes that Keras 3 has without an underscore
        Map.copyOf(groups.byPath)
                .forEach((path, group) ->
                        groups.byPath.putIfAbsent(UNDERSCORE.matcher(path).replaceAll("$1"), group));
        return groups;
    }

    /** The group at {@code path}, or null. */
    Hdf5Group get(String path) {
        return byPath.get(path);
    }

    /** All datasets in groups of variables, such as {@code layers/dense/vars/0}. */
    Map<String, Hdf5Dataset> datasets() throws IOException {
        Map<String, Hdf5Dataset> datasets = new LinkedHashMap<>();
        for (Map.Entry<String, Hdf5Group> each : byPath.entrySet()) {
            boolean variables = each.getKey().equals(VARIABLES) || each.getKey().endsWith("/" + VARIABLES);
            if (variables && !UNDERSCORE.matcher(each.getKey()).find()) {
                for (String name : each.getValue().names()) {
                    Hdf5Dataset dataset = each.getValue().dataset(name);
                    if (dataset != null) {
                        datasets.put(each.getKey() + "/" + name, dataset);
                    }
                }
            }
        }
        return datasets;
    }

    private void collect(Hdf5Group parent, String path, int depth) throws IOException {
        if (depth > MAX_DEPTH || byPath.size() > MAX_GROUPS) {
            throw new Hdf5Exception("it has more groups than a model can have");
        }
        for (String name : parent.names()) {
            if (parent.child(name) instanceof Hdf5Group group) {
                String childPath = path + name.replace('\\', '/');
                byPath.put(childPath, group);
                if (!name.equals(VARIABLES)) {
                    collect(group, childPath + "/", depth + 1);
                }
            }
        }
    }

    /** {@code path} with Keras 3's name for {@code layers} and the numbers that it gives the layers in there. */
    private String renamed(String path) {
        StringBuilder old = new StringBuilder();
        StringBuilder renamed = new StringBuilder();
        boolean inOldLayers = false;
        for (String name : path.split("/")) {
            String separator = old.isEmpty() ? "" : "/";
            String now = inOldLayers ? renumbered(old.toString(), name) : name;
            inOldLayers = name.equals(OLD_LAYERS);
            old.append(separator).append(name);
            renamed.append(separator).append(inOldLayers ? LAYERS : now.replace("sync_batch", "batch"));
        }
        return renamed.toString();
    }

    /** The name that tells the how-manieth of its kind {@code name} is among those in {@code container}. */
    private String renumbered(String container, String name) {
        Matcher numbered = NUMBERED.matcher(name);
        String kind = numbered.matches() ? numbered.group(1) : name;
        long before = byPath.keySet().stream()
                .filter(path -> path.startsWith(container + "/"))
                .map(path -> path.substring(container.length() + 1))
                .filter(other -> !other.contains("/") && isBefore(other, name, kind))
                .count();
        return before == 0 ? kind : kind + "_" + before;
    }

    private static boolean isBefore(String other, String name, String kind) {
        Matcher numbered = NUMBERED.matcher(other);
        boolean same =
                other.equals(kind) || numbered.matches() && numbered.group(1).equals(kind);
        return same && number(other, kind) < number(name, kind);
    }

    private static int number(String name, String kind) {
        return name.equals(kind) ? 0 : Integer.parseInt(name.substring(kind.length() + 1));
    }
}
