//! Every product, at all edge sizes and in both orientations, against the naive one.

use wasm_bindgen_test::wasm_bindgen_test;

use super::blocked::gemm_blocked;
use super::matrix::View;
use super::naive::gemm_naive;
use super::unpacked::gemm_unpacked;
use super::*;
use crate::random::{Random, Stream};

/// 0, 1, sizes around MR and NR, around MC and KC, and odd ones.
const SIZES: [usize; 11] = [0, 1, 2, 3, 4, 5, 8, 9, 17, 67, 259];

fn random_matrix(rows: usize, columns: usize, random: &mut Random) -> Matrix {
    let mut matrix = Matrix::zeros(rows, columns);
    for value in matrix.as_row_major_mut() {
        *value = random.uniform(-1.0, 1.0);
    }
    matrix
}

/// Sets half of the blocks of 8 × 2 values to 0.
fn with_zeros(mut matrix: Matrix, random: &mut Random) -> Matrix {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    for row in (0..rows).step_by(8) {
        for column in (0..columns).step_by(2) {
            if random.uniform(0.0, 1.0) < 0.5 {
                continue;
            }
            for row in row..rows.min(row + 8) {
                matrix.row_mut(row)[column..columns.min(column + 2)].fill(0.0);
            }
        }
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
                let c = random_matrix(m, n, &mut random);
                let sparse = with_zeros(a.clone(), &mut random);
                let sparse_transposed = with_zeros(a_transposed.clone(), &mut random);
                let transposed = [&a_transposed, &sparse_transposed];
                let transposed = transposed.map(|a| a.view().transposed());
                for a in [a.view(), sparse.view()].into_iter().chain(transposed) {
                    for b in [b.view(), b_transposed.view().transposed()] {
                        let mut expected = c.clone();
                        let mut got = c.clone();
                        gemm_naive(a, b, &mut expected);
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
        gemm_blocked(a, b.transposed(), c.view_mut(), &mut Packing::default());
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn products_that_overwrite_ignore_the_old_values() {
    let packing = std::cell::RefCell::new(Packing::default());
    check("overwrite", |a, b, c| {
        let old = c.clone();
        let epilogue = c.view_mut().overwrite();
        gemm(a, b, epilogue, &mut packing.borrow_mut());
        vector::add_scaled(c.as_row_major_mut(), 1.0, old.as_row_major());
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn products_with_a_bias_add_it_to_every_row() {
    let packing = std::cell::RefCell::new(Packing::default());
    check("with bias", |a, b, c| {
        let old = c.clone();
        let bias: Vec<f32> = (0..b.columns)
            .map(|column| (column % 3) as f32 - 1.0)
            .collect();
        let epilogue = c.view_mut().with_bias(Some(&bias));
        gemm(a, b, epilogue, &mut packing.borrow_mut());
        vector::add_scaled(c.as_row_major_mut(), 1.0, old.as_row_major());
        let columns = bias.len().max(1);
        for row in c.as_row_major_mut().chunks_exact_mut(columns) {
            vector::add_scaled(row, -1.0, &bias);
        }
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn unpacked_products_equal_the_naive_one() {
    check("unpacked", |a, b, c| {
        gemm_unpacked(a, b, c.as_row_major_mut());
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn the_entry_point_equals_the_naive_product() {
    let packing = std::cell::RefCell::new(Packing::default());
    check("entry point", |a, b, c| {
        gemm(a, b, c.view_mut(), &mut packing.borrow_mut())
    });
}

/// The index in the images of each value of each patch, patch after patch.
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
const WINDOWS: [[usize; 7]; 10] = [
    [5, 5, 1, 3, 1, 3, 3],
    [6, 7, 2, 3, 1, 4, 5],
    [9, 8, 3, 4, 3, 2, 2],
    [4, 4, 2, 1, 1, 4, 4],
    [3, 4, 5, 3, 1, 1, 2],
    [28, 28, 1, 5, 1, 24, 24],
    [13, 11, 3, 4, 2, 5, 4],
    [12, 10, 2, 5, 2, 4, 3],
    [9, 10, 4, 2, 3, 3, 3],
    [6, 7, 8, 1, 2, 3, 4],
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

fn assert_close(got: &[f32], expected: &[f32], k: usize, what: &impl std::fmt::Debug) {
    for (got, expected) in got.iter().zip(expected) {
        let close = (got - expected).abs() < 1e-6 * (k as f32).sqrt() * 8.0;
        assert!(close, "{what:?}: {got} instead of {expected}");
    }
}

/// Numbers of filters that fill tiles of every width, and that leave a remainder.
const FILTERS: [usize; 6] = [1, 8, 9, 16, 24, 41];

#[wasm_bindgen_test(unsupported = test)]
fn convolutions_equal_products_of_patches_written_out() {
    let mut random = Random::new(9, Stream::Initialisation);
    for (window, filters) in windows().flat_map(|w| FILTERS.map(|filters| (w, filters))) {
        let x = random_matrix(IMAGES, window.image(), &mut random);
        let mut patches = Matrix::zeros(IMAGES * window.positions(), window.patch());
        let indices = indices_naive(window, IMAGES);
        for (value, index) in patches.as_row_major_mut().iter_mut().zip(indices) {
            *value = x.as_row_major()[index];
        }
        let w = random_matrix(window.patch(), filters, &mut random);
        let bias = random_matrix(1, filters, &mut random);
        let mut expected = Matrix::zeros(patches.rows(), filters);
        expected
            .rows_mut()
            .for_each(|row| row.copy_from_slice(bias.row(0)));
        gemm_naive(patches.view(), w.view(), &mut expected);
        let mut got = random_matrix(patches.rows(), filters, &mut random);
        let (bias, y) = (Some(bias.row(0)), got.as_row_major_mut());
        convolve(
            x.as_row_major(),
            window,
            w.view(),
            bias,
            y,
            &mut Packing::default(),
        );
        let (got, expected) = (got.as_row_major(), expected.as_row_major());
        assert_close(got, expected, window.patch(), &(window, filters));

        let dy = random_matrix(patches.rows(), filters, &mut random);
        let mut got = random_matrix(window.patch(), filters, &mut random);
        let mut expected = got.clone();
        gemm_naive(patches.view().transposed(), dy.view(), &mut expected);
        let (x, of_dy) = (x.as_row_major(), dy.as_row_major());
        weight_gradient(x, window, of_dy, got.view_mut(), &mut Packing::default());
        let (got, expected) = (got.as_row_major(), expected.as_row_major());
        assert_close(got, expected, patches.rows(), &(window, filters));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn input_gradients_equal_the_scattered_products() {
    let mut random = Random::new(10, Stream::Initialisation);
    let windows = windows().flat_map(|w| FILTERS.map(|filters| (w, filters)));
    for ((padded, filters), padding) in windows.zip((0..5).cycle()) {
        // The same window over the image without the padding, where any pixel is left without it.
        let padding = padding.min(padded.kernel - 1);
        let sides = [padded.height, padded.width].map(|side| side.checked_sub(2 * padding));
        let [Some(height @ 1..), Some(width @ 1..)] = sides else {
            continue;
        };
        let window = Window {
            height,
            width,
            padding,
            ..padded
        };
        let dy = random_matrix(IMAGES * window.positions(), filters, &mut random);
        let w = random_matrix(window.patch(), filters, &mut random);
        let mut patches = Matrix::zeros(dy.rows(), window.patch());
        gemm_naive(dy.view(), w.view().transposed(), &mut patches);
        let mut with_padding = vec![0.0; IMAGES * padded.image()];
        for (value, index) in patches
            .as_row_major()
            .iter()
            .zip(indices_naive(padded, IMAGES))
        {
            with_padding[index] += value;
        }
        let row = width * window.channels;
        let mut expected = Vec::new();
        for line in 0..IMAGES * height {
            let (image, line) = (line / height, line % height + padding);
            let begin = (line * padded.width + padding) * window.channels;
            expected.extend_from_slice(&with_padding[image * padded.image() + begin..][..row]);
        }
        let mut got = vec![f32::NAN; expected.len()];
        let of_dy = dy.as_row_major();
        input_gradient(of_dy, window, w.view(), &mut got, &mut Packing::default());
        let k = filters * window.kernel * window.kernel;
        assert_close(&got, &expected, k, &(window, filters));
    }
}

/// Sets columns to 0.
fn clear_columns(x: &mut Matrix, is_zero: impl Fn(usize) -> bool) {
    for row in x.rows_mut() {
        let columns = row.iter_mut().enumerate();
        columns.for_each(|(column, value)| *value = if is_zero(column) { 0.0 } else { *value });
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn products_of_nonzero_columns_equal_those_of_all() {
    let mut random = Random::new(11, Stream::Initialisation);
    let mut nonzero = NonzeroColumns::default();
    type IsZero = fn(usize) -> bool;
    let patterns: [IsZero; 4] = [
        |_| true,
        |c| c % 3 == 0,
        |c| !(9..21).contains(&c),
        |c| c != 5,
    ];
    for (rows, columns) in [(8, 1), (9, 31), (67, 259)] {
        for is_zero in patterns {
            let mut x = random_matrix(rows, columns, &mut random);
            clear_columns(&mut x, is_zero);
            nonzero.find(&x);
            let Some(columns) = nonzero.columns() else {
                assert!(
                    !(0..columns).any(is_zero),
                    "{columns} columns, none selected"
                );
                continue;
            };
            let w = random_matrix(x.columns(), 10, &mut random);
            let mut got = random_matrix(rows, 10, &mut random);
            let mut expected = got.clone();
            gemm_naive(x.view(), w.view(), &mut expected);
            gemm_operands(
                SelectedColumns(x.view(), columns),
                SelectedColumns(w.view().transposed(), columns),
                got.view_mut(),
                &mut Packing::default(),
            );
            assert_close(
                got.as_row_major(),
                expected.as_row_major(),
                x.columns(),
                &columns,
            );

            let dy = random_matrix(rows, 10, &mut random);
            let mut all = Matrix::zeros(x.columns(), 10);
            let mut some = Matrix::zeros(columns.len(), 10);
            gemm_naive(x.view().transposed(), dy.view(), &mut all);
            gemm_operands(
                SelectedRows(x.view().transposed(), columns),
                dy.view().transposed(),
                some.view_mut(),
                &mut Packing::default(),
            );
            for (row, column) in columns.iter().enumerate() {
                assert_close(some.row(row), all.row(*column as usize), rows, &columns);
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn nonzero_columns_are_not_selected_from_few_rows_or_where_most_are_nonzero() {
    let mut nonzero = NonzeroColumns::default();
    nonzero.find(&Matrix::zeros(7, 5));
    assert!(nonzero.columns().is_none());
    nonzero.find(&Matrix::zeros(8, 5));
    assert_eq!(nonzero.columns(), Some(&[][..]));
    nonzero.find(&random_matrix(8, 5, &mut Random::new(1, Stream::Order)));
    assert!(nonzero.columns().is_none());
}

#[wasm_bindgen_test(unsupported = test)]
fn products_larger_than_every_block_are_right() {
    let mut random = Random::new(8, Stream::Initialisation);
    let a = random_matrix(70, 1100, &mut random);
    let a = with_zeros(a, &mut random);
    let b = random_matrix(1100, 530, &mut random);
    let mut expected = Matrix::zeros(70, 530);
    let mut got = Matrix::zeros(70, 530);
    gemm_naive(a.view(), b.view(), &mut expected);
    gemm(a.view(), b.view(), got.view_mut(), &mut Packing::default());
    for (got, expected) in got.as_row_major().iter().zip(expected.as_row_major()) {
        assert!((got - expected).abs() < 1e-4, "{got} instead of {expected}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_first_of_equal_values_is_the_largest() {
    assert_eq!(vector::argmax(&[0.2, 0.5, 0.5]), 1);
    assert_eq!(vector::argmax(&[]), 0);
}
