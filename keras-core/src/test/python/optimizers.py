"""Optimizers: 20 steps of two variables along fixed gradients, the variables of the optimizer, configurations."""
from fixture import array, envelope, keras, np, write

O = keras.optimizers
STEPS = 20
rng = np.random.default_rng(3)
KERNEL = rng.normal(size=(4, 3)).astype("float32")
BIAS = rng.normal(size=(3,)).astype("float32")
GRADIENTS = [[rng.normal(size=v.shape).astype("float32") for v in (KERNEL, BIAS)] for _ in range(STEPS)]
BLOW_UP = 7


class Pair(keras.layers.Layer):
    def __init__(self, constraint=None):
        super().__init__(name="dense")
        self.kernel = self.add_weight(shape=KERNEL.shape, name="kernel", constraint=constraint)
        self.bias = self.add_weight(shape=BIAS.shape, name="bias")
        self.kernel.assign(KERNEL)
        self.bias.assign(BIAS)


cases = []


def case(make, exclude=None, constraint=None, blow_up=False, tolerance=1e-5):
    keras.utils.clear_session()
    optimizer = make()
    config = envelope(optimizer)
    pair = Pair(constraint)
    variables = [pair.kernel, pair.bias]
    if exclude:
        optimizer.exclude_from_weight_decay(var_names=exclude)
    optimizer.build(variables)
    kernels, biases = [], []
    for step in range(STEPS):
        gradients = [np.array(g) for g in GRADIENTS[step]]
        if blow_up and step == BLOW_UP:
            gradients[0][1, 1] = np.inf
        if isinstance(optimizer, O.LossScaleOptimizer):
            scale = np.float32(optimizer.dynamic_scale)
            new, own = optimizer.stateless_apply(
                [v.value for v in optimizer.variables], [g * scale for g in gradients], [v.value for v in variables]
            )
            for variable, value in zip(variables + optimizer.variables, list(new) + list(own)):
                variable.assign(value)
        else:
            optimizer.apply(gradients, variables)
        kernels.append(np.array(pair.kernel))
        biases.append(np.array(pair.bias))
    state = [
        {"path": v.path, "name": v.name, "shape": list(v.shape), "value": array(np.array(v))} for v in optimizer.variables
    ]
    optimizer.finalize_variable_values(variables)
    cases.append(
        {
            "object": config,
            "exclude": exclude,
            "constraint": constraint,
            "blow_up": BLOW_UP if blow_up else None,
            "tolerance": tolerance,
            "kernels": array(np.stack(kernels)),
            "biases": array(np.stack(biases)),
            "state": state,
            "finals": [array(np.array(v)) for v in variables],
        }
    )


for make in [
    lambda **k: O.SGD(0.1, **k),
    lambda **k: O.SGD(0.1, momentum=0.9, **k),
    lambda **k: O.RMSprop(0.01, **k),
    lambda **k: O.Adam(0.01, **k),
]:
    case(make)
    case(lambda: make(weight_decay=0.05))
    case(lambda: make(clipnorm=1.0))
    case(lambda: make(clipvalue=0.5))
    case(lambda: make(global_clipnorm=1.5))
    case(lambda: make(use_ema=True, ema_momentum=0.9))
    case(lambda: make(use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=3))
    case(lambda: make(loss_scale_factor=8.0))
    case(lambda: make(gradient_accumulation_steps=3))
    case(lambda: make(gradient_accumulation_steps=4, clipnorm=0.5, weight_decay=0.1, use_ema=True))
case(lambda: O.SGD())
case(lambda: O.SGD(0.1, momentum=0.9, nesterov=True))
case(lambda: O.SGD(0.1, weight_decay=0.05), exclude=["bias"])
case(lambda: O.SGD(0.1), constraint="non_neg")
case(lambda: O.SGD(O.schedules.ExponentialDecay(0.1, 5, 0.5), momentum=0.5))
case(lambda: O.RMSprop())
case(lambda: O.RMSprop(0.01, rho=0.8, momentum=0.5, epsilon=1e-5))
case(lambda: O.RMSprop(0.01, centered=True, epsilon=1e-3))
case(lambda: O.RMSprop(0.01, centered=True, momentum=0.9, epsilon=1e-3))
case(lambda: O.Adam())
case(lambda: O.Adam(0.01, amsgrad=True))
case(lambda: O.Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-5))
case(lambda: O.Adam(O.schedules.CosineDecay(0.01, 15)))
case(lambda: O.Adam(0.01, name="mine"), constraint="non_neg")
case(lambda: O.AdamW())
case(lambda: O.AdamW(0.01, weight_decay=0.1, amsgrad=True), exclude=["kernel", "gamma"])
case(lambda: O.Adadelta())
case(lambda: O.Adadelta(1.0, rho=0.9, epsilon=1e-4))
case(lambda: O.Adagrad())
case(lambda: O.Adagrad(0.1, initial_accumulator_value=0.5, epsilon=1e-5))
case(lambda: O.Adamax())
case(lambda: O.Adamax(0.01, beta_1=0.8, beta_2=0.9))
case(lambda: O.Adafactor())
case(lambda: O.Adafactor(0.1, clip_threshold=0.5, relative_step=False, beta_2_decay=-0.6))
case(lambda: O.Nadam())
case(lambda: O.Nadam(0.01, beta_1=0.8, beta_2=0.95, weight_decay=0.1))
case(lambda: O.Ftrl())
case(
    lambda: O.Ftrl(
        0.1,
        learning_rate_power=-0.3,
        l1_regularization_strength=0.05,
        l2_regularization_strength=0.02,
        l2_shrinkage_regularization_strength=0.01,
        beta=0.1,
    )
)
case(lambda: O.Lion())
case(lambda: O.Lion(0.01, beta_1=0.8, beta_2=0.9, weight_decay=0.1))
case(lambda: O.Lamb())
case(lambda: O.Lamb(0.01, beta_1=0.8, beta_2=0.95, weight_decay=0.1))
# five products of matrices each step
case(lambda: O.Muon(), tolerance=1e-4)
case(lambda: O.Muon(0.01, nesterov=False, rms_rate=None, adam_lr_ratio=2.0, ns_steps=3), tolerance=1e-4)
case(lambda: O.Muon(0.01, exclude_layers=["dense"]))
case(lambda: O.ScheduleFreeAdamW())
case(lambda: O.ScheduleFreeAdamW(0.01, warmup_steps=5, weight_decay=0.1))
case(lambda: O.LossScaleOptimizer(O.Adam(0.01)))
case(lambda: O.LossScaleOptimizer(O.SGD(0.1, momentum=0.9), initial_scale=64.0, dynamic_growth_steps=4), blow_up=True)
case(lambda: O.MultiOptimizer(O.OptimizerMap(O.Adam(0.01), {".*bias": O.SGD(0.1, momentum=0.5)})))
case(lambda: O.MultiOptimizer(O.OptimizerMap(O.RMSprop(0.01)), loss_scale_factor=4.0))
write("optimizers", [{"kernel": array(KERNEL), "bias": array(BIAS), "gradients": [[array(g) for g in step] for step in GRADIENTS]}])
write("optimizer_cases", cases)
