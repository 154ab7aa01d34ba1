"""What only PyTorch itself can show of tools/model.py. The tests do not run it, because PyTorch is many times as large
as all else that they need; with torch in your own environment, beside tools/requirements.txt:

    make test-python
"""

import unittest

import common
import numpy
import torch

import model


class WithTorch(common.FolderTest):
    def test_the_module_of_a_model_file_gives_the_outputs_of_the_network(self):
        images, _ = common.mnist_test()
        for name in ["reader", "convnet", "keras-mlp", "symon"]:
            path = common.PRETRAINED / f"{name}.safetensors"
            network = model.load(path)
            inputs = torch.from_numpy(network.in_range(images))
            module = network.to_torch()
            if isinstance(module[0], torch.nn.Conv2d):
                inputs = inputs.reshape(-1, 1, 28, 28)
            with torch.no_grad():
                found = torch.cat([module(part) for part in inputs.split(1_000)]).numpy()
            _, outputs = common.evaluated(path, self.folder)
            numpy.testing.assert_allclose(found, outputs, rtol=0, atol=1e-4)

    def test_a_module_trained_here_is_read_alike(self):
        torch.manual_seed(1)
        module = torch.nn.Sequential(
            torch.nn.Conv2d(1, 4, 3, padding=1, bias=False),
            torch.nn.BatchNorm2d(4),
            torch.nn.ReLU(),
            torch.nn.MaxPool2d(2),
            torch.nn.Conv2d(4, 6, 3, stride=2),
            torch.nn.Tanh(),
            torch.nn.AvgPool2d(3, 2, 1, count_include_pad=False),
            torch.nn.Dropout(0.1),
            torch.nn.Flatten(),
            torch.nn.Linear(54, 24),
            torch.nn.BatchNorm1d(24),
            torch.nn.Sigmoid(),
            torch.nn.Linear(24, 10),
        )
        images, labels = common.mnist_test()
        mean, std = 0.1307, 0.3081
        inputs = torch.from_numpy((images - numpy.float32(mean)) / numpy.float32(std)).reshape(-1, 1, 28, 28)
        targets = torch.from_numpy(labels.astype(numpy.int64))
        optimizer = torch.optim.Adam(module.parameters(), lr=0.01)
        for start in range(0, 5_000, 50):
            optimizer.zero_grad()
            logits = module(inputs[start : start + 50])
            torch.nn.functional.cross_entropy(logits, targets[start : start + 50]).backward()
            optimizer.step()
        module.eval()
        with torch.no_grad():
            expected = module(inputs).softmax(dim=1).numpy()
        for int8, allowed in [(False, 1e-4), (True, 0.1)]:
            path = self.folder / "mine.safetensors"
            model.from_torch(module, name="mine", mean=mean, std=std).save(path, int8=int8)
            report, outputs = common.evaluated(path, self.folder)
            numpy.testing.assert_allclose(outputs, expected, rtol=0, atol=allowed)
            accuracy = (expected.argmax(axis=1) == labels).mean()
            self.assertAlmostEqual(report["accuracy"], accuracy, delta=0.01 if int8 else 0.0002)
            self.assertGreater(report["accuracy"], 0.8)

    def test_a_state_dict_is_what_load_state_dict_takes(self):
        network = model.load(common.PRETRAINED / "reader.safetensors")
        state = {name: torch.from_numpy(array) for name, array in network.state_dict().items()}
        result = network.to_torch().load_state_dict(state, strict=True)
        self.assertEqual((result.missing_keys, result.unexpected_keys), ([], []))


if __name__ == "__main__":
    unittest.main()
