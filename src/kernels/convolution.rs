//! Convolutions without im2col: the weight is packed, and the pixels are read where they are.

mod micro_kernel;

use micro_kernel::{Forward, WeightGradient, nr, run};

use super::epilogue::Epilogue;
use super::matrix::View;
use super::packing::{Packing, PackingSize, ThreadBuffers, equalise_capacity, resize_to, zeroed};
use super::parallel::{CHUNKS_PER_THREAD, RowSlice, Rows, par_row_chunks, par_rows};
use super::window::Window;

/// y = patches · w + bias, at every position of the window. The window has no padding: the images bring it along.
/// images: [batch, height, width, channels], w: [patch, filters], bias: [filters],
/// y: [batch, window rows, window columns, filters]
pub fn convolve(
    images: &[f32],
    window: Window,
    w: View,
    bias: Option<&[f32]>,
    y: &mut [f32],
    packing: &mut Packing,
) {
    let filters = w.columns;
    let weights = pack(
        &mut packing.b,
        window.patch(),
        filters,
        bias,
        |element, filter| w.at(element, filter),
    );
    let images = RowSlice::new(images, window.image());
    let y = RowSlice::new(y, window.positions() * filters);
    par_rows((images, y), |_, (images, y)| {
        let images = images.values.chunks_exact(window.image());
        for (image, y) in images.zip(y.values.chunks_exact_mut(window.positions() * filters)) {
            let kernel = Forward {
                image,
                window,
                nonzero_rows: 0..window.height,
                weights,
                y,
                filters,
            };
            run(kernel, filters);
        }
    });
}

/// The most memory that the convolution of a batch and its gradients pack into, on this many threads; the gradient by
/// the input only where it is needed.
pub fn convolution_packing(
    window: Window,
    filters: usize,
    batch: usize,
    threads: usize,
    input_gradient: bool,
) -> PackingSize {
    let size = |values: usize| values as u64;
    let padded = |columns: usize| columns.next_multiple_of(nr(columns));
    let padded_filters = padded(filters);
    let chunk = (window.patch() / threads).next_multiple_of(CHUNK_MULTIPLE);
    let forward = PackingSize {
        // `sum_rows` of dy sums image by image.
        b: size((padded_filters * (window.patch() + 1)).max(batch * filters)),
        scratch: size((chunk + CHUNK_MULTIPLE).min(window.patch()) * filters),
        image: size((padded_filters != filters) as usize * window.positions() * padded_filters),
        ..PackingSize::default()
    };
    if !input_gradient {
        return forward;
    }
    let (transposed, side) = transposed(window, filters);
    let block_values = side * side * window.channels;
    forward.max(PackingSize {
        b: size(padded(block_values) * (transposed.patch() + 1)),
        image: size(transposed.image()),
        scratch: size((window.stride != 1) as usize * transposed.positions() * block_values),
        ..PackingSize::default()
    })
}

/// The rows of a chunk of the gradient by a weight are a multiple of this, which is one of most MR: an edge more costs
/// little, an uneven share much.
const CHUNK_MULTIPLE: usize = 12;

/// Hands patchesᵀ · dy, the gradient by the weight, to an epilogue of [patch, filters]. Each value is summed in the
/// order of the images and the window's positions, whatever the number of threads.
/// images: as in [`convolve`], dy: [batch, window rows, window columns, filters]
pub fn weight_gradient(
    images: &[f32],
    window: Window,
    dy: &[f32],
    epilogue: impl Epilogue,
    packing: &mut Packing,
) {
    let filters = epilogue.columns();
    let padded_filters = filters.next_multiple_of(nr(filters));
    let threads = &mut packing.threads;
    let chunk = (window.patch() / threads.len()).max(1);
    let chunk = chunk.next_multiple_of(CHUNK_MULTIPLE);
    par_row_chunks(epilogue, chunk, threads, |buffers, first, mut epilogue| {
        let elements = first..first + epilogue.rows();
        let dw = epilogue.begin(&mut buffers.scratch).apply_beta();
        let images = images.chunks_exact(window.image());
        for (image, dy) in images.zip(dy.chunks_exact(window.positions() * filters)) {
            let kernel = WeightGradient {
                image,
                window,
                elements: elements.clone(),
                dy: pad_rows(dy, filters, padded_filters, &mut buffers.image),
                padded_filters,
                dw: &mut *dw,
                filters,
            };
            run(kernel, filters);
        }
        epilogue.finish(&buffers.scratch);
    });
    equalise_capacity(threads);
}

