//! Convolutions, image by image: the pixels are multiplied where they lie, and only the weight is packed.

mod tile;

use tile::{Places, Weights, run, tile_width};

use super::epilogue::Epilogue;
use super::matrix::View;
use super::packing::{Packing, PackingSize, Part, level, room, zeros};
use super::parallel::{PIECES, RowSlice, Rows, par_row_chunks, par_rows};
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
    let images = RowSlice::new(images, window.image());
    let y = RowSlice::new(y, window.places() * filters);
    par_rows((images, y), |_, (images, y)| {
        let images = images.values.chunks_exact(window.image());
        for (pixels, y) in images.zip(y.values.chunks_exact_mut(window.places() * filters)) {
            let job = Places {
                pixels,
                window,
                lines: 0..window.height,
                panels,
                y,
                filters,
            };
            run(job, filters);
        }
    });
}

/// How large the packing becomes by a convolution of so many images and by its gradients, on so many threads; that by
/// the images only where it is wanted.
pub fn convolution_packing(
    window: Window,
    filters: usize,
    images: usize,
    threads: usize,
    input_gradient: bool,
) -> PackingSize {
    let size = |numbers: usize| numbers as u64;
    let width = |columns: usize| columns.next_multiple_of(tile_width(columns));
    let stride = width(filters);
    let piece = (window.patch() / threads).next_multiple_of(WHOLE_TILES);
    let forward = PackingSize {
        // The bias sums dy image by image.
        b: size((stride * (window.patch() + 1)).max(images * filters)),
        scratch: size((piece + WHOLE_TILES).min(window.patch()) * filters),
        image: size((stride != filters) as usize * window.places() * stride),
        ..PackingSize::default()
    };
    if !input_gradient {
        return forward;
    }
    let (back, side) = backwards(window, filters);
    let numbers = side * side * window.channels;
    forward.max(PackingSize {
        b: size(width(numbers) * (back.patch() + 1)),
        image: size(back.image()),
        scratch: size((window.stride != 1) as usize * back.places() * numbers),
        ..PackingSize::default()
    })
}

/// Rows of a piece of the gradient by a weight are a multiple of most tiles' rows: an edge more costs little, an uneven
/// share much.
const WHOLE_TILES: usize = 12;

/// Hands patchesᵀ · dy, the gradient by the weight, to a epilogue of [patch, filters]. Each number is summed in the
/// order of the images and their places, whatever the number of threads.
/// images: as above, dy: [n, rows, columns, filters]
pub fn weight_gradient(
    images: &[f32],
    window: Window,
    dy: &[f32],
    epilogue: impl Epilogue,
    packing: &mut Packing,
) {
    let filters = epilogue.columns();
    let stride = filters.next_multiple_of(tile_width(filters));
    let parts = &mut packing.parts;
    let piece = (window.patch() / parts.len()).max(1);
    let piece = piece.next_multiple_of(WHOLE_TILES);
    par_row_chunks(epilogue, piece, parts, |part, first, mut epilogue| {
        let numbers = first..first + epilogue.rows();
        let sums = epilogue.begin(&mut part.scratch).filled();
        let images = images.chunks_exact(window.image());
        for (pixels, dy) in images.zip(dy.chunks_exact(window.places() * filters)) {
            let job = Weights {
                pixels,
                window,
                numbers: numbers.clone(),
                dy: widen(dy, filters, stride, &mut part.image),
                stride,
                sums: &mut *sums,
                filters,
            };
            run(job, filters);
        }
        epilogue.finish(&part.scratch);
    });
    level(parts);
}

/// Rows of `width` numbers with zeros behind, to be `stride` apart.
fn widen<'a>(rows: &'a [f32], width: usize, stride: usize, wide: &'a mut Vec<f32>) -> &'a [f32] {
    if width == stride {
        return rows;
    }
    let wide = zeros(wide, rows.len() / width * stride);
    for (row, wide) in rows.chunks_exact(width).zip(wide.chunks_exact_mut(stride)) {
        wide[..width].copy_from_slice(row);
    }
    wide
}

