package io.keras4j.ops.reduction;

import io.keras4j.ops.Op;
import java.util.List;

/** Whether some element along axes is true. */
public record Any(List<Integer> axes, boolean keepDims) implements Reduction, Op.NotDifferentiable {}
