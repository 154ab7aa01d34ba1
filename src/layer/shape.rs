//! What a layer puts out: values side by side, or an image of them.

use serde::Serialize;

use crate::kernels::Window;

/// An image of [height, width, channels], in this order; what is no image is all channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Shape {
    pub height: usize,
    pub width: usize,
    pub channels: usize,
}

impl Shape {
    pub fn flat(channels: usize) -> Self {
        Self {
            height: 1,
            width: 1,
            channels,
        }
    }

    /// As a square image of one channel, if these values can be one.
    pub fn square(self) -> Option<Self> {
        let side = self.channels.isqrt();
        let is_square = self.height == 1 && self.width == 1 && side * side == self.channels;
        is_square.then_some(Self {
            height: side,
            width: side,
            channels: 1,
        })
    }

    /// As an image: what is none but can be a square one of one channel becomes that.
    pub fn as_image(self) -> Self {
        self.square().unwrap_or(self)
    }

    /// How many values a sample of this shape has.
    pub fn size(self) -> usize {
        // A recipe that nobody has checked may say anything.
        let area = self.height.saturating_mul(self.width);
        area.saturating_mul(self.channels)
    }

    /// The places of a window that moves over this shape as an image, if it fits at all.
    pub fn image_window(self, kernel: usize, stride: usize, padding: usize) -> Option<Window> {
        self.as_image().window(kernel, stride, padding)
    }

    fn window(self, kernel: usize, stride: usize, padding: usize) -> Option<Window> {
        let places = |side: usize| {
            let padded = side.saturating_add(padding.saturating_mul(2));
            Some(padded.checked_sub(kernel)?.checked_div(stride)? + 1)
        };
        Some(Window {
            height: self.height,
            width: self.width,
            channels: self.channels,
            kernel,
            stride,
            padding,
            rows: places(self.height)?,
            columns: places(self.width)?,
        })
    }
}
