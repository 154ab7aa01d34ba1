//! Convolutions, image by image: the pixels are multiplied where they lie, and only the weight is packed.

mod tile;

use std::ops::Range;

use tile::{Places, Weights, run, tile_width};

use super::matrix::View;
use super::packing::{Packing, Part};
use super::parallel::{Of, fork, share};
use super::sink::Sink;
use super::window::Window;

/// y = patches · w + bias, at every place of the window; nothing is padded.
/// images: [n, height, width, channels], w: [patch, filters], bias: [filters], y: [n, rows, columns, filters]
pub fn convolve(
    images: &[f32],
    window: Window,
    w: View,
    bias: Option<&[f32]>,
    y: &mut [f32],
    packing: &mut Packing,
) {
    let filters = w.columns;
    let panels = pack(
        &mut packing.b,
        window.patch(),
        filters,
        bias,
        |term, filter| w.at(term, filter),
    );
    let images = Of::new(images, window.image());
    let y = Of::new(y, window.places() * filters);
    share((images, y), |_, (images, y)| {
        let images = images.values.chunks_exact(window.image());
        for (pixels, y) in images.zip(y.values.chunks_exact_mut(window.places() * filters)) {
            let job = Places {
                pixels,
                window,
                panels,
                y,
                filters,
            };
            run(job, filters);
        }
    });
}

/// Hands patchesᵀ · dy, the gradient by the weight, to a sink of [patch, filters]. Each number is summed in the
/// order of the images and their places, whatever the number of threads.
/// images: as above, dy: [n, rows, columns, filters]
pub fn weight_gradient(
    images: &[f32],
    window: Window,
    dy: &[f32],
    sink: impl Sink,
    packing: &mut Packing,
) {
    let gradient = WeightGradient {
        images,
        window,
        dy,
        filters: sink.columns(),
    };
    gradient.split(0..window.patch(), sink, &mut packing.parts);
}

#[derive(Clone, Copy)]
struct WeightGradient<'a> {
    images: &'a [f32],
    window: Window,
    dy: &'a [f32],
    filters: usize,
}

impl WeightGradient<'_> {
    /// Each part of the memory works on a part of the patch.
    fn split(self, numbers: Range<usize>, mut sink: impl Sink, parts: &mut [Part]) {
        /// A multiple of most tiles' rows: an edge more costs little, an uneven share much.
        const WHOLE_TILES: usize = 12;
        let [part] = parts else {
            let (left, right) = parts.split_at_mut(parts.len() / 2);
            let share = numbers.len() * left.len() / (left.len() + right.len());
            let count = share.next_multiple_of(WHOLE_TILES).min(numbers.len());
            let (above, below) = sink.split_at(count);
            let middle = numbers.start + count;
            fork(
                || self.split(numbers.start..middle, above, left),
                || self.split(middle..numbers.end, below, right),
            );
            return;
        };
        if numbers.is_empty() {
            return;
        }
        let Self {
            window, filters, ..
        } = self;
        let sums = sink.begin(&mut part.scratch).filled();
        let stride = filters.next_multiple_of(tile_width(filters));
        let images = self.images.chunks_exact(window.image());
        for (pixels, dy) in images.zip(self.dy.chunks_exact(window.places() * filters)) {
            let dy = widen(dy, filters, stride, &mut part.image);
            let numbers = numbers.clone();
            let job = Weights {
                pixels,
                window,
                numbers,
                dy,
                stride,
                sums: &mut *sums,
                filters,
            };
            run(job, filters);
        }
        sink.finish(&part.scratch);
    }
}

/// Rows of `width` numbers with zeros behind, to be `stride` apart.
fn widen<'a>(rows: &'a [f32], width: usize, stride: usize, wide: &'a mut Vec<f32>) -> &'a [f32] {
    if width == stride {
        return rows;
    }
    wide.clear();
    wide.resize(rows.len() / width * stride, 0.0);
    for (row, wide) in rows.chunks_exact(width).zip(wide.chunks_exact_mut(stride)) {
        wide[..width].copy_from_slice(row);
    }
    wide
}

