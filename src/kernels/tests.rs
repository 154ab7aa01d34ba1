//! Every product, of every awkward size and either orientation, against the naive one.

use wasm_bindgen_test::wasm_bindgen_test;

use super::blocked::product_blocked;
use super::naive::add_product_naive;
use super::rows::add_product_by_rows;
use super::*;
use crate::random::{Random, Stream};

/// 0, 1, around the tile's sides, around a block's sides, and odd ones.
const SIZES: [usize; 11] = [0, 1, 2, 3, 4, 5, 8, 9, 17, 67, 259];

fn random_matrix(rows: usize, columns: usize, random: &mut Random) -> Matrix {
    let mut matrix = Matrix::zeros(rows, columns);
    for value in matrix.as_row_major_mut() {
        *value = random.uniform(-1.0, 1.0);
    }
    matrix
}

fn check(name: &str, multiply: impl Fn(View, View, &mut Matrix)) {
    let mut random = Random::new(7, Stream::Initialisation);
    for m in SIZES {
        for k in SIZES {
            for n in SIZES {
                let a = random_matrix(m, k, &mut random);
                let a_transposed = random_matrix(k, m, &mut random);
                let b = random_matrix(k, n, &mut random);
                let b_transposed = random_matrix(n, k, &mut random);
                let start = random_matrix(m, n, &mut random);
                for a in [a.view(), a_transposed.view().transposed()] {
                    for b in [b.view(), b_transposed.view().transposed()] {
                        let mut expected = start.clone();
                        let mut got = start.clone();
                        add_product_naive(a, b, &mut expected);
                        multiply(a, b, &mut got);
                        let pairs = got.as_row_major().iter().zip(expected.as_row_major());
                        for (got, expected) in pairs {
                            // f32 rounding of a sum of k products of values below 1.
                            let tolerance = 1e-6 * (1.0 + k as f32).sqrt() * 4.0;
                            assert!(
                                (got - expected).abs() <= tolerance,
                                "{name} [{m}, {k}] · [{k}, {n}]: {got} instead of {expected}"
                            );
                        }
                    }
                }
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn blocked_products_equal_the_naive_one() {
    check("blocked", |a, b, c| {
        product_blocked(a, b.transposed(), c.view_mut(), &mut Packing::default());
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn products_by_rows_equal_the_naive_one() {
    check("by rows", |a, b, c| {
        add_product_by_rows(a, b, c.as_row_major_mut());
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn the_entry_equals_the_naive_one() {
    let packing = std::cell::RefCell::new(Packing::default());
    check("entry", |a, b, c| {
        product(a, b, c.view_mut(), &mut packing.borrow_mut())
    });
}

/// The patches written out: every image is spread and padded first, and then cut.
fn patches_naive(values: &[f32], images: usize, window: Window) -> Matrix {
    let Window {
        height,
        width,
        channels,
        kernel,
        stride,
        padding,
        spread,
        rows,
        columns,
    } = window;
    let (tall, wide) = (
        rows * stride + kernel + height * spread,
        columns * stride + kernel + width * spread,
    );
    let mut patches = Matrix::zeros(images * rows * columns, kernel * kernel * channels);
    for image in 0..images {
        let mut padded = vec![0.0; tall * wide * channels];
        for y in 0..height {
            for x in 0..width {
                for channel in 0..channels {
                    let at = (padding + y * spread) * wide + padding + x * spread;
                    padded[at * channels + channel] =
                        values[((image * height + y) * width + x) * channels + channel];
                }
            }
        }
        for row in 0..rows {
            for column in 0..columns {
                let patch = patches.row_mut((image * rows + row) * columns + column);
                for (number, value) in patch.iter_mut().enumerate() {
                    let (place, channel) = (number / channels, number % channels);
                    let y = row * stride + place / kernel;
                    let x = column * stride + place % kernel;
                    *value = padded[(y * wide + x) * channels + channel];
                }
            }
        }
    }
    patches
}

#[wasm_bindgen_test(unsupported = test)]
fn products_of_patches_equal_those_of_patches_written_out() {
    let mut random = Random::new(9, Stream::Initialisation);
    // height, width, channels, kernel, stride, padding, spread, rows, columns
    for [
        height,
        width,
        channels,
        kernel,
        stride,
        padding,
        spread,
        rows,
        columns,
    ] in [
        [5, 5, 1, 3, 1, 0, 1, 3, 3],
        [6, 7, 2, 3, 1, 1, 1, 6, 7],
        [9, 8, 3, 4, 3, 2, 1, 4, 3],
        [4, 4, 2, 1, 1, 0, 1, 4, 4],
        [3, 4, 5, 3, 1, 1, 2, 7, 8],
        [28, 28, 1, 5, 1, 2, 1, 28, 28],
        [2, 2, 1, 4, 1, 3, 3, 5, 5],
    ] {
        let window = Window {
            height,
            width,
            channels,
            kernel,
            stride,
            padding,
            spread,
            rows,
            columns,
        };
        let images = 3;
        let x = random_matrix(images, height * width * channels, &mut random);
        let patches = Patches::new(x.as_row_major(), window);
        let written_out = patches_naive(x.as_row_major(), images, window);
        let check = |a: View, multiply: &dyn Fn(View, &mut Matrix), random: &mut Random| {
            let (m, k) = (a.rows, a.columns);
            let b = random_matrix(k, 9, random);
            let mut got = random_matrix(m, 9, random);
            let mut expected = got.clone();
            add_product_naive(a, b.view(), &mut expected);
            multiply(b.view(), &mut got);
            for (got, expected) in got.as_row_major().iter().zip(expected.as_row_major()) {
                let close = (got - expected).abs() < 1e-6 * (k as f32).sqrt() * 8.0;
                assert!(close, "{window:?}: {got} instead of {expected}");
            }
        };
        let forwards = |b: View, c: &mut Matrix| {
            patch_product(patches, b, c.view_mut(), &mut Packing::default());
        };
        check(written_out.view(), &forwards, &mut random);
        let transposed = |b: View, c: &mut Matrix| {
            patch_product(
                Transposed(patches),
                b,
                c.view_mut(),
                &mut Packing::default(),
            );
        };
        check(written_out.view().transposed(), &transposed, &mut random);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn blocks_larger_than_every_limit_are_right() {
    let mut random = Random::new(8, Stream::Initialisation);
    let a = random_matrix(70, 300, &mut random);
    let b = random_matrix(300, 530, &mut random);
    let mut expected = Matrix::zeros(70, 530);
    let mut got = Matrix::zeros(70, 530);
    add_product_naive(a.view(), b.view(), &mut expected);
    product(a.view(), b.view(), got.view_mut(), &mut Packing::default());
    for (got, expected) in got.as_row_major().iter().zip(expected.as_row_major()) {
        assert!((got - expected).abs() < 1e-4, "{got} instead of {expected}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_first_of_equal_values_is_the_largest() {
    assert_eq!(vector::argmax(&[0.2, 0.5, 0.5]), 1);
    assert_eq!(vector::argmax(&[]), 0);
}
