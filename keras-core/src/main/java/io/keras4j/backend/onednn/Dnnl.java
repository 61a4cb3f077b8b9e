package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.keras4j.backend.NativeMemory;
import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one kernel makes with <a href="https://uxlfoundation.github.io/oneDNN/">oneDNN's C API</a>: memory descriptors, memories and
 * primitives, all freed together.
 */
final class Dnnl {
    private static final int ALIGNMENT = 64;
    private static final dnnl_engine ENGINE = new dnnl_engine();

    static {
        check(dnnl_engine_create(ENGINE, dnnl_cpu, 0), "engine");
    }

    private final Natives natives;

    Dnnl(Natives natives) {
        this.natives = natives;
    }

    static dnnl_engine engine() {
        return ENGINE;
    }

    static void check(int status, String what) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN: " + what + " failed with status " + status);
        }
    }

    /** Row-major strides. */
    static long[] strides(long... dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    /** The description of float32 elements with these sizes and strides. */
    dnnl_memory_desc desc(long[] dims, long[] strides) {
        dnnl_memory_desc desc = new dnnl_memory_desc();
        check(dnnl_memory_desc_create_with_strides(desc, dims.length, dims, dnnl_f32, strides), "memory descriptor");
        natives.add(() -> dnnl_memory_desc_destroy(desc));
        return desc;
    }

    /** The description of row-major float32 elements. */
    dnnl_memory_desc desc(long... dims) {
        return desc(dims, strides(dims));
    }

    /** A description that leaves the arrangement to oneDNN. */
    dnnl_memory_desc anyDesc(long... dims) {
        dnnl_memory_desc desc = new dnnl_memory_desc();
        check(
                dnnl_memory_desc_create_with_tag(desc, dims.length, dims, dnnl_f32, dnnl_format_tag_any),
                "memory descriptor");
        natives.add(() -> dnnl_memory_desc_destroy(desc));
        return desc;
    }

    /** The elements of {@code array} from {@code offset} on. */
    dnnl_memory memory(dnnl_memory_desc desc, INDArray array, long offset) {
        long shift = offset * array.dataType().width();
        return memory(desc, new NativeMemory(NativeMemory.address(array) + shift, dnnl_memory_desc_get_size(desc)));
    }

    /** Memory of its own. */
    dnnl_memory memory(dnnl_memory_desc desc) {
        return memory(desc, allocate(dnnl_memory_desc_get_size(desc)));
    }

    private dnnl_memory memory(dnnl_memory_desc desc, Pointer place) {
        dnnl_memory memory = new dnnl_memory();
        check(dnnl_memory_create(memory, desc, ENGINE, place), "memory");
        natives.add(() -> dnnl_memory_destroy(memory));
        return memory;
    }

    private Pointer allocate(long bytes) {
        Pointer block = Pointer.malloc(Math.max(1, bytes) + ALIGNMENT);
        if (block == null || block.isNull()) {
            throw new OutOfMemoryError("oneDNN: cannot allocate " + bytes + " bytes");
        }
        natives.add(() -> Pointer.free(block));
        long start = (block.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        Pointer.memset(new NativeMemory(start, bytes), 0, bytes);
        return new NativeMemory(start, bytes);
    }

    /** Attributes that make a primitive take its scratch memory from us: the library's own is tied to the thread that made it. */
    dnnl_primitive_attr attributes() {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        check(dnnl_primitive_attr_create(attributes), "attributes");
        natives.add(() -> dnnl_primitive_attr_destroy(attributes));
        check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "scratchpad mode");
        return attributes;
    }

    /** Attributes with an activation after the primitive; none for null. */
    dnnl_primitive_attr attributes(Eltwise activation) {
        dnnl_primitive_attr attributes = attributes();
        if (activation != null) {
            dnnl_post_ops operations = new dnnl_post_ops();
            check(dnnl_post_ops_create(operations), "post-ops");
            natives.add(() -> dnnl_post_ops_destroy(operations));
            check(
                    dnnl_post_ops_append_eltwise(
                            operations, activation.algorithm(), activation.alpha(), activation.beta()),
                    "post-op");
            check(dnnl_primitive_attr_set_post_ops(attributes, operations), "post-ops");
        }
        return attributes;
    }

    /** Attributes that add the result to what the destination holds. */
    dnnl_primitive_attr accumulating() {
        dnnl_primitive_attr attributes = attributes();
        dnnl_post_ops operations = new dnnl_post_ops();
        check(dnnl_post_ops_create(operations), "post-ops");
        natives.add(() -> dnnl_post_ops_destroy(operations));
        check(dnnl_post_ops_append_sum(operations, 1, 0, dnnl_data_type_undef), "post-op");
        check(dnnl_primitive_attr_set_post_ops(attributes, operations), "post-ops");
        return attributes;
    }

    /** Remembers to free {@code desc} after checking the status of its creation; returns it, or null when oneDNN has no implementation. */
    dnnl_primitive_desc created(int status, dnnl_primitive_desc desc, String what) {
        if (status == dnnl_unimplemented) {
            return null;
        }
        check(status, what);
        natives.add(() -> dnnl_primitive_desc_destroy(desc));
        return desc;
    }

    /** The description that a primitive chose for one of its arguments. */
    static dnnl_memory_desc chosen(dnnl_primitive_desc desc, int query) {
        return dnnl_primitive_desc_query_md(desc, query, 0);
    }

    /** The description that a primitive chose for its argument of this number. */
    static dnnl_memory_desc argument(dnnl_primitive_desc desc, int number) {
        return dnnl_primitive_desc_query_md(desc, dnnl_query_exec_arg_md, number);
    }

    /** A primitive with its arguments: pairs of argument number and memory. */
    Primitive primitive(dnnl_primitive_desc desc, Object... arguments) {
        dnnl_memory_desc scratch = dnnl_primitive_desc_query_md(desc, dnnl_query_scratchpad_md, 0);
        Object[] all = arguments;
        if (scratch != null && dnnl_memory_desc_get_size(scratch) > 0) {
            all = Arrays.copyOf(arguments, arguments.length + 2);
            all[arguments.length] = DNNL_ARG_SCRATCHPAD;
            all[arguments.length + 1] = memory(scratch);
        }
        return new Primitive(natives, desc, all);
    }

    /** A copy between two arrangements of the same elements. */
    Primitive reorder(
            dnnl_memory_desc from,
            dnnl_memory source,
            dnnl_memory_desc to,
            dnnl_memory target,
            dnnl_primitive_attr attributes) {
        dnnl_primitive_desc desc = new dnnl_primitive_desc();
        check(dnnl_reorder_primitive_desc_create(desc, from, ENGINE, to, ENGINE, attributes), "reorder");
        natives.add(() -> dnnl_primitive_desc_destroy(desc));
        return primitive(desc, DNNL_ARG_FROM, source, DNNL_ARG_TO, target);
    }

    /** A stream for one primitive, so that primitives can run in several threads at once. */
    static dnnl_stream stream(Natives natives) {
        dnnl_stream stream = new dnnl_stream();
        check(dnnl_stream_create(stream, ENGINE, dnnl_stream_default_flags), "stream");
        natives.add(() -> dnnl_stream_destroy(stream));
        return stream;
    }

    /** The name of the implementation that oneDNN chose, for finding out why something is slow. */
    static String implementation(dnnl_primitive_desc desc) {
        PointerPointer<BytePointer> name = new PointerPointer<>(1);
        dnnl_primitive_desc_query(desc, dnnl_query_impl_info_str, 0, name);
        return name.get(BytePointer.class, 0).getString();
    }
}
