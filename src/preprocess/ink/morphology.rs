//! Grey-scale morphology: the largest value around each pixel (J. Serra, "Image analysis and mathematical morphology",
//! 1982).

/// Gives each pixel the largest value within a square that reaches `radius` pixels to each side of it, as far as the
/// picture goes. values: [height, width].
pub fn dilate(values: &mut [f32], width: usize, radius: usize) {
    for row in values.chunks_exact_mut(width) {
        dilate_along(row, 1, radius.min(width - 1));
    }
    let height = values.len() / width;
    dilate_along(values, width, radius.min(height - 1));
}

/// The same with the smallest value.
pub fn erode(values: &mut [f32], width: usize, radius: usize) {
    negate(values);
    dilate(values, width, radius);
    negate(values);
}

pub fn negate(values: &mut [f32]) {
    values.iter_mut().for_each(|value| *value = -*value);
}

/// The largest of the values up to `radius` strides before and after each. A window is made of two half as long, so
/// that the work grows with the logarithm of the radius.
fn dilate_along(values: &mut [f32], stride: usize, radius: usize) {
    let length = values.len();
    let mut window = 1;
    while window <= radius {
        // From windows of so many values to such of up to twice as many, radius + 1 in the end.
        let shift = window.min(radius + 1 - window) * stride;
        for index in 0..length.saturating_sub(shift) {
            values[index] = values[index].max(values[index + shift]);
        }
        window *= 2;
    }
    window = 1;
    while window <= radius {
        let shift = window.min(radius + 1 - window) * stride;
        for index in (shift..length).rev() {
            values[index] = values[index].max(values[index - shift]);
        }
        window *= 2;
    }
}
