"""tools/model.py: a model file as NumPy arrays, what NumPy makes of them, and files that it writes."""

import io
import unittest
from contextlib import redirect_stdout

import common
import numpy
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

import model

NAMES = sorted(path.stem for path in common.PRETRAINED.glob("*.safetensors"))


class ModelFiles(common.FolderTest):
    def test_numpy_gives_the_outputs_of_every_shipped_network(self):
        images, _ = common.mnist_test()
        self.assertGreaterEqual(len(NAMES), 7)
        for name in NAMES:
            with self.subTest(name):
                path = common.PRETRAINED / f"{name}.safetensors"
                _, outputs = common.evaluated(path, self.folder)
                found = model.load(path).query(images[:200])
                numpy.testing.assert_allclose(found, outputs[:200], rtol=0, atol=1e-4)

    def test_bytes_are_images_too_and_another_size_is_refused(self):
        network = model.load(common.PRETRAINED / "symon.safetensors")
        images, _ = common.mnist_test()
        as_bytes = numpy.rint(images[:3] * 255).astype(numpy.uint8).reshape(3, 28, 28)
        numpy.testing.assert_allclose(network.query(as_bytes), network.query(images[:3]), atol=1e-6)
        with self.assertRaisesRegex(ValueError, "100 values where 784"):
            network.query(numpy.zeros((1, 100)))

    def test_what_is_saved_is_read_alike_by_the_command_line(self):
        for name in ["reader", "symon"]:
            network = model.load(common.PRETRAINED / f"{name}.safetensors")
            copy = self.folder / "copy.safetensors"
            network.save(copy)
            again = model.load(copy)
            self.assertEqual((again.recipe, again.seed), (network.recipe, network.seed))
            for key, array in network.arrays.items():
                numpy.testing.assert_array_equal(again.arrays[key], array)
            _, before = common.evaluated(common.PRETRAINED / f"{name}.safetensors", self.folder)
            _, after = common.evaluated(copy, self.folder)
            numpy.testing.assert_array_equal(after, before)

    def test_weights_of_8_bits_are_those_that_the_command_line_makes(self):
        network = model.load(common.PRETRAINED / "symon.safetensors")
        network.arrays["layers.0.weight"][:, 3] = 0
        plain, ours, theirs = (self.folder / f"{name}.safetensors" for name in ("plain", "ours", "theirs"))
        network.save(plain)
        network.save(ours, int8=True)
        common.neuroglyph("quantise", plain, "--out", theirs)
        expected, found = load_file(theirs), load_file(ours)
        self.assertEqual(set(found), set(expected))
        self.assertEqual(found["layers.0.weight"].dtype, numpy.int8)
        for key, array in expected.items():
            numpy.testing.assert_array_equal(found[key], array, key)

    def test_what_is_no_model_is_refused(self):
        path = self.folder / "other.safetensors"
        save_file({"a": numpy.zeros(1)}, path)
        with self.assertRaisesRegex(ValueError, "no model of Neuroglyph"):
            model.load(path)
        save_file({"a": numpy.zeros(1)}, path, metadata={"neuroglyph": '{"version": 2}'})
        with self.assertRaisesRegex(ValueError, "version 2"):
            model.load(path)
        network = model.load(common.PRETRAINED / "lernmi.safetensors")
        network.arrays["layers.0.weight"][0, 0] = numpy.nan
        with self.assertRaisesRegex(ValueError, "layers.0.weight has a value"):
            network.save(path)

    def test_idx_files_are_read_gzipped_or_not(self):
        means = model.read_idx(common.PRETRAINED / "means-idx3-ubyte")
        self.assertEqual((means.shape, means.dtype), ((10, 28, 28), numpy.uint8))
        labels = model.read_idx(common.ROOT / "target" / "mnist" / "t10k-labels-idx1-ubyte.gz")
        numpy.testing.assert_array_equal(labels, common.mnist_test()[1])
        with self.assertRaisesRegex(ValueError, "no IDX file"):
            model.read_idx(common.ROOT / "Cargo.toml")

    def test_layers_and_arrays_are_shown_and_written(self):
        path = str(common.PRETRAINED / "keras-mlp.safetensors")
        printed = io.StringIO()
        with redirect_stdout(printed):
            self.assertEqual(model.main(["show", path]), 0)
        self.assertIn("layers.3.weight            [512, 512]", printed.getvalue())
        out = self.folder / "arrays.npz"
        self.assertEqual(model.main(["arrays", path, str(out)]), 0)
        with numpy.load(out) as arrays, safe_open(path, framework="numpy") as file:
            weight = file.get_tensor("layers.0.weight") * file.get_tensor("layers.0.weight_scale")
            numpy.testing.assert_array_equal(arrays["layers.0.weight"], weight.astype(numpy.float32))


if __name__ == "__main__":
    unittest.main()
