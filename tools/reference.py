#!/usr/bin/env python3
"""What PyTorch and NumPy say: the fixtures that the Rust tests compare with, and a check of a model file.

    tools/reference.py fixtures          writes tests/fixtures/{reference,inversion}.json
    tools/reference.py model MODEL       compares MODEL's answers with `neuroglyph evaluate`

Needs torch, numpy and safetensors (the fixtures name the versions that wrote them), and for the
second command MNIST in target/mnist and cargo.
"""

import gzip
import json
import math
import pathlib
import subprocess
import sys

import numpy
import torch
from safetensors import safe_open
from torch.nn import functional

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "reference.json"
INVERSIONS = ROOT / "tests" / "fixtures" / "inversion.json"
STEPS = 10


class Reference(torch.nn.Module):
    """A recipe's network in PyTorch. Weights are [inputs, outputs] and [kernel, kernel, channels,
    filters], and images [height, width, channels], as Neuroglyph has them."""

    def __init__(self, recipe):
        super().__init__()
        self.recipe = recipe
        self.weights = torch.nn.ParameterDict()
        width = recipe["inputs"]
        side, channels = math.isqrt(width), 1
        for index, layer in enumerate(recipe["layers"]):
            if layer["kind"] == "batch_norm":
                features = channels if width > channels > 1 else width
                for name, value in (("scale", torch.rand(features) + 0.5), ("shift", torch.randn(features))):
                    self.weights[f"{index}_{name}"] = torch.nn.Parameter(value)
                for name, value in (("mean", torch.randn(features)), ("variance", torch.rand(features) + 0.5)):
                    statistic = torch.nn.Parameter(value, requires_grad=False)
                    self.weights[f"{index}_running_{name}"] = statistic
            if layer["kind"] == "global_average_pool":
                side, width = 1, channels
            if layer["kind"] in ("conv", "max_pool", "average_pool"):
                kernel = layer.get("kernel", layer.get("size"))
                side = (side + 2 * layer["padding"] - kernel) // layer["stride"] + 1
                if layer["kind"] == "conv":
                    shape = (kernel, kernel, channels, channels := layer["filters"])
                    self.weights[f"{index}_weight"] = torch.nn.Parameter(torch.randn(shape) * 0.4)
                    if "biases" in layer:
                        self.weights[f"{index}_bias"] = torch.nn.Parameter(torch.randn(channels) * 0.4)
                width = side * side * channels
            if layer["kind"] == "dense":
                units = layer["units"]
                self.weights[f"{index}_weight"] = torch.nn.Parameter(torch.randn(width, units) * 0.4)
                if "biases" in layer:
                    self.weights[f"{index}_bias"] = torch.nn.Parameter(torch.randn(units) * 0.4)
                width = units

    def forward(self, images):
        """[n, inputs] in 0..1 to the logits of the last layer and its outputs."""
        low, high = self.recipe["input_range"]["low"], self.recipe["input_range"]["high"]
        values = logits = low + (high - low) * images
        for index, layer in enumerate(self.recipe["layers"]):
            if layer["kind"] == "dense":
                if values.dim() == 4:
                    values = values.permute(0, 2, 3, 1).flatten(1)
                values = values @ self.weights[f"{index}_weight"]
                if "biases" in layer:
                    values = values + self.weights[f"{index}_bias"]
            elif layer["kind"] == "batch_norm":
                scale, shift, mean, variance = (
                    self.weights[f"{index}_{name}"]
                    for name in ("scale", "shift", "running_mean", "running_variance")
                )
                how = (self.training, layer["momentum"], layer["epsilon"])
                values = functional.batch_norm(values, mean, variance, scale, shift, *how)
            elif layer["kind"] == "global_average_pool":
                values = values.mean((2, 3), keepdim=True)
            elif layer["kind"] in ("conv", "max_pool", "average_pool"):
                if values.dim() == 2:
                    side = math.isqrt(values.shape[1])
                    values = values.reshape(-1, 1, side, side)
                stride, padding = layer["stride"], layer["padding"]
                if layer["kind"] == "conv":
                    # PyTorch has [filters, channels, kernel, kernel].
                    weight = self.weights[f"{index}_weight"].permute(3, 2, 0, 1)
                    bias = self.weights[f"{index}_bias"] if "biases" in layer else None
                    values = functional.conv2d(values, weight, bias, stride, padding)
                elif layer["kind"] == "max_pool":
                    values = functional.max_pool2d(values, layer["size"], stride, padding)
                else:
                    pool = torch.nn.AvgPool2d(layer["size"], stride, padding, count_include_pad=False)
                    values = pool(values)
            elif layer["kind"] == "activation":
                logits = values
                values = {
                    "sigmoid": torch.sigmoid,
                    "tanh": torch.tanh,
                    "relu": torch.relu,
                    "identity": lambda x: x,
                    "softmax": lambda x: torch.softmax(x, dim=1),
                }[layer["function"]](values)
        return logits, values

    def loss(self, images, labels):
        logits, outputs = self.forward(images)
        targets = torch.full_like(outputs, self.recipe["targets"]["low"])
        targets[torch.arange(len(labels)), labels] = self.recipe["targets"]["high"]
        kind = self.recipe["loss"]
        smoothing = self.recipe.get("label_smoothing", 0.0)
        if smoothing:
            return functional.cross_entropy(logits, labels, label_smoothing=smoothing)
        if kind == "squared_error":
            return ((outputs - targets) ** 2).sum(1).mean() / 2
        if kind == "cross_entropy":
            return -(targets * functional.log_softmax(logits, dim=1)).sum(1).mean()
        terms = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        return terms.sum(1).mean()

    def optimizer(self):
        rule = self.recipe["optimizer"]
        l2 = self.recipe.get("l2", {"lambda": 0.0, "images": 1})
        named = list(self.weights.items())
        groups = [
            {
                "params": [p for name, p in named if name.endswith("weight")],
                "weight_decay": l2["lambda"] / l2["images"],
            },
            {"params": [p for name, p in named if name.endswith(("bias", "scale", "shift"))]},
        ]
        groups = [group for group in groups if group["params"]]
        rate = rule["learning_rate"]
        if rule["kind"] == "sgd":
            return torch.optim.SGD(groups, lr=rate, momentum=rule.get("momentum", 0.0))
        if rule["kind"] == "rms_prop":
            return torch.optim.RMSprop(groups, lr=rate, alpha=rule["rho"], eps=rule["epsilon"])
        if rule["kind"] == "adadelta":
            return torch.optim.Adadelta(groups, lr=rate, rho=rule["rho"], eps=rule["epsilon"])
        betas = (rule["beta_1"], rule["beta_2"])
        if rule["kind"] == "adam_w":
            groups[0]["weight_decay"] = rule["weight_decay"]
            for group in groups[1:]:
                group["weight_decay"] = 0.0
            return torch.optim.AdamW(groups, lr=rate, betas=betas, eps=rule["epsilon"])
        return torch.optim.Adam(groups, lr=rate, betas=betas, eps=rule["epsilon"])

    def flat(self, of=lambda parameter: parameter):
        return torch.cat([of(p).detach().flatten() for p in self.weights.values()])


