"""What the functions of keras.ops on vectors and matrices give, and their gradients: read by OpsTest."""
import numpy as np

from op_cases import CASES, case, normal, ops, whole, write


def regular(*shape):
    """Matrices that are far from singular."""
    return normal(*shape) + 3 * np.eye(*shape[-2:], dtype="float32")


def definite(*shape):
    x = normal(*shape)
    return x @ np.swapaxes(x, -1, -2) + 2 * np.eye(shape[-1], dtype="float32")


def symmetric(*shape):
    x = normal(*shape)
    return x + np.swapaxes(x, -1, -2) + np.diag(np.arange(shape[-1]) * 4).astype("float32")


def absolute(function):
    """The results without their signs, which are free."""
    return lambda x: tuple(ops.abs(y) for y in function(x))


def products_and_diagonals():
    case("inner", [normal(2, 3), normal(4, 3)])
    case("inner", [normal(3), normal(3)])
    case("inner", [normal(2, 3), normal()])
    case("vdot", [normal(2, 3), normal(3, 2)])
    case("vdot", [whole(4), whole(4)])
    case("kron", [normal(2, 3), normal(3, 2)])
    case("kron", [normal(3), normal(2, 2)])
    case("kron", [whole(2, 2), normal(3)])
    case("cross", [normal(2, 3), normal(3)])
    case("cross", [normal(2, 3), normal(2, 2)])
    case("cross", [normal(4, 2), normal(4, 3)])
    case("cross", [normal(4, 2), normal(4, 2)])
    case("cross", [normal(3, 4), normal(3, 4)], axis=0)
    case("cross", [normal(3, 4), normal(4, 3)], axisa=0, axisb=1, axisc=0)
    case("cdist", [normal(3, 2), normal(4, 2)])
    case("cdist", [normal(2, 3, 2), normal(4, 2)])
    case("cdist", [whole(3, 2), whole(4, 2)])
    case("diag", [normal(3)])
    case("diag", [normal(3)], k=1)
    case("diag", [whole(3)], k=-2)
    case("diag", [normal(3, 4)])
    case("diag", [normal(3, 4)], k=2)
    case("diag", [normal(3, 4)], k=-1)
    case("diag", [normal(3, 4)], k=5)
    case("diagflat", [normal(2, 2)])
    case("diagflat", [normal()], k=-1)
    case("diagonal", [normal(3, 4)])
    case("diagonal", [normal(3, 4)], offset=-1)
    case("diagonal", [normal(2, 3, 4)])
    case("diagonal", [normal(2, 3, 4)], offset=1, axis1=-1, axis2=0)
    case("trace", [normal(3, 4)])
    case("trace", [whole(3, 3)])
    case("trace", [normal(2, 3, 4)], offset=1, axis1=1, axis2=2)
    case("vander", [normal(3)])
    case("vander", [np.array([0.5, 1, -2], "float32")], N=4, increasing=True)
    case("vander", [whole(4)], N=2)
    case("corrcoef", [normal(3, 6)])
    case("corrcoef", [normal(4)], gradient=False)
    case("corrcoef", [whole(3, 6)])


def norms():
    x = normal(3, 4)
    case("norm", [x])
    case("norm", [normal(2, 3, 4)])
    case("norm", [whole(3, 4)])
    for ord in (0, 1, 2, 3, -1, -2, 0.5, float("inf"), float("-inf")):
        case("norm", [x], function=lambda x: ops.norm(x, ord=ord, axis=1), ord=str(ord), axis=1)
    for ord in ("fro", "nuc", 1, 2, -1, -2, float("inf"), float("-inf")):
        case("norm", [x], function=lambda x: ops.norm(x, ord=ord), ord=str(ord))
        case("norm", [normal(2, 3, 4)], function=lambda x: ops.norm(x, ord=ord, axis=(2, 0), keepdims=True),
             ord=str(ord), axis=[2, 0], keepdims=True)


def decompositions():
    for shape in ((1, 1), (3, 3), (2, 3, 3)):
        case("cholesky", [definite(*shape)])
        case("cholesky", [definite(*shape)], upper=True)
        case("det", [regular(*shape)])
        case("slogdet", [regular(*shape)])
        case("slogdet", [-regular(*shape)])
        case("logdet", [definite(*shape)])
        case("inv", [regular(*shape)])
        case("eigh", [symmetric(*shape)], function=absolute(ops.eigh))
    factor = np.linalg.cholesky(definite(3, 3)).astype("float32")
    case("cholesky_inverse", [factor])
    case("cholesky_inverse", [factor.T.copy()], upper=True)
    case("det", [np.array([[1, 2], [2, 4]], "float32")])
    case("slogdet", [np.zeros((2, 2), "float32")], gradient=False)
    case("det", [whole(3, 3)])
    case("eig", [np.array([[2, 1], [0.5, 3]], "float32")], gradient=False,
         function=lambda x: tuple(abs(np.real(y)) for y in ops.eig(x)))
    for shape in ((3, 3), (4, 2), (2, 4), (2, 3, 2)):
        case("lu_factor", [normal(*shape)])
        case("pinv", [normal(*shape)])
        if shape[-2] >= shape[-1]:
            case("qr", [normal(*shape)])
        else:
            case("qr", [normal(*shape)], gradient=False)
        case("qr", [normal(*shape)], mode="complete", gradient=shape == (3, 3))
        case("svd", [normal(*shape)], gradient=False, function=absolute(ops.svd))
        case("svd", [normal(*shape)], full_matrices=False, compute_uv=True,
             function=absolute(lambda x: ops.svd(x, full_matrices=False)))
        case("svd", [normal(*shape)], full_matrices=False, compute_uv=False)
        case("matrix_rank", [normal(*shape)], gradient=False)
    low = np.array([[1, 2, 3], [2, 4, 6], [1, 0, 1]], "float32")
    case("matrix_rank", [low], gradient=False)
    case("matrix_rank", [low], tol=2.0, gradient=False)
    case("pinv", [low], gradient=False)
    case("pinv", [normal(3, 3)], rcond=0.5, gradient=False)
    for b in (normal(4), normal(4, 2)):
        case("lstsq", [normal(4, 2), b])
    case("lstsq", [normal(2, 4), normal(2)])
    case("lstsq", [low, normal(3)], gradient=False)
    case("lstsq", [normal(4, 3), normal(4)], rcond=0.6, gradient=False)
    for b in (normal(3), normal(3, 2)):
        case("solve", [regular(3, 3), b])
        case("solve_triangular", [regular(3, 3), b])
        case("solve_triangular", [regular(3, 3), b], lower=True)
    case("solve", [regular(2, 3, 3), normal(2, 3, 2)])
    case("solve_triangular", [regular(2, 3, 3), normal(2, 3, 2)])


products_and_diagonals()
norms()
decompositions()
write("ops_linalg", CASES)
