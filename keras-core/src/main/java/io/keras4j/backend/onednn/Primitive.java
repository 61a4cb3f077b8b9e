package io.keras4j.backend.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;

/** A oneDNN primitive with all its arguments, ready to run again and again. */
final class Primitive {
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final dnnl_stream stream;
    private final dnnl_exec_arg_t arguments;
    private final int count;

    Primitive(Natives natives, dnnl_primitive_desc desc, Object[] pairs) {
        Dnnl.check(dnnl_primitive_create(primitive, desc), "primitive");
        natives.add(() -> dnnl_primitive_destroy(primitive));
        stream = Dnnl.stream(natives);
        count = pairs.length / 2;
        arguments = new dnnl_exec_arg_t(count);
        natives.add(arguments::close);
        for (int i = 0; i < count; i++) {
            arguments.position(i).arg((Integer) pairs[2 * i]).memory((dnnl_memory) pairs[2 * i + 1]);
        }
        arguments.position(0);
    }

    void run() {
        int status = dnnl_primitive_execute(primitive, stream, count, arguments);
        if (status != dnnl_success) {
            Dnnl.check(status, "execution");
        }
    }
}
