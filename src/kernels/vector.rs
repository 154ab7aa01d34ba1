//! Operations on whole vectors.

/// As many partial sums as two 128-bit registers hold.
const LANES: usize = 8;

/// `y += factor · x`
#[inline]
pub fn add_scaled(y: &mut [f32], factor: f32, x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

/// `y += factor · x` for each pair, in their order; four at a time, so that y is read and written once for them.
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

/// The sum of the products, in a fixed order on every platform.
#[inline]
pub fn dot(x: &[f32], y: &[f32]) -> f32 {
    let (x_lanes, x_rest) = x.as_chunks::<LANES>();
    let (y_lanes, y_rest) = y.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (x, y) in x_lanes.iter().zip(y_lanes) {
        for lane in 0..LANES {
            sums[lane] += x[lane] * y[lane];
        }
    }
    let rest: f32 = x_rest.iter().zip(y_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + rest
}

/// Whether the absolute value of each is below the limit; NaN is not.
pub fn are_all_below(values: &[f32], limit: f32) -> bool {
    // Without a branch a value, so that it is done eight at a time.
    values
        .iter()
        .fold(true, |all, value| all & (value.abs() < limit))
}

/// The index of the largest value; of equal ones the first.
pub fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = index;
        }
    }
    best
}

/// 0 instead of a value too small to change anything. A gradient that has faded would otherwise become
/// denormal, on which processors are ten times slower and more, and WebAssembly cannot ask them not
/// to be.
#[inline(always)]
pub fn flushed(value: f32) -> f32 {
    if value.abs() < 1e-30 { 0.0 } else { value }
}
