//! Four rows of four values, the other way round.

/// Where the compiler does not find the vectors by itself, they are written out.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
pub fn transposed(rows: [[f32; 4]; 4]) -> [[f32; 4]; 4] {
    use core::arch::wasm32::{i32x4_shuffle, i64x2_shuffle, v128, v128_load, v128_store};
    // SAFETY: a row is as long as a vector.
    let [a, b, c, d]: [v128; 4] = rows.map(|row| unsafe { v128_load(row.as_ptr().cast()) });
    let (ab, later_ab) = (
        i32x4_shuffle::<0, 4, 1, 5>(a, b),
        i32x4_shuffle::<2, 6, 3, 7>(a, b),
    );
    let (cd, later_cd) = (
        i32x4_shuffle::<0, 4, 1, 5>(c, d),
        i32x4_shuffle::<2, 6, 3, 7>(c, d),
    );
    let columns = [
        i64x2_shuffle::<0, 2>(ab, cd),
        i64x2_shuffle::<1, 3>(ab, cd),
        i64x2_shuffle::<0, 2>(later_ab, later_cd),
        i64x2_shuffle::<1, 3>(later_ab, later_cd),
    ];
    columns.map(|column| {
        let mut values = [0.0f32; 4];
        // SAFETY: as above.
        unsafe { v128_store(values.as_mut_ptr().cast(), column) };
        values
    })
}

#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
pub fn transposed(rows: [[f32; 4]; 4]) -> [[f32; 4]; 4] {
    std::array::from_fn(|column| rows.map(|row| row[column]))
}