/// dx = the gradient by the images before they were padded: dy, with zeros between where the window moves by
/// more than a pixel, is convolved with the weight turned by half a turn.
/// dy: [n, rows, columns, filters], w: [patch, filters], dx: [n, height, width, channels]
pub fn input_gradient(dy: &[f32], window: Window, w: View, dx: &mut [f32], packing: &mut Packing) {
    let (filters, channels, kernel) = (w.columns, window.channels, window.kernel);
    let back = Window {
        height: window.height + kernel - 1,
        width: window.width + kernel - 1,
        channels: filters,
        kernel,
        stride: 1,
        padding: 0,
        rows: window.height,
        columns: window.width,
    };
    let last = kernel * kernel - 1;
    let panels = pack(
        &mut packing.b,
        back.patch(),
        channels,
        None,
        |term, channel| {
            let pixel = last - term / filters;
            w.at(pixel * channels + channel, term % filters)
        },
    );
    let gradient = InputGradient {
        window,
        back,
        panels,
    };
    gradient.split(dy, dx, &mut packing.parts);
}

#[derive(Clone, Copy)]
struct InputGradient<'a> {
    /// That of the way forwards, and that over dy with zeros around.
    window: Window,
    back: Window,
    panels: Panels<'a>,
}

impl InputGradient<'_> {
    /// Each part of the memory works on a part of the images.
    fn split(self, dy: &[f32], dx: &mut [f32], parts: &mut [Part]) {
        let Self {
            window,
            back,
            panels,
        } = self;
        let (image, places) = (window.image(), window.places() * back.channels);
        let [part] = parts else {
            let (left, right) = parts.split_at_mut(parts.len() / 2);
            let images = dx.len() / image;
            let middle = images * left.len() / (left.len() + right.len());
            let (above, below) = dx.split_at_mut(middle * image);
            let (dy_above, dy_below) = dy.split_at(middle * places);
            fork(
                || self.split(dy_above, above, left),
                || self.split(dy_below, below, right),
            );
            return;
        };
        // What is 0 for one image is so for all.
        part.image.clear();
        part.image.resize(back.image(), 0.0);
        let margin = window.kernel - 1 - window.padding;
        for (dy, y) in dy.chunks_exact(places).zip(dx.chunks_exact_mut(image)) {
            for (place, dy) in dy.chunks_exact(back.channels).enumerate() {
                let row = margin + place / window.columns * window.stride;
                let column = margin + place % window.columns * window.stride;
                let begin = (row * back.width + column) * back.channels;
                part.image[begin..][..back.channels].copy_from_slice(dy);
            }
            let pixels = &part.image;
            let job = Places {
                pixels,
                window: back,
                panels,
                y,
                filters: window.channels,
            };
            run(job, window.channels);
        }
    }
}

/// A weight as a micro-kernel reads it, with zeros beyond its last column.
#[derive(Clone, Copy)]
pub(super) struct Panels<'a> {
    /// [columns / width, terms, width]
    pub weights: &'a [f32],
    /// What the sums begin with: [columns / width, width]
    pub start: &'a [f32],
}

fn pack<'a>(
    packed: &'a mut Vec<f32>,
    terms: usize,
    columns: usize,
    start: Option<&[f32]>,
    value: impl Fn(usize, usize) -> f32,
) -> Panels<'a> {
    let width = tile_width(columns);
    let padded = columns.next_multiple_of(width);
    packed.clear();
    packed.resize(padded * (terms + 1), 0.0);
    let (weights, beginning) = packed.split_at_mut(padded * terms);
    if let Some(start) = start {
        beginning[..columns].copy_from_slice(start);
    }
    for (panel, weights) in weights.chunks_exact_mut(terms * width).enumerate() {
        let first = panel * width;
        for (term, weights) in weights.chunks_exact_mut(width).enumerate() {
            for (column, weight) in (first..columns).zip(weights) {
                *weight = value(term, column);
            }
        }
    }
    Panels {
        weights,
        start: beginning,
    }
}
