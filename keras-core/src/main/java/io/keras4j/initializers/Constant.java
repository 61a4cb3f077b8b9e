package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One number everywhere, 0 unless given: "constant"; or an array, which is broadcast to the shape of the weight. */
public final class Constant extends Initializer {
    private final Argument<INDArray> value = argument("value", Codecs.of(Constant::decode, Constant::encode), 0.0);

    /** Zeros. */
    public Constant() {}

    /** This number everywhere. */
    public Constant(double value) {
        this.value.set(value);
    }

    /** These numbers. */
    public Constant(INDArray values) {
        value.set(values);
    }

    @Override
    public Tensor create(Shape shape, DType dtype) {
        return Ops.broadcastTo(Ops.cast(Ops.constant(value.get()), dtype), shape);
    }

    /** A number, an array, nested lists, or Keras's envelope of an array. */
    private static INDArray decode(Object given) {
        if (given instanceof INDArray array) {
            return array;
        }
        if (given instanceof Map<?, ?> envelope) {
            Map<String, Object> config = Codecs.map().decode(envelope.get("config"));
            DType dtype = DType.of(String.valueOf(config.get("dtype")));
            return decode(config.get("value")).castTo(dtype.nd4j());
        }
        if (given instanceof List<?> list) {
            return Nd4j.stack(0, list.stream().map(Constant::decode).toArray(INDArray[]::new));
        }
        return Nd4j.scalar(Codecs.number().decode(given).doubleValue());
    }

    private static Object encode(INDArray array) {
        if (array.rank() == 0) {
            return array.getDouble(0);
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("value", nested(array));
        config.put("dtype", DType.of(array.dataType()).toString());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("class_name", "__numpy__");
        envelope.put("config", config);
        return envelope;
    }

    private static Object nested(INDArray array) {
        if (array.rank() == 0) {
            return array.getDouble(0);
        }
        List<Object> slices = new ArrayList<>();
        for (long i = 0; i < array.size(0); i++) {
            slices.add(array.rank() == 1 ? (Object) array.getDouble(i) : nested(array.slice(i)));
        }
        return slices;
    }
}