/// Appends zeros to each row of `width` values, up to `padded_width`.
fn pad_rows<'a>(
    rows: &'a [f32],
    width: usize,
    padded_width: usize,
    buffer: &'a mut Vec<f32>,
) -> &'a [f32] {
    if width == padded_width {
        return rows;
    }
    let padded = zeroed(buffer, rows.len() / width * padded_width);
    let padded_rows = padded.chunks_exact_mut(padded_width);
    for (row, padded) in rows.chunks_exact(width).zip(padded_rows) {
        padded[..width].copy_from_slice(row);
    }
    padded
}

/// dx, the gradient by the images without their padding. A transposed convolution as a convolution of dy whose filters
/// are the values of a block of stride × stride pixels, followed by depth-to-space: its weight is w turned by 180°, of
/// which each pixel of the block takes every `stride`th element (W. Shi and others, "Is the deconvolution layer the
/// same as a convolutional layer?", 2016).
/// dy: [batch, window rows, window columns, filters], w: [patch, filters], dx: [batch, height, width, channels]
pub fn input_gradient(dy: &[f32], window: Window, w: View, dx: &mut [f32], packing: &mut Packing) {
    let Window {
        channels,
        kernel,
        stride,
        ..
    } = window;
    let filters = w.columns;
    let (transposed, side) = transposed(window, filters);
    let taps = transposed.kernel;
    let value = |element: usize, block_value: usize| {
        let (tap, pixel) = (element / filters, block_value / channels);
        let down = (taps - 1 - tap / taps) * stride + pixel / side;
        let across = (taps - 1 - tap % taps) * stride + pixel % side;
        if down >= kernel || across >= kernel {
            return 0.0;
        }
        let row = (down * kernel + across) * channels + block_value % channels;
        w.at(row, element % filters)
    };
    let block_values = side * side * channels;
    let weights = pack(
        &mut packing.b,
        transposed.patch(),
        block_values,
        None,
        value,
    );
    let gradient = InputGradient {
        window,
        transposed,
        side,
        weights,
    };
    let images = (
        RowSlice::new(dy, window.positions() * filters),
        RowSlice::new(dx, window.image()),
    );
    let threads = &mut packing.threads;
    let chunk = images.rows().div_ceil(threads.len() * CHUNKS_PER_THREAD);
    par_row_chunks(images, chunk, threads, |buffers, _, (dy, dx)| {
        gradient.find(dy.values, dx.values, buffers);
    });
    equalise_capacity(threads);
}

/// The window over dy, padded with zeros, which has a position for each block of pixels; and the side of a block.
fn transposed(window: Window, filters: usize) -> (Window, usize) {
    let Window {
        kernel,
        stride,
        padding,
        ..
    } = window;
    let (taps, side) = (kernel.div_ceil(stride), kernel.min(stride));
    let blocks = |pixels: usize| (padding + pixels).div_ceil(stride) - padding / stride;
    let (rows, columns) = (blocks(window.height), blocks(window.width));
    let transposed = Window {
        height: rows + taps - 1,
        width: columns + taps - 1,
        channels: filters,
        kernel: taps,
        stride: 1,
        padding: 0,
        rows,
        columns,
    };
    (transposed, side)
}

