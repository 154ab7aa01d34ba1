"""tools/model_torch.py and model_from_torch.py: transposes and names, with stand-ins for PyTorch's modules; the ONNX
file, whose order is PyTorch's, is the judge. What needs PyTorch itself is in torch_check.py, which no test runs."""

import unittest

import common
import numpy
import onnx
from onnx import numpy_helper

import model
import model_torch
import stand_ins as nn


def build(recipe):
    """The stand-in module that `to_torch` would build."""
    return nn.Sequential(
        *(getattr(nn, name)(*values, **options) for name, values, options, _, _ in model_torch.described(recipe))
    )


def images(count):
    return numpy.random.default_rng(2).random((count, 784), numpy.float32)


class StateDict(common.FolderTest):
    def test_weights_are_those_of_the_onnx_file_whose_order_is_pytorchs(self):
        for name in ["reader", "convnet", "keras-mlp"]:
            path, file = common.PRETRAINED / f"{name}.safetensors", self.folder / "model.onnx"
            common.neuroglyph("export", path, "--onnx", file, "--keep-batch-norm")
            exported = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(file).graph.initializer}
            network = model.load(path)
            state = network.state_dict()
            compared = 0
            for place, (kind, _, _, index, _) in enumerate(model_torch.described(network.recipe)):
                if kind in ("Linear", "Conv2d"):
                    expected = exported[f"layers.{index}.weight"]
                    expected = expected.T if kind == "Linear" else expected
                    numpy.testing.assert_array_equal(state[f"{place}.weight"], expected)
                    compared += 1
            self.assertGreaterEqual(compared, 3)

    def test_it_has_the_names_and_shapes_of_the_module(self):
        for name in ["reader", "convnet", "keras-mlp", "symon"]:
            network = model.load(common.PRETRAINED / f"{name}.safetensors")
            state, module = network.state_dict(), build(network.recipe).state_dict()
            self.assertEqual(
                {key: array.shape for key, array in state.items()}, {key: array.shape for key, array in module.items()}
            )

    def test_there_and_back_gives_the_same_network(self):
        for name in ["reader", "convnet", "keras-mlp", "symon"]:
            network = model.load(common.PRETRAINED / f"{name}.safetensors")
            module = build(network.recipe)
            state = network.state_dict()
            module.state_dict = lambda: state
            low, high = (network.recipe["input_range"][end] for end in ("low", "high"))
            again = model.from_torch(module, mean=-low / (high - low), std=1 / (high - low))
            path = self.folder / "again.safetensors"
            again.save(path)
            _, before = common.evaluated(common.PRETRAINED / f"{name}.safetensors", self.folder)
            _, after = common.evaluated(path, self.folder)
            numpy.testing.assert_allclose(after, before, rtol=0, atol=1e-5)


class FromTorch(common.FolderTest):
    def check(self, module, shape=(28, 28), **options):
        """The file is read by the command line, and gives what NumPy makes of it."""
        network = model.from_torch(module, **options)
        path = self.folder / "model.safetensors"
        network.save(path)
        _, outputs = common.evaluated(path, self.folder)
        digits, _ = common.mnist_test()
        numpy.testing.assert_allclose(network.query(digits[:100]), outputs[:100], rtol=0, atol=1e-4)
        return network

    def test_a_module_of_every_kind_of_layer_becomes_a_network(self):
        module = nn.Sequential(
            nn.Conv2d(1, 4, 3, padding=1, bias=False),
            nn.BatchNorm2d(4, eps=1e-3),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Dropout(0.25),
            nn.Conv2d(4, 6, (3, 3), stride=2),
            nn.Tanh(),
            nn.AvgPool2d(3, 2, 1, count_include_pad=False),
            nn.Flatten(),
            nn.Linear(54, 12),
            nn.BatchNorm1d(12),
            nn.Sigmoid(),
            nn.Identity(),
            nn.Linear(12, 10),
            nn.LogSoftmax(dim=1),
        )
        network = self.check(module, mean=0.1307, std=0.3081, name="mine")
        self.assertEqual(network.recipe["name"], "mine")
        self.assertAlmostEqual(network.recipe["input_range"]["low"], -0.1307 / 0.3081)
        self.assertEqual(network.recipe["layers"][-1], {"kind": "activation", "function": "softmax"})
        self.assertEqual(network.recipe["layers"][1]["epsilon"], 1e-3)

    def test_the_inputs_behind_an_image_are_put_in_order(self):
        # A filter that copies the image, one that gives nothing, and a Linear that asks for a pixel of the first.
        conv, linear = nn.Conv2d(1, 2, 1, bias=False), nn.Linear(2 * 784, 10, bias=False)
        conv.arrays["weight"][:] = numpy.array([1, 0], numpy.float32).reshape(2, 1, 1, 1)
        linear.arrays["weight"][:] = 0
        linear.arrays["weight"][numpy.arange(10), numpy.arange(10) * 31] = 1
        network = self.check(nn.Sequential(conv, nn.Flatten(), linear, nn.Identity()))
        some = images(5)
        numpy.testing.assert_allclose(network.query(some), some[:, numpy.arange(10) * 31], atol=1e-6)

    def test_a_module_that_ends_with_logits_gets_a_softmax(self):
        module = nn.Sequential(nn.Flatten(), nn.Linear(784, 16), nn.ReLU(), nn.Linear(16, 10))
        network = self.check(module)
        numpy.testing.assert_allclose(network.query(images(3)).sum(axis=1), 1, atol=1e-5)
        pooled = nn.Sequential(nn.Conv2d(1, 5, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(5, 10))
        self.check(pooled)

    def test_what_has_no_counterpart_is_refused_with_its_place(self):
        flat = [nn.Flatten(), nn.Linear(784, 10)]
        for layers, reason in [
            ([nn.Conv2d(1, 2, 3, groups=2)], "layer 0, a Conv2d, has groups"),
            ([nn.Conv2d(1, 2, (3, 5))], "windows here are square"),
            ([nn.Conv2d(1, 2, 3, padding="same")], "has the padding 'same'"),
            ([nn.MaxPool2d(2, ceil_mode=True)], "rounds up"),
            ([nn.AvgPool2d(3, padding=1)], "counts what lies beyond"),
            ([nn.AdaptiveAvgPool2d(2)], "more than one output"),
            ([*flat, nn.GELU()], "layer 2, a GELU, has no counterpart"),
            ([*flat, nn.Conv2d(1, 2, 3)], "layer 2, a Conv2d, stands behind"),
            ([nn.Flatten(), nn.Linear(100, 10)], "has 100 inputs where 784 values come"),
            ([nn.Conv2d(1, 2, 3), nn.Flatten(), nn.BatchNorm1d(2 * 26 * 26)], "stands behind a Flatten"),
        ]:
            with self.subTest(reason), self.assertRaisesRegex(ValueError, reason):
                model.from_torch(nn.Sequential(*layers))

    def test_layers_without_a_module_are_told(self):
        recipe = model.load(common.PRETRAINED / "lernmi.safetensors").recipe
        recipe["layers"][1]["function"] = "step"
        with self.assertRaisesRegex(ValueError, "layer 1 is a step"):
            model_torch.described(recipe)


if __name__ == "__main__":
    unittest.main()
