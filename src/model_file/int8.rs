//! Weights of 8 bits: multiples of a factor of their column, which is a unit of a dense layer or a filter of a convolution
//! (as in R. Krishnamoorthi, "Quantizing deep convolutional networks for efficient inference: a whitepaper", 2018,
//! symmetric and per channel).

/// The largest multiple.
const MOST: f32 = 127.0;
/// The bits of a factor's significand that are 0, so that 127 times the factor is exact: then what was rounded once is
/// rounded to itself.
const SPARE_BITS: u32 = 8;

/// The tensor with the factors of a tensor.
pub fn name_of_scales(name: &str) -> String {
    format!("{name}_scale")
}

/// The factor of each column: no value is more than 127 times as large.
pub fn scales(values: &[f32], columns: usize) -> Vec<f32> {
    let mut largest = vec![0f32; columns];
    for row in values.chunks_exact(columns) {
        for (largest, value) in largest.iter_mut().zip(row) {
            *largest = largest.max(value.abs());
        }
    }
    let scale = |largest: f32| {
        let unit = 1 << SPARE_BITS;
        f32::from_bits((largest / MOST).to_bits().next_multiple_of(unit))
    };
    largest.into_iter().map(scale).collect()
}

/// Each value as the nearest multiple of its column's factor, of two that are equally near the even one.
pub fn rounded(values: &[f32], scales: &[f32]) -> impl Iterator<Item = u8> {
    values.chunks_exact(scales.len()).flat_map(move |row| {
        let rounded = row.iter().zip(scales).map(|(value, scale)| match *scale {
            0.0 => 0,
            // A float becomes the nearest integer that the type has.
            scale => (value / scale).round_ties_even() as i8,
        });
        rounded.map(i8::cast_unsigned)
    })
}

/// The values that multiples stand for.
pub fn values(multiples: &[u8], scales: &[f32]) -> Vec<f32> {
    let rows = multiples.chunks_exact(scales.len());
    let values = rows.flat_map(|row| {
        let pairs = row.iter().zip(scales);
        pairs.map(|(multiple, scale)| f32::from(multiple.cast_signed()) * scale)
    });
    values.collect()
}
