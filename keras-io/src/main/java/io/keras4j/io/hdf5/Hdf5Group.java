package io.keras4j.io.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A group: names of datasets and further groups. */
public final class Hdf5Group extends Hdf5Object {
    private Map<String, Link> links;
    private final Map<String, Hdf5Object> opened = new HashMap<>();

    Hdf5Group(File file, String path, ObjectHeader header) {
        super(file, path, header);
    }

    /** The names in this group, sorted. */
    public Set<String> names() throws IOException {
        return Collections.unmodifiableSet(links().keySet());
    }

    /** Whether something is at {@code relativePath}, names separated by slashes. */
    public boolean has(String relativePath) throws IOException {
        return find(relativePath) != null;
    }

    /**
     * The group at {@code relativePath}, or null when nothing is there.
     *
     * @throws Hdf5Exception when a dataset is there
     */
    public Hdf5Group group(String relativePath) throws IOException {
        Hdf5Object found = find(relativePath);
        if (found instanceof Hdf5Dataset) {
            throw new Hdf5Exception(found.path() + " is a dataset, a group was expected");
        }
        return (Hdf5Group) found;
    }

    /**
     * The dataset at {@code relativePath}, or null when nothing is there.
     *
     * @throws Hdf5Exception when a group is there
     */
    public Hdf5Dataset dataset(String relativePath) throws IOException {
        Hdf5Object found = find(relativePath);
        if (found instanceof Hdf5Group) {
            throw new Hdf5Exception(found.path() + " is a group, a dataset was expected");
        }
        return (Hdf5Dataset) found;
    }

    private Hdf5Object find(String relativePath) throws IOException {
        Hdf5Object found = this;
        for (String name : relativePath.split("/")) {
            if (!name.isEmpty()) {
                if (!(found instanceof Hdf5Group)) {
                    return null;
                }
                found = ((Hdf5Group) found).child(name);
            }
        }
        return found;
    }

    /** What is named {@code name} in this group, or null. */
    public Hdf5Object child(String name) throws IOException {
        Hdf5Object child = opened.get(name);
        if (child == null && links().containsKey(name)) {
            child = open(links().get(name));
            opened.put(name, child);
        }
        return child;
    }

    private Hdf5Object open(Link link) throws IOException {
        String childPath = path().equals("/") ? "/" + link.name() : path() + "/" + link.name();
        if (link.address() == Cursor.UNDEFINED) {
            throw new Hdf5Exception(
                    childPath + " is a link to a path or another file, which model files must not hold");
        }
        return open(file(), childPath, link.address());
    }

    static Hdf5Object open(File file, String path, long address) throws IOException {
        if (!file.opened().add(address)) {
            throw new Hdf5Exception(path + " is there under another name too, or leads around in circles");
        }
        ObjectHeader header = ObjectHeader.read(file.storage(), address);
        return header.has(ObjectHeader.LAYOUT)
                ? new Hdf5Dataset(file, path, header)
                : new Hdf5Group(file, path, header);
    }

    private Map<String, Link> links() throws IOException {
        if (links == null) {
            List<Link> all = new ArrayList<>();
            for (Cursor message : header().all(ObjectHeader.SYMBOL_TABLE)) {
                all.addAll(SymbolTable.read(file().storage(), message));
            }
            for (Cursor message : header().all(ObjectHeader.LINK)) {
                all.add(Link.read(message));
            }
            for (Cursor info : header().all(ObjectHeader.LINK_INFO)) {
                for (Cursor message : DenseStorage.links(file().storage(), info)) {
                    all.add(Link.read(message));
                }
            }
            Map<String, Link> byName = new TreeMap<>();
            all.forEach(link -> byName.put(link.name(), link));
            links = byName;
        }
        return links;
    }
}
