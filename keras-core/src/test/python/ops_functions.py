"""What the functions of keras.ops on frequencies, and those that take functions, give: read by OpsTest."""
import numpy as np

from op_cases import CASES, case, flags, keras, normal, ops, positive, whole, write  # noqa: F401


def pair(function, **arguments):
    """A function of complex numbers, which come as two tensors."""
    return lambda re, im: function((re, im), **arguments)


def spectral():
    for n in (1, 4, 5, 12):
        case("fft", [normal(2, n), normal(2, n)], function=pair(ops.fft))
    for name in "fft2 ifft2".split():
        case(name, [normal(2, 3, 4), normal(2, 3, 4)], function=pair(getattr(ops, name)))
    for n in (7, 8):
        case("rfft", [normal(2, n)])
        for length in (5, 6, 10):
            case("rfft", [normal(2, n)], fft_length=length)
    case("irfft", [normal(2, 5), normal(2, 5)], function=pair(ops.irfft))
    for length in (5, 6, 8, 9, 12):
        case("irfft", [normal(2, 5), normal(2, 5)], function=pair(ops.irfft, fft_length=length), fft_length=length)
    case("extract_sequences", [normal(2, 11)], sequence_length=4, sequence_stride=3)
    case("extract_sequences", [normal(3, 2, 8)], sequence_length=4, sequence_stride=4)
    plain = {"sequence_length": 6, "sequence_stride": 3, "fft_length": 8}
    case("stft", [normal(2, 20)], **plain)
    case("istft", [normal(2, 6, 5), normal(2, 6, 5)], function=pair(ops.istft, **plain), **plain)
    for window in ("hann", "hamming", None):
        for center in (True, False):
            more = {**plain, "window": window, "center": center}
            case("stft", [normal(2, 20)], **more)
            case("istft", [normal(2, 6, 5), normal(2, 6, 5)], function=pair(ops.istft, **more), **more)
    more = {**plain, "window": "hann", "center": True, "length": 13}
    case("istft", [normal(2, 6, 5), normal(2, 6, 5)], function=pair(ops.istft, **more), **more)
    custom = positive(6)
    case("stft", [normal(20), custom], function=lambda x, w: ops.stft(x, window=np.asarray(custom), **plain), gradient=False, **plain)
    for name in "real imag conj conjugate angle".split():
        case(name, [normal(3, 4)], gradient=False)


def control():
    """Each calls a function that NumpyCalls writes in Java, too."""
    x, y = normal(3, 2), normal(3, 2)
    case("cond", [flags(1)[0], x], function=lambda p, x: ops.cond(p, lambda: x * 2, lambda: x - 1))
    case("cond", [~flags(1)[0], x], function=lambda p, x: ops.cond(p, lambda: x * 2, lambda: x - 1))
    for index in (0, 2, 5):
        branches = [lambda x: x + 1, lambda x: x * 2, lambda x: -x]
        case("switch_case", [np.int32(index), x], function=lambda i, x: ops.switch(i, branches, x))
    case("while_loop", [positive(2)], function=lambda x: ops.while_loop(lambda v: ops.sum(v) < 50, lambda v: v * 1.5, x), gradient=False)
    case("while_loop", [positive(2)], maximum_iterations=3, gradient=False,
         function=lambda x: ops.while_loop(lambda v: ops.sum(v) < 50, lambda v: v * 1.5, x, maximum_iterations=3))
    case("fori_loop", [x], function=lambda x: ops.fori_loop(2, 5, lambda i, v: v * ops.cast(i, "float32") + x, x), gradient=False)
    for reverse in (False, True):
        case("scan", [normal(2), x], function=lambda c, x: list(ops.scan(lambda c, e: (c * e, c + e), c, x, reverse=reverse)), reverse=reverse)
        case("associative_scan", [x], function=lambda x: ops.associative_scan(ops.add, x, reverse=reverse, axis=0), reverse=reverse, axis=0)
    case("associative_scan", [normal(2, 7)], function=lambda x: ops.associative_scan(ops.multiply, x, axis=1), reverse=False, axis=1)
    for name in "map vectorized_map".split():
        case(name, [x], function=lambda x: getattr(ops, name)(lambda e: ops.sum(e) * e, x))
    case("vectorize", [normal(3, 1), normal(4)], function=lambda a, b: ops.vectorize(lambda a, b: a * b + a)(a, b))

    @ops.custom_gradient
    def clipped(x):
        return x * x, lambda *args, upstream=None: (args[0] if upstream is None else upstream) * 3.0

    case("custom_gradient", [x], function=clipped)
    case("jvp", [x, y], function=lambda x, t: list(ops.jvp(lambda x: ops.sin(x) * x, (x,), (t,))), gradient=False)


spectral()
control()
write("ops_functions", CASES)
