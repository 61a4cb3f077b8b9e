"""Runs the ONNX files of OnnxLiveTest with ONNX Runtime: check_onnx.py FOLDER. Needs numpy, onnx and onnxruntime."""

import pathlib
import sys

import numpy as np
import onnx
import onnxruntime

TOLERANCE = 1e-5


def compare(file, session):
    """The largest difference of an element, relative to the largest element of the same output."""
    worst = 0.0
    for reference in sorted(file.parent.glob(file.stem + ".*.npz")):
        arrays = np.load(reference)
        feed = {each.name: arrays[f"in{i}"] for i, each in enumerate(session.get_inputs())}
        for i, actual in enumerate(session.run(None, feed)):
            expected = arrays[f"out{i}"]
            assert actual.shape == expected.shape, f"output {i}: {actual.shape}, expected {expected.shape}"
            assert actual.dtype == expected.dtype, f"output {i}: {actual.dtype}, expected {expected.dtype}"
            difference = np.max(np.abs(actual - expected)) / max(np.max(np.abs(expected)), 1e-6)
            worst = max(worst, float(difference))
    return worst


def main(folder):
    failed = 0
    files = sorted(pathlib.Path(folder).glob("*.onnx"))
    assert files, f"there are no ONNX files in {folder}"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    for file in files:
        try:
            onnx.checker.check_model(str(file), full_check=True)
            session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
            difference = compare(file, session)
            good = difference <= TOLERANCE
            print("ok    " if good else "FAILED", file.name, f"{difference:.1e}")
        except Exception as e:  # whatever is wrong with one, the others are checked
            good = False
            print("FAILED", file.name, e)
        failed += not good
    print(f"{len(files) - failed} of {len(files)} run with equal results")
    sys.exit(failed > 0)


main(sys.argv[1])
