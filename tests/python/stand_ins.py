"""Stand-ins for the layers of torch.nn that tools/model_from_torch.py looks at: classes of the same names, with the
same attributes and a state_dict of NumPy arrays of the same shapes. They compute nothing. PyTorch itself is many times
as large as all else that the tests need; torch_check.py runs the same conversions with it."""

import numpy

random = numpy.random.default_rng(1)


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


class Layer:
    def __init__(self, **arrays):
        self.arrays = {name: array.astype(numpy.float32) for name, array in arrays.items()}


class Linear(Layer):
    def __init__(self, inputs, units, bias=True):
        biases = {"bias": random.normal(size=units)} if bias else {}
        super().__init__(weight=random.normal(size=(units, inputs)) * 0.1, **biases)


class Conv2d(Layer):
    def __init__(self, channels, filters, kernel_size, stride=1, padding=0, bias=True, groups=1, dilation=1):
        biases = {"bias": random.normal(size=filters)} if bias else {}
        self.kernel_size, self.stride = pair(kernel_size), pair(stride)
        self.padding = padding if isinstance(padding, str) else pair(padding)
        self.groups, self.dilation, self.padding_mode = groups, pair(dilation), "zeros"
        super().__init__(weight=random.normal(size=(filters, channels, *self.kernel_size)) * 0.3, **biases)


class BatchNorm1d(Layer):
    def __init__(self, features, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        some = [random.uniform(0.5, 1.5, features) for _ in range(4)]
        names = ("weight", "bias", "running_mean", "running_var")
        super().__init__(**dict(zip(names, some)), num_batches_tracked=numpy.array(7))
        self.weight, self.running_mean = some[0], some[2]


class BatchNorm2d(BatchNorm1d):
    pass


class MaxPool2d(Layer):
    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False):
        self.kernel_size, self.stride, self.padding = kernel_size, stride or kernel_size, padding
        self.ceil_mode, self.dilation = ceil_mode, 1
        super().__init__()


class AvgPool2d(Layer):
    def __init__(self, kernel_size, stride=None, padding=0, count_include_pad=True):
        self.kernel_size, self.stride, self.padding = kernel_size, stride or kernel_size, padding
        self.ceil_mode, self.count_include_pad = False, count_include_pad
        super().__init__()


class AdaptiveAvgPool2d(Layer):
    def __init__(self, output_size):
        self.output_size = output_size
        super().__init__()


class Dropout(Layer):
    def __init__(self, p):
        self.p = p
        super().__init__()


class Plain(Layer):
    def __init__(self, **_):
        super().__init__()


class Flatten(Plain):
    pass


class ReLU(Plain):
    pass


class Sigmoid(Plain):
    pass


class Tanh(Plain):
    pass


class Identity(Plain):
    pass


class Softmax(Plain):
    pass


class LogSoftmax(Plain):
    pass


class GELU(Plain):
    pass


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def named_children(self):
        return [(str(place), layer) for place, layer in enumerate(self.layers)]

    def state_dict(self):
        children = self.named_children()
        return {f"{place}.{name}": array for place, layer in children for name, array in layer.arrays.items()}
