"""Learning rate schedules: the rates of some steps."""
from fixture import array, envelope, keras, np, write

S = keras.optimizers.schedules
STEPS = [0, 1, 2, 5, 9, 10, 11, 19, 20, 21, 30, 45, 100]
schedules = [
    S.ExponentialDecay(0.1, 10, 0.9),
    S.ExponentialDecay(0.1, 10, 0.9, staircase=True, name="mine"),
    S.PiecewiseConstantDecay([5, 10, 20], [1.0, 0.5, 0.25, 0.1]),
    S.PiecewiseConstantDecay([10], [1.0, 0.5]),
    S.PolynomialDecay(0.1, 20),
    S.PolynomialDecay(0.1, 20, end_learning_rate=0.01, power=0.5),
    S.PolynomialDecay(0.1, 20, power=2.0, cycle=True),
    S.InverseTimeDecay(0.1, 10, 0.5),
    S.InverseTimeDecay(0.1, 10, 0.5, staircase=True),
    S.CosineDecay(0.1, 20),
    S.CosineDecay(0.1, 20, alpha=0.2),
    S.CosineDecay(0.0, 20, warmup_target=0.1, warmup_steps=10),
    S.CosineDecayRestarts(0.1, 8),
    S.CosineDecayRestarts(0.1, 8, t_mul=1.0, m_mul=0.9, alpha=0.1),
    S.CosineDecayRestarts(0.1, 8, t_mul=1.5, m_mul=0.8),
]
write(
    "schedules",
    [
        {
            "object": envelope(schedule),
            "steps": STEPS,
            "rates": array(np.array([float(schedule(np.int32(step))) for step in STEPS], "float32")),
        }
        for schedule in schedules
    ],
)