/// dx = the gradient by the images before they were padded. Where the window moves by `stride` pixels, all squares of
/// so many pixels a side meet it alike: their numbers are the filters of one convolution of dy, whose weight is
/// w turned by half a turn, with every `stride`th pixel of it for each pixel of a square.
/// dy: [n, rows, columns, filters], w: [patch, filters], dx: [n, height, width, channels]
pub fn input_gradient(dy: &[f32], window: Window, w: View, dx: &mut [f32], packing: &mut Packing) {
    let Window {
        channels,
        kernel,
        stride,
        ..
    } = window;
    let filters = w.columns;
    let (back, side) = backwards(window, filters);
    let taps = back.kernel;
    let value = |term: usize, number: usize| {
        let (tap, pixel) = (term / filters, number / channels);
        let down = (taps - 1 - tap / taps) * stride + pixel / side;
        let across = (taps - 1 - tap % taps) * stride + pixel % side;
        if down >= kernel || across >= kernel {
            return 0.0;
        }
        let row = (down * kernel + across) * channels + number % channels;
        w.at(row, term % filters)
    };
    let numbers = side * side * channels;
    let panels = pack(&mut packing.b, back.patch(), numbers, None, value);
    let gradient = InputGradient {
        window,
        back,
        side,
        panels,
    };
    let images = (
        RowSlice::new(dy, window.places() * filters),
        RowSlice::new(dx, window.image()),
    );
    let parts = &mut packing.parts;
    let piece = images.rows().div_ceil(parts.len() * PIECES);
    par_row_chunks(images, piece, parts, |part, _, (dy, dx)| {
        gradient.find(dy.values, dx.values, part);
    });
    level(parts);
}

/// The convolution over dy with zeros around it, and the side of the squares of pixels that it has a place for.
fn backwards(window: Window, filters: usize) -> (Window, usize) {
    let Window {
        kernel,
        stride,
        padding,
        ..
    } = window;
    let (taps, side) = (kernel.div_ceil(stride), kernel.min(stride));
    let squares = |pixels: usize| (padding + pixels).div_ceil(stride) - padding / stride;
    let (rows, columns) = (squares(window.height), squares(window.width));
    let back = Window {
        height: rows + taps - 1,
        width: columns + taps - 1,
        channels: filters,
        kernel: taps,
        stride: 1,
        padding: 0,
        rows,
        columns,
    };
    (back, side)
}

struct InputGradient<'a> {
    /// That of the way forwards, and that over dy with zeros around, which has a place for each square of pixels.
    window: Window,
    back: Window,
    /// Pixels of a square's side that the window sees: all but where it moves farther than it is wide.
    side: usize,
    panels: Panels<'a>,
}

impl InputGradient<'_> {
    fn find(&self, dy: &[f32], dx: &mut [f32], part: &mut Part) {
        let Self {
            window,
            back,
            side,
            panels,
        } = *self;
        let (image, places) = (window.image(), window.places() * back.channels);
        // What is 0 for one image is so for all.
        zeros(&mut part.image, back.image());
        let filters = side * side * window.channels;
        let margin = back.kernel - 1 - window.padding / window.stride;
        let line = window.columns * back.channels;
        for (dy, dx) in dy.chunks_exact(places).zip(dx.chunks_exact_mut(image)) {
            for (row, dy) in dy.chunks_exact(line).enumerate() {
                let begin = ((margin + row) * back.width + margin) * back.channels;
                part.image[begin..][..line].copy_from_slice(dy);
            }
            let job = |y| Places {
                pixels: &part.image,
                window: back,
                lines: margin..margin + window.rows,
                panels,
                y,
                filters,
            };
            if window.stride == 1 {
                run(job(dx), filters);
                continue;
            }
            let squares = room(&mut part.scratch, back.places() * filters);
            run(job(squares), filters);
            self.lay_out(squares, dx);
        }
    }

    /// squares: [squares down, squares across, side, side, channels], dx: [height, width, channels]
    fn lay_out(&self, squares: &[f32], dx: &mut [f32]) {
        let Self {
            window, back, side, ..
        } = *self;
        let (channels, stride) = (window.channels, window.stride);
        // In which square a pixel lies, and where in that.
        let place = |pixel: usize| {
            let pixel = window.padding % stride + pixel;
            (pixel / stride, pixel % stride)
        };
        let lines = dx.chunks_exact_mut(window.width * channels);
        for (row, line) in lines.enumerate() {
            let (square_row, down) = place(row);
            for (column, dx) in line.chunks_exact_mut(channels).enumerate() {
                let (square_column, across) = place(column);
                if down >= side || across >= side {
                    dx.fill(0.0);
                    continue;
                }
                let square = square_row * back.columns + square_column;
                let pixel = (square * side + down) * side + across;
                dx.copy_from_slice(&squares[pixel * channels..][..channels]);
            }
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
    let packed = zeros(packed, padded * (terms + 1));
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
