//! Points, and the box around them.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub x: f32,
    pub y: f32,
}

/// The box around ink, in the drawing's unit; the pen's width is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Bounds {
    /// The least x.
    pub left: f32,
    /// The least y.
    pub top: f32,
    /// The greatest x.
    pub right: f32,
    /// The greatest y.
    pub bottom: f32,
}

impl Point {
    pub(super) fn distance(&self, other: &Self) -> f32 {
        self.line_distance([other, other])
    }

    /// The distance from the line between two points.
    pub(super) fn line_distance(&self, [from, to]: [&Self; 2]) -> f32 {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let squared_length = dx * dx + dy * dy;
        let (x, y) = (self.x - from.x, self.y - from.y);
        let along = match squared_length > 0.0 {
            true => ((x * dx + y * dy) / squared_length).clamp(0.0, 1.0),
            false => 0.0,
        };
        let (x, y) = (x - along * dx, y - along * dy);
        (x * x + y * y).sqrt()
    }
}

impl Bounds {
    /// None without points.
    pub(super) fn of<'a>(points: impl IntoIterator<Item = &'a Point>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let bounds = Self {
            left: first.x,
            right: first.x,
            top: first.y,
            bottom: first.y,
        };
        Some(points.fold(bounds, |bounds, point| Self {
            left: bounds.left.min(point.x),
            right: bounds.right.max(point.x),
            top: bounds.top.min(point.y),
            bottom: bounds.bottom.max(point.y),
        }))
    }

    /// The box around both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn has(&self, point: &Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The longer side.
    pub(super) fn extent(&self) -> f32 {
        self.width().max(self.height())
    }

    pub(super) fn diagonal(&self) -> f32 {
        self.width().hypot(self.height())
    }

    /// The x in the middle.
    pub(super) fn middle(&self) -> f32 {
        0.5 * (self.left + self.right)
    }
}
