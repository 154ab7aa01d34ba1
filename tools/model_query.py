"""The layers of a recipe in NumPy: what each makes of its input when a network is queried. For model.py."""

import math

import numpy


def as_image(values):
    """[n, values] as [n, side, side, 1]; what is an image already stays one, unless it has a single pixel."""
    count = math.prod(values.shape[1:])
    side = math.isqrt(count)
    is_flat = values.ndim == 2 or values.shape[1:3] == (1, 1)
    return values.reshape(-1, side, side, 1) if is_flat and side * side == count else values


def forward(recipe, arrays, values):
    """[n, inputs], in the recipe's input range, to [n, outputs]. Images are [n, height, width, channels]."""
    for index, layer in enumerate(recipe["layers"]):

        def array(name, index=index):
            return arrays.get(f"layers.{index}.{name}")

        match layer["kind"]:
            case "dense":
                values = values.reshape(len(values), -1) @ array("weight")
                values = values if array("bias") is None else values + array("bias")
            case "conv":
                weight = array("weight")
                values = windows(as_image(values), layer["kernel"], layer.get("stride", 1), layer.get("padding", 0), 0)
                # [n, rows, columns, channels, kernel, kernel] times [kernel, kernel, channels, filters]
                values = numpy.tensordot(values, weight, axes=((4, 5, 3), (0, 1, 2)))
                values = values if array("bias") is None else values + array("bias")
            case "max_pool":
                values = pooled(values, layer, -numpy.inf).max(axis=(4, 5))
            case "average_pool":
                values = numpy.nanmean(pooled(values, layer, numpy.nan), axis=(4, 5))
            case "global_average_pool":
                values = as_image(values).mean(axis=(1, 2), keepdims=True)
            case "batch_norm":
                factor = array("scale") / numpy.sqrt(array("running_variance") + numpy.float32(layer["epsilon"]))
                values = (values - array("running_mean")) * factor + array("shift")
            case "activation":
                values = activation(layer["function"], values)
            case "dropout":
                pass
            case other:
                raise ValueError(f"layer {index} is a {other}, which this does not know")
    return values.reshape(len(values), -1)


def pooled(values, layer, beyond):
    return windows(as_image(values), layer["size"], layer["stride"], layer.get("padding", 0), beyond)


def windows(images, side, stride, padding, beyond):
    """[n, height, width, channels] to [n, rows, columns, channels, side, side]; `beyond` lies around an image."""
    around = ((0, 0), (padding, padding), (padding, padding), (0, 0))
    padded = numpy.pad(images, around, constant_values=beyond)
    all_places = numpy.lib.stride_tricks.sliding_window_view(padded, (side, side), axis=(1, 2))
    return all_places[:, ::stride, ::stride]


def activation(function, x):
    match function:
        case "sigmoid":
            # Half of tanh, which no power overflows.
            return (1 + numpy.tanh(x / 2)) / 2
        case "tanh":
            return numpy.tanh(x)
        case "relu":
            return numpy.maximum(x, 0)
        case "identity":
            return x
        case "step":
            return (x > 0).astype(x.dtype)
        case "softmax":
            x = x.reshape(len(x), -1)
            powers = numpy.exp(x - x.max(axis=1, keepdims=True))
            return powers / powers.sum(axis=1, keepdims=True)
        case other:
            raise ValueError(f"{other} is an activation that this does not know")
