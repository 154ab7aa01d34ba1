//! Operations on vectors: those of BLAS's level 1 that the layers need, and a few others.

/// Partial sums of `dot`: two 128-bit registers.
const LANES: usize = 8;

/// `y += factor · x` (axpy)
#[inline]
pub fn add_scaled(y: &mut [f32], factor: f32, x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

/// `y += factor · x` for each (factor, x), in their order; four at a time, for which y is read and written once.
#[inline]
pub fn add_all_scaled<'a>(y: &mut [f32], mut pairs: impl Iterator<Item = (f32, &'a [f32])>) {
    loop {
        let four: [_; 4] = std::array::from_fn(|_| pairs.next());
        let [Some(a), Some(b), Some(c), Some(d)] = four else {
            for (factor, x) in four.into_iter().flatten() {
                add_scaled(y, factor, x);
            }
            return;
        };
        let (first, last) = (a.1.iter().zip(b.1), c.1.iter().zip(d.1));
        for (y, ((ax, bx), (cx, dx))) in y.iter_mut().zip(first.zip(last)) {
            *y = *y + a.0 * ax + b.0 * bx + c.0 * cx + d.0 * dx;
        }
    }
}

/// `y *= factor`
pub fn scale(y: &mut [f32], factor: f32) {
    y.iter_mut().for_each(|y| *y *= factor);
}

/// Σ x · y, in the same order on every platform.
#[inline]
pub fn dot(x: &[f32], y: &[f32]) -> f32 {
    let (x_lanes, x_remainder) = x.as_chunks::<LANES>();
    let (y_lanes, y_remainder) = y.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (x, y) in x_lanes.iter().zip(y_lanes) {
        for lane in 0..LANES {
            sums[lane] += x[lane] * y[lane];
        }
    }
    let remainder: f32 = x_remainder
        .iter()
        .zip(y_remainder)
        .map(|(x, y)| x * y)
        .sum();
    sums.iter().sum::<f32>() + remainder
}

/// Whether the absolute value of each is below the limit; NaN is not.
pub fn are_all_below(values: &[f32], limit: f32) -> bool {
    // Without a branch per value, so that the compiler vectorises it.
    values
        .iter()
        .fold(true, |all, value| all & (value.abs() < limit))
}

/// The index of the largest value, the first of equal ones; 0 without values.
pub fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = index;
        }
    }
    best
}

/// The value, or 0 where it is too small to change anything. A vanishing gradient would otherwise become denormal, with
/// which processors are ten times slower and more, and WebAssembly cannot make them flush denormals to 0.
#[inline(always)]
pub fn flushed(value: f32) -> f32 {
    if value.abs() < 1e-30 { 0.0 } else { value }
}
