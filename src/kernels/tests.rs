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
        let Packing {
            b: mut packed,
            mut parts,
        } = Packing::default();
        product_blocked(a, b.transposed(), c.view_mut(), &mut packed, &mut parts);
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

/// Where each number of each patch lies in the images, patch after patch.
fn indices_naive(window: Window, images: usize) -> Vec<usize> {
    let Window {
        width,
        channels,
        kernel,
        stride,
        rows,
        columns,
        ..
    } = window;
    let mut indices = Vec::new();
    for image in 0..images {
        for (row, column) in (0..rows * columns).map(|place| (place / columns, place % columns)) {
            for (down, across) in (0..kernel * kernel).map(|at| (at / kernel, at % kernel)) {
                let (y, x) = (row * stride + down, column * stride + across);
                let pixel = image * window.image() + (y * width + x) * channels;
                indices.extend(pixel..pixel + channels);
            }
        }
    }
    indices
}

/// height, width, channels, kernel, stride, rows, columns
const WINDOWS: [[usize; 7]; 6] = [
    [5, 5, 1, 3, 1, 3, 3],
    [6, 7, 2, 3, 1, 4, 5],
    [9, 8, 3, 4, 3, 2, 2],
    [4, 4, 2, 1, 1, 4, 4],
    [3, 4, 5, 3, 1, 1, 2],
    [28, 28, 1, 5, 1, 24, 24],
];

fn windows() -> impl Iterator<Item = Window> {
    WINDOWS.into_iter().map(
        |[height, width, channels, kernel, stride, rows, columns]| Window {
            height,
            width,
            channels,
            kernel,
            stride,
            padding: 0,
            rows,
            columns,
        },
    )
}

const IMAGES: usize = 3;
const FILTERS: usize = 9;

fn assert_close(got: &[f32], expected: &[f32], terms: usize, what: &impl std::fmt::Debug) {
    for (got, expected) in got.iter().zip(expected) {
        let close = (got - expected).abs() < 1e-6 * (terms as f32).sqrt() * 8.0;
        assert!(close, "{what:?}: {got} instead of {expected}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn products_of_patches_equal_those_of_patches_written_out() {
    let mut random = Random::new(9, Stream::Initialisation);
    for window in windows() {
        let x = random_matrix(IMAGES, window.image(), &mut random);
        let patches = Patches::new(x.as_row_major(), window);
        let mut written_out = Matrix::zeros(IMAGES * window.places(), window.patch());
        let indices = indices_naive(window, IMAGES);
        for (number, index) in written_out.as_row_major_mut().iter_mut().zip(indices) {
            *number = x.as_row_major()[index];
        }
        let check = |a: View, multiply: &dyn Fn(View, &mut Matrix), random: &mut Random| {
            let (m, k) = (a.rows, a.columns);
            let b = random_matrix(k, FILTERS, random);
            let mut got = random_matrix(m, FILTERS, random);
            let mut expected = got.clone();
            add_product_naive(a, b.view(), &mut expected);
            multiply(b.view(), &mut got);
            assert_close(got.as_row_major(), expected.as_row_major(), k, &window);
        };
        let forwards = |b: View, c: &mut Matrix| {
            patch_product(patches, b, c.view_mut(), &mut Packing::default());
        };
        check(written_out.view(), &forwards, &mut random);
        let transposed = |b: View, c: &mut Matrix| {
            let patches = Transposed(patches);
            patch_product(patches, b, c.view_mut(), &mut Packing::default());
        };
        check(written_out.view().transposed(), &transposed, &mut random);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn patches_go_back_to_the_pixels_that_they_came_from() {
    let mut random = Random::new(10, Stream::Initialisation);
    for window in windows() {
        let dy = random_matrix(IMAGES * window.places(), FILTERS, &mut random);
        let w = random_matrix(window.patch(), FILTERS, &mut random);
        let mut got = random_matrix(IMAGES, window.image(), &mut random);
        let mut expected = got.clone();
        let mut numbers = Matrix::zeros(dy.rows(), window.patch());
        add_product_naive(dy.view(), w.view().transposed(), &mut numbers);
        let indices = indices_naive(window, IMAGES);
        for (number, index) in numbers.as_row_major().iter().zip(indices) {
            expected.as_row_major_mut()[index] += number;
        }
        let pixels = got.as_row_major_mut();
        add_patches_back(dy.view(), w.view(), window, pixels, &mut Packing::default());
        assert_close(got.as_row_major(), expected.as_row_major(), 225, &window);
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
