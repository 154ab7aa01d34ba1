//! How much darker than its paper a picture is, pixel by pixel.
//!
//! Where the border shows even paper, the whole paper is as bright as that. Otherwise it is estimated locally, by
//! closing: strokes are narrower than the square that is moved over the picture, shadows and what lies beside the sheet
//! are wider (F. Meyer's black top-hat, in J. Serra, "Image analysis and mathematical morphology", 1982). Ink in a
//! shadow is as much darker than its paper as in the light once both are divided by the paper, as J. Sauvola and M.
//! Pietikäinen make their threshold depend on what surrounds a pixel ("Adaptive document image binarization", 2000).

use super::morphology::{dilate, erode, negate};

/// The least difference in brightness between ink and paper, of 0..1.
const LEAST_CONTRAST: f32 = 0.1;
/// Paper is even where nearly all of the border differs by less than this share of the contrast, and so much of the
/// picture too.
const EVEN: f32 = 0.1;
const LEAST_EVEN: f32 = 0.4;
/// The radius of the closing, as a share of the shorter side.
const RADIUS: f32 = 1.0 / 6.0;
/// How often uneven paper is blurred for each pixel of the shorter side, against its noise.
const BLUR: f32 = 1.0 / 200.0;
/// A shadow leaves at least so much of the light.
const DARKEST_SHADOW: f32 = 0.25;
/// Ink differs at most by so much from the larger part of it: what differs more is dust.
const DARKEST_INK: f32 = 1.3;

#[derive(Clone, Copy, PartialEq)]
pub enum Paper {
    Even,
    Uneven,
}

/// How much darker than paper each pixel is, or lighter where the ink is lighter, and what of that is noise.
pub struct Difference {
    values: Vec<f32>,
    noise: f32,
}

impl Difference {
    /// From 0, paper, to 1, ink. None where nothing stands out.
    pub fn ink(mut self) -> Option<Vec<f32>> {
        let contrast = contrast(&self.values, self.noise);
        if contrast < LEAST_CONTRAST {
            return None;
        }
        for value in &mut self.values {
            *value = ((*value - self.noise) / contrast).clamp(0.0, 1.0);
        }
        Some(self.values)
    }
}

/// The difference from the brightness of even paper, on the side of the largest. None where the paper is uneven.
pub fn against_even(values: &[f32], width: usize) -> Option<Difference> {
    let mut border = border(values, width);
    let ground = quantile(&mut border, 0.5);
    let farthest = |sign: f32| {
        let distances = values.iter().map(|value| (value - ground) * sign);
        distances.fold(0.0, f32::max)
    };
    let (lightest, darkest) = (farthest(1.0), farthest(-1.0));
    for value in &mut border {
        *value = (*value - ground).abs();
    }
    // The quantile ignores ink that crosses the border.
    let unevenness = quantile(&mut border, 0.9);
    let tolerance = EVEN * lightest.max(darkest);
    let is_even = |value: &&f32| (**value - ground).abs() <= tolerance;
    let even = values.iter().filter(is_even).count();
    if unevenness > tolerance || (even as f32) < LEAST_EVEN * values.len() as f32 {
        return None;
    }
    let sign = if lightest > darkest { 1.0 } else { -1.0 };
    let difference = |value: &f32| ((value - ground) * sign).max(0.0);
    Some(Difference {
        values: values.iter().map(difference).collect(),
        noise: 1.5 * unevenness,
    })
}

fn border(values: &[f32], width: usize) -> Vec<f32> {
    let height = values.len() / width;
    let is_border = |index: &usize| {
        let (x, y) = (index % width, index / width);
        x == 0 || y == 0 || x + 1 == width || y + 1 == height
    };
    let indices = (0..values.len()).filter(is_border);
    indices.map(|index| values[index]).collect()
}

/// The radius within which the paper is estimated while the pen's width is not known.
pub fn widest_radius(values: &[f32], width: usize) -> usize {
    let side = width.min(values.len() / width);
    (side as f32 * RADIUS).ceil() as usize
}

