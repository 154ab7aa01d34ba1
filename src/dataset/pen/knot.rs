//! The knots of a template's strokes: the points that a spline passes through.

/// A point that a stroke passes through.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knot {
    /// 0..1, to the right.
    pub x: f32,
    /// 0..1, down.
    pub y: f32,
    /// The stroke changes its direction abruptly here.
    pub corner: bool,
}

/// A knot that a stroke passes smoothly; in hundredths.
pub const fn p(x: i8, y: i8) -> Knot {
    let (x, y) = (x as f32 / 100.0, y as f32 / 100.0);
    let corner = false;
    Knot { x, y, corner }
}

/// A corner.
pub const fn c(x: i8, y: i8) -> Knot {
    let corner = true;
    Knot { corner, ..p(x, y) }
}
