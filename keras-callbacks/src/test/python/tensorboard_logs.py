"""What TensorBoard reads.

    tensorboard_logs.py fixtures       which tags and steps Keras's callback writes: src/test/resources/fixtures/tensorboard.json
    tensorboard_logs.py check FOLDER   reads, with TensorBoard's own reader, what TensorBoardTest left in FOLDER, and compares it with the
                                       expected.json there: tags, steps, values, histograms, images, graph
"""

import json
import pathlib
import sys
import tempfile

import numpy as np
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util

EVERYTHING = {"scalars": 0, "tensors": 0, "histograms": 0, "images": 0, "graph": 0}


def tags_and_steps(folder):
    """folder, tag and step of everything but graphs; Keras writes all as tensors."""
    found = []
    for part in ("train", "validation"):
        if not (folder / part).exists():
            continue
        events = EventAccumulator(str(folder / part), size_guidance=EVERYTHING).Reload()
        for kind, read in (("scalars", events.Scalars), ("tensors", events.Tensors), ("histograms", events.Histograms), ("images", events.Images)):
            for tag in events.Tags()[kind]:
                found += [[part, tag, event.step] for event in read(tag)]
    return sorted(found)


def fixtures():
    from fixtures import keras, write

    x = np.arange(10, dtype="float32").reshape(10, 1) / 10
    cases = []
    for name, options in {
        "default": {},
        "batches": {"update_freq": "batch"},
        "every third batch": {"update_freq": 3},
        "weights": {"histogram_freq": 2},
        "pictures": {"histogram_freq": 1, "write_images": True},
        # not 2: Keras leaves out what epochs and evaluations give when it does not write their last batch
        "speed": {"write_steps_per_second": True, "update_freq": 3},
        "no graph": {"write_graph": False},
    }.items():
        keras.utils.clear_session()
        inputs = keras.Input((1,))
        net = keras.Model(inputs, keras.layers.Dense(1, name="b")(keras.layers.Dense(3, name="a")(inputs)), name="net")
        net.compile("sgd", "mse", metrics=["mae"])
        with tempfile.TemporaryDirectory() as folder:
            net.fit(x, x, epochs=3, batch_size=4, verbose=0, validation_data=(x, x), callbacks=[keras.callbacks.TensorBoard(folder, **options)])
            found = tags_and_steps(pathlib.Path(folder))
        cases.append({"name": name, "options": options, "written": found})
        print(name, found)
    write("tensorboard", cases)


def check(folder):
    expected = json.loads((folder / "expected.json").read_text())
    for part, scalars in expected["scalars"].items():
        events = EventAccumulator(str(folder / part), size_guidance=EVERYTHING).Reload()
        for tag, values in scalars.items():
            read = [(event.step, event.value) for event in events.Scalars(tag)]
            np.testing.assert_allclose(read, values, rtol=1e-6, err_msg=f"{part} {tag}")
    events = EventAccumulator(str(folder / "train"), size_guidance=EVERYTHING).Reload()
    for tag, values in expected["weights"].items():
        last = events.Histograms(tag + "/histogram")[-1].histogram_value
        values = np.array(values)
        counts, limits = np.histogram(values, bins=len(last.bucket), range=(values.min(), values.max()))
        np.testing.assert_allclose([last.min, last.max, last.num, last.sum, last.sum_squares], [values.min(), values.max(), values.size, values.sum(), (values**2).sum()], rtol=1e-6)
        np.testing.assert_allclose(last.bucket_limit, limits[1:], rtol=1e-6, atol=1e-9)
        np.testing.assert_array_equal(last.bucket, counts)
    images = [tag for tag in events.Tags()["images"]]
    assert images, "there are no images"
    for tag in images:
        image = events.Images(tag)[-1]
        assert image.encoded_image_string.startswith(b"\x89PNG"), tag
        assert image.width > 0 and image.height > 0, tag
    graph = events.Graph()
    assert [(node.name, list(node.input)) for node in graph.node] == [(name, inputs) for name, inputs in expected["graph"]], graph
    config = json.loads(tensor_util.make_ndarray(events.Tensors("keras")[0].tensor_proto).item())
    assert config["class_name"] == expected["class_name"], config
    print(f"TensorBoard reads what Java wrote: {sum(map(len, expected['scalars'].values()))} scalars, {len(expected['weights'])} histograms, {len(images)} images, a graph of {len(graph.node)} nodes")


if __name__ == "__main__":
    if sys.argv[1] == "fixtures":
        fixtures()
    else:
        check(pathlib.Path(sys.argv[2]))