struct InputGradient<'a> {
    /// The window of the forward pass.
    window: Window,
    transposed: Window,
    /// The side of a block: the stride, or the kernel where that is smaller and some pixels are under no window.
    side: usize,
    weights: PackedWeights<'a>,
}

impl InputGradient<'_> {
    fn find(&self, dy: &[f32], dx: &mut [f32], buffers: &mut ThreadBuffers) {
        let Self {
            window,
            transposed,
            side,
            weights,
        } = *self;
        let (image, positions) = (window.image(), window.positions() * transposed.channels);
        // The margin is 0 for every image, and is written once.
        zeroed(&mut buffers.image, transposed.image());
        let filters = side * side * window.channels;
        let margin = transposed.kernel - 1 - window.padding / window.stride;
        let dy_row = window.columns * transposed.channels;
        for (dy, dx) in dy.chunks_exact(positions).zip(dx.chunks_exact_mut(image)) {
            for (row, dy) in dy.chunks_exact(dy_row).enumerate() {
                let start = ((margin + row) * transposed.width + margin) * transposed.channels;
                buffers.image[start..][..dy_row].copy_from_slice(dy);
            }
            let kernel = |y| Forward {
                image: &buffers.image,
                window: transposed,
                nonzero_rows: margin..margin + window.rows,
                weights,
                y,
                filters,
            };
            if window.stride == 1 {
                run(kernel(dx), filters);
                continue;
            }
            let blocks = resize_to(&mut buffers.scratch, transposed.positions() * filters);
            run(kernel(blocks), filters);
            self.depth_to_space(blocks, dx);
        }
    }

    /// blocks: [block rows, block columns, side, side, channels], dx: [height, width, channels]
    fn depth_to_space(&self, blocks: &[f32], dx: &mut [f32]) {
        let Self {
            window,
            transposed,
            side,
            ..
        } = *self;
        let (channels, stride) = (window.channels, window.stride);
        // The block of a pixel, and where the pixel is in the block.
        let place = |pixel: usize| {
            let pixel = window.padding % stride + pixel;
            (pixel / stride, pixel % stride)
        };
        let dx_rows = dx.chunks_exact_mut(window.width * channels);
        for (row, dx_row) in dx_rows.enumerate() {
            let (block_row, down) = place(row);
            for (column, dx) in dx_row.chunks_exact_mut(channels).enumerate() {
                let (block_column, across) = place(column);
                if down >= side || across >= side {
                    dx.fill(0.0);
                    continue;
                }
                let block = block_row * transposed.columns + block_column;
                let pixel = (block * side + down) * side + across;
                dx.copy_from_slice(&blocks[pixel * channels..][..channels]);
            }
        }
    }
}

/// A weight, [patch, columns], packed into panels of NR columns, with zeros beyond the last column.
#[derive(Clone, Copy)]
pub(super) struct PackedWeights<'a> {
    /// [columns / NR, patch, NR]
    pub panels: &'a [f32],
    /// [columns / NR, NR]
    pub bias: &'a [f32],
}

fn pack<'a>(
    packed: &'a mut Vec<f32>,
    patch: usize,
    columns: usize,
    bias: Option<&[f32]>,
    value: impl Fn(usize, usize) -> f32,
) -> PackedWeights<'a> {
    let nr = nr(columns);
    let padded = columns.next_multiple_of(nr);
    let packed = zeroed(packed, padded * (patch + 1));
    let (panels, packed_bias) = packed.split_at_mut(padded * patch);
    if let Some(bias) = bias {
        packed_bias[..columns].copy_from_slice(bias);
    }
    for (panel, weights) in panels.chunks_exact_mut(patch * nr).enumerate() {
        let first = panel * nr;
        for (element, weights) in weights.chunks_exact_mut(nr).enumerate() {
            for (column, weight) in (first..columns).zip(weights) {
                *weight = value(element, column);
            }
        }
    }
    PackedWeights {
        panels,
        bias: packed_bias,
    }
}