def dense(units, biases=True):
    layer = {"kind": "dense", "units": units, "weights": {"kind": "glorot"}}
    return layer | ({"biases": {"kind": "zero"}} if biases else {})


def conv(filters, kernel, stride=1, padding=0, biases=True):
    shape = {"filters": filters, "kernel": kernel, "stride": stride, "padding": padding}
    layer = {"kind": "conv"} | shape | {"weights": {"kind": "glorot"}}
    return layer | ({"biases": {"kind": "zero"}} if biases else {})


def pool(kind, size, stride, padding=0):
    return {"kind": kind, "size": size, "stride": stride, "padding": padding}


def batch_norm(momentum=0.1, epsilon=1e-5):
    return {"kind": "batch_norm", "momentum": momentum, "epsilon": epsilon}


def activation(function):
    return {"kind": "activation", "function": function}


def recipe(name, layers, loss, optimizer, **others):
    return {
        "name": name,
        "inputs": 13,
        "input_range": {"low": 0.0, "high": 1.0},
        "layers": layers,
        "loss": loss,
        "targets": {"low": 0.0, "high": 1.0},
        "optimizer": optimizer,
        "batch_size": 7,
        "epochs": 1,
    } | others


def cases():
    """Every activation, loss and optimiser, with biases and without, shallow and deep."""
    rms_prop = {"kind": "rms_prop", "learning_rate": 0.01, "rho": 0.9, "epsilon": 1e-7}
    adam = {"kind": "adam", "learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
    sgd = {"kind": "sgd", "learning_rate": 0.5}
    yield recipe(
        "relu, softmax, RMSprop",
        [dense(9), activation("relu"), dense(6), activation("relu"), dense(5), activation("softmax")],
        "cross_entropy",
        rms_prop,
    )
    yield recipe(
        "sigmoid without biases, squared error, SGD",
        [dense(8, False), activation("sigmoid"), dense(5, False), activation("sigmoid")],
        "squared_error",
        sgd,
        input_range={"low": 0.01, "high": 1.0},
        targets={"low": 0.01, "high": 0.99},
        batch_size=1,
    )
    yield recipe(
        "sigmoid, binary cross-entropy, momentum and L2",
        [dense(9), activation("sigmoid"), dense(5), activation("sigmoid")],
        "binary_cross_entropy",
        {"kind": "sgd", "learning_rate": 0.1, "momentum": 0.9},
        l2={"lambda": 5.0, "images": 100},
        batch_size=10,
    )
    yield recipe(
        "tanh and identity, squared error, Adam and L2",
        [dense(9), activation("tanh"), dense(7), activation("identity"), dense(5), activation("tanh")],
        "squared_error",
        adam,
        input_range={"low": -1.0, "high": 1.0},
        l2={"lambda": 2.0, "images": 100},
    )
    yield recipe(
        "relu outputs, squared error, RMSprop and L2",
        [dense(17), activation("relu"), dense(5), activation("relu")],
        "squared_error",
        rms_prop,
        l2={"lambda": 1.0, "images": 100},
        batch_size=3,
    )
    yield recipe("one layer, softmax, Adam", [dense(5), activation("softmax")], "cross_entropy", adam)
    relu, end = activation("relu"), [dense(5), activation("softmax")]
    yield recipe(
        "two convolutions and pools, Adam",
        [conv(3, 3), relu, pool("max_pool", 2, 2), conv(4, 3, padding=1), relu, pool("max_pool", 2, 2), *end],
        "cross_entropy",
        adam,
        inputs=100,
    )
    yield recipe(
        "strides, paddings and windows that leave a rest, momentum",
        [conv(5, 4, 3, 2), activation("tanh"), pool("max_pool", 3, 2, 1), conv(2, 2, 2, 1), relu, *end],
        "cross_entropy",
        {"kind": "sgd", "learning_rate": 0.1, "momentum": 0.9},
        inputs=196,
        batch_size=3,
    )
    yield recipe(
        "normalised convolutions, average and global pooling, Adam",
        [
            *(conv(3, 3, biases=False), batch_norm(), relu, pool("average_pool", 2, 2)),
            *(conv(4, 2, padding=1), relu, batch_norm(0.3, 1e-3)),
            *(pool("average_pool", 3, 2, 1), {"kind": "global_average_pool"}, *end),
        ],
        "cross_entropy",
        adam,
        inputs=100,
    )
    yield recipe(
        "normalised dense layers, momentum and L2",
        [dense(9), batch_norm(), relu, dense(7, False), batch_norm(0.01, 1e-3), activation("tanh"), *end],
        "cross_entropy",
        {"kind": "sgd", "learning_rate": 0.1, "momentum": 0.9},
        l2={"lambda": 2.0, "images": 100},
    )
    yield recipe(
        "normalised convolution, AdamW and smoothed labels",
        [conv(3, 3, biases=False), batch_norm(), relu, *end],
        "cross_entropy",
        adam | {"kind": "adam_w", "weight_decay": 0.5},
        label_smoothing=0.1,
        inputs=64,
    )
    yield recipe(
        "convolution and dense layer, Adadelta and L2",
        [conv(3, 3), relu, pool("max_pool", 2, 2), dense(8), relu, *end],
        "cross_entropy",
        {"kind": "adadelta", "learning_rate": 1.0, "rho": 0.95, "epsilon": 1e-7},
        l2={"lambda": 1.0, "images": 100},
        inputs=64,
    )


def fixture(recipe):
    network = Reference(recipe)
    optimizer = network.optimizer()
    n = recipe["batch_size"]
    batches = [
        (torch.rand(n, recipe["inputs"]).round(decimals=3), torch.randint(0, 5, (n,)))
        for _ in range(STEPS)
    ]
    result = {
        "recipe": recipe,
        "weights": numbers(network.flat()),
        "batches": [{"images": numbers(i.flatten()), "labels": l.tolist()} for i, l in batches],
        "outputs": numbers(network.eval()(batches[0][0])[1].flatten()),
        "losses": [],
    }
    network.train()
    for images, labels in batches:
        optimizer.zero_grad()
        loss = network.loss(images, labels)
        loss.backward()
        if not result["losses"]:
            # A running mean or variance has none.
            result["gradients"] = numbers(network.flat(lambda p: p.grad if p.requires_grad else 0 * p))
        result["losses"].append(loss.item())
        optimizer.step()
    result["weights_after"] = numbers(network.flat())
    return result


def numbers(tensor):
    """Nine significant digits are a f32, exactly."""
    return [float(f"{value:.9g}") for value in tensor.tolist()]


def invert(weights, biases, outputs):
    """O. Symon, “Neural Network for recognizing handwritten numbers”, section 7, formula by formula; a weight is its W: [next layer, this layer]."""
    logit = lambda y: numpy.log(y / (1 - y))
    values = outputs
    for w, b in zip(reversed(weights), reversed(biases)):
        b_in = logit(values) - b
        values = w.T @ b_in
        values = values - values.min()
        if values.max() > 0:
            values = values / values.max() * 0.98 + 0.01
        else:
            values = numpy.full_like(values, 0.5)
    return (values - 0.01) / 0.98


def inversion_cases():
    """Three layers and more, with biases and without, and one with equal values in two layers."""
    sigmoid = activation("sigmoid")
    shapes = {
        "three layers": ([8], False),
        "three layers with biases": ([9], True),
        "four layers": ([8, 6], False),
        "five layers with biases": ([9, 8, 7], True),
        "equal values": ([8], False),
    }
    for name, (hidden, biases) in shapes.items():
        layers = [layer for units in hidden + [5] for layer in (dense(units, biases), sigmoid)]
        rule = {"kind": "sgd", "learning_rate": 0.1}
        yield recipe(name, layers, "squared_error", rule)


def inversion(case):
    network = Reference(case)
    parameters = network.weights
    if case["name"] == "equal values":
        parameters["2_weight"].data.zero_()
    weights = [p.detach().double().numpy().T for name, p in parameters.items() if name.endswith("weight")]
    biases = [p.detach().double().numpy() for name, p in parameters.items() if name.endswith("bias")]
    wanted = [numpy.where(numpy.arange(5) == digit, 0.99, 0.01) for digit in range(5)]
    images = [invert(weights, biases or [0.0] * len(weights), outputs) for outputs in wanted]
    return {"recipe": case, "weights": numbers(network.flat()), "images": [i.tolist() for i in images]}


def write_fixtures():
    torch.manual_seed(2)
    fixtures = {
        "written_by": f"tools/reference.py with numpy {numpy.__version__}",
        "cases": [inversion(case) for case in inversion_cases()],
    }
    INVERSIONS.write_text(json.dumps(fixtures, separators=(",", ":")) + "\n")
    print(f"{INVERSIONS.relative_to(ROOT)}: {len(fixtures['cases'])} cases")
    torch.manual_seed(1)
    fixtures = {
        "written_by": f"tools/reference.py with torch {torch.__version__}",
        "cases": [fixture(case) for case in cases()],
    }
    FIXTURES.write_text(json.dumps(fixtures, separators=(",", ":")) + "\n")
    print(f"{FIXTURES.relative_to(ROOT)}: {len(fixtures['cases'])} cases")


def read_idx(name, header):
    path = ROOT / "target" / "mnist" / f"{name}-ubyte.gz"
    return numpy.frombuffer(gzip.open(path).read(), numpy.uint8, offset=header)


def read_parameter(file, name):
    """A weight of 8 bits has a factor for each unit or filter, its last dimension."""
    values = file.get_tensor(name).float()
    scales = f"{name}_scale"
    return values * file.get_tensor(scales) if scales in file.keys() else values


def compare_model(path):
    with safe_open(path, framework="pt") as file:
        recipe = json.loads(file.metadata()["neuroglyph"])["recipe"]
        network = Reference(recipe)
        for name, parameter in network.weights.items():
            parameter.data = read_parameter(file, "layers." + name.replace("_", ".", 1))
        network.eval()
    images = torch.tensor(read_idx("t10k-images-idx3", 16).reshape(-1, 784) / 255.0).float()
    labels = torch.tensor(read_idx("t10k-labels-idx1", 8).astype(int))
    with torch.no_grad():
        loss = network.loss(images, labels).item()
        read = network(images)[1].argmax(1)
    confusion = torch.zeros(10, 10, dtype=int)
    confusion.index_put_((labels, read), torch.tensor(1), accumulate=True)
    command = "cargo run --release --quiet --features cli -- evaluate --json".split()
    printed = subprocess.run([*command, path], cwd=ROOT, capture_output=True, check=True).stdout
    ours = json.loads(printed)
    differing = (confusion - torch.tensor(ours["confusion"])).abs().sum().item() // 2
    print(f"PyTorch:    loss {loss:.6f}, accuracy {(read == labels).float().mean():.4f}")
    print(f"Neuroglyph: loss {ours['loss']:.6f}, accuracy {ours['accuracy']:.4f}")
    print(f"images read differently: {differing} of {len(labels)}")
    return 0 if differing == 0 and abs(loss - ours["loss"]) < 1e-5 * max(1.0, loss) else 1


def main(arguments):
    match arguments:
        case ["fixtures"]:
            write_fixtures()
        case ["model", path]:
            return compare_model(str(pathlib.Path(path).resolve()))
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
