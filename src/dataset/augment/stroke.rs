//! Wider and thinner strokes: grey-level dilation and erosion (J. Serra, "Image analysis and
//! mathematical morphology", 1982) by less than a pixel.

use std::f32::consts::FRAC_1_SQRT_2;

use super::canvas::Canvas;

/// Makes strokes wider by this number of pixels, −2 to 2: each of their edges moves by half of that.
pub fn widen(canvas: &mut Canvas, pixels: f32) {
    match pixels {
        0.0 => {}
        0.0.. => move_edges(canvas, pixels / 2.0, |a, b| if a > b { a } else { b }),
        _ => move_edges(canvas, -pixels / 2.0, |a, b| if a < b { a } else { b }),
    }
}

/// Interpolates each pixel towards the extreme of its neighbourhood by this share, which moves an edge
/// by that share of a pixel. A diagonal neighbour is √2 away and has less weight.
fn move_edges(canvas: &mut Canvas, share: f32, extreme: impl Fn(f32, f32) -> f32) {
    let before = Canvas(canvas.0);
    for (y, values) in canvas.lines_mut().enumerate() {
        let line = |x, row: isize| before.line(x, y as isize + row);
        let above = [line(-1, -1), line(0, -1), line(1, -1)];
        let here = [line(-1, 0), line(0, 0), line(1, 0)];
        let below = [line(-1, 1), line(0, 1), line(1, 1)];
        for (x, value) in values.iter_mut().enumerate() {
            let middle = here[1][x];
            let sides = extreme(
                extreme(above[1][x], below[1][x]),
                extreme(here[0][x], here[2][x]),
            );
            let corners = extreme(
                extreme(above[0][x], above[2][x]),
                extreme(below[0][x], below[2][x]),
            );
            let corners = middle + FRAC_1_SQRT_2 * (corners - middle);
            let farthest = extreme(middle, extreme(sides, corners));
            *value = middle + share * (farthest - middle);
        }
    }
}