/// The difference from the local brightness of the paper: around strokes of up to twice the radius.
pub fn against_local(values: &[f32], width: usize, radius: usize) -> Difference {
    let mut values = values.to_vec();
    let side = width.min(values.len() / width);
    for _ in 0..(side as f32 * BLUR) as usize {
        blur(&mut values, width);
    }
    let (mut lightest, mut darkest) = (values.clone(), values.clone());
    dilate(&mut lightest, width, radius);
    erode(&mut darkest, width, radius);
    // The ink covers less than the paper around it: most pixels are nearer to the paper's extreme than to the ink's.
    let middle = |(lightest, darkest): (&f32, &f32)| f64::from(lightest + darkest) / 2.0;
    let middles: f64 = lightest.iter().zip(&darkest).map(middle).sum();
    let sum: f64 = values.iter().map(|value| f64::from(*value)).sum();
    let mut paper = match sum >= middles {
        true => lightest,
        false => {
            negate(&mut values);
            negate(&mut darkest);
            darkest
        }
    };
    erode(&mut paper, width, radius);
    let brightest = paper.iter().copied().fold(f32::MIN, f32::max);
    for (value, paper) in values.iter_mut().zip(paper) {
        // Without light on the paper's side there is nothing to divide by.
        let light = match brightest > 0.2 {
            true => (paper / brightest).max(DARKEST_SHADOW),
            false => 1.0,
        };
        *value = ((paper - *value) / light).max(0.0);
    }
    // Most of the lower half is paper, however much ink there is.
    let mut sorted = values.clone();
    let (low, usual) = (quantile(&mut sorted, 0.05), quantile(&mut sorted, 0.3));
    Difference {
        values,
        noise: usual + 2.7 * (usual - low),
    }
}

/// Means of three pixels with weights 1, 2 and 1, along rows and columns.
fn blur(values: &mut [f32], width: usize) {
    let mean = |before: f32, here: f32, after: f32| (before + 2.0 * here + after) / 4.0;
    for row in values.chunks_exact_mut(width) {
        let mut before = row[0];
        for x in 0..width {
            let here = row[x];
            row[x] = mean(before, here, row[(x + 1).min(width - 1)]);
            before = here;
        }
    }
    let mut above = values[..width].to_vec();
    for start in (0..values.len()).step_by(width) {
        for x in 0..width {
            let here = values[start + x];
            let below = values.get(start + width + x).copied().unwrap_or(here);
            values[start + x] = mean(above[x], here, below);
            above[x] = here;
        }
    }
}

/// How much the ink exceeds the noise: that of the darker of two classes (N. Otsu, "A threshold selection method from
/// gray-level histograms", 1979).
pub fn contrast(values: &[f32], noise: f32) -> f32 {
    let darkest = values.iter().copied().fold(0.0, f32::max);
    let threshold = otsu(values, darkest).max(noise);
    let mut ink: Vec<f32> = values
        .iter()
        .copied()
        .filter(|value| *value > threshold)
        .collect();
    match ink.is_empty() {
        true => 0.0,
        false => darkest.min(DARKEST_INK * quantile(&mut ink, 0.9)) - noise,
    }
}

/// The value from 0 to `highest` that divides the values into two classes whose means differ most.
fn otsu(values: &[f32], highest: f32) -> f32 {
    const BINS: usize = 128;
    let mut counts = [0u32; BINS];
    for value in values {
        counts[((value / highest * BINS as f32) as usize).min(BINS - 1)] += 1;
    }
    let moments = |from: usize, to: usize| {
        let bins = counts[from..to].iter().zip(from..);
        bins.fold((0.0, 0.0), |(mass, moment), (count, bin)| {
            let count = f64::from(*count);
            (mass + count, moment + count * bin as f64)
        })
    };
    let separation = |bin: usize| {
        let ((low, low_moment), (high, high_moment)) = (moments(0, bin), moments(bin, BINS));
        match low * high > 0.0 {
            true => low * high * (high_moment / high - low_moment / low).powi(2),
            false => 0.0,
        }
    };
    let best = (1..BINS).max_by(|a, b| separation(*a).total_cmp(&separation(*b)));
    best.unwrap_or(1) as f32 / BINS as f32 * highest
}

/// The value below which this share of the values lies.
fn quantile(values: &mut [f32], share: f32) -> f32 {
    let index = ((values.len() - 1) as f32 * share) as usize;
    *values.select_nth_unstable_by(index, f32::total_cmp).1
}
