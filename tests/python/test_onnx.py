"""`neuroglyph export --onnx`: onnx's checker takes the file, and onnxruntime gives the network's own outputs."""

import unittest

import common
import numpy
import onnx
import onnxruntime

MODELS = ["reader", "convnet", "keras-mlp", "symon"]


def run(path, images):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    [info] = session.get_inputs()
    return session.run(["outputs"], {"images": images.reshape(-1, *info.shape[1:])})[0]


class Onnx(common.FolderTest):
    def check(self, name, *options):
        model, file = common.PRETRAINED / f"{name}.safetensors", self.folder / f"{name}.onnx"
        common.neuroglyph("export", model, "--onnx", file, *options)
        onnx.checker.check_model(onnx.load(file), full_check=True)
        report, ours = common.evaluated(model, self.folder)
        images, labels = common.mnist_test()
        theirs = run(file, images)
        self.assertEqual(theirs.shape, (10_000, 10))
        numpy.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-4)
        numpy.testing.assert_array_equal(theirs.argmax(axis=1), ours.argmax(axis=1))
        self.assertEqual((theirs.argmax(axis=1) == labels).sum(), round(10_000 * report["accuracy"]))
        return onnx.load(file)

    def test_outputs_for_all_test_images_are_those_of_the_network(self):
        for name in MODELS:
            with self.subTest(name):
                self.check(name)

    def test_normalisations_that_are_kept_change_nothing(self):
        graph = self.check("reader", "--keep-batch-norm").graph
        self.assertEqual([node.op_type for node in graph.node].count("BatchNormalization"), 6)


if __name__ == "__main__":
    unittest.main()
