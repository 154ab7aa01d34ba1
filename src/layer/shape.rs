//! The shape of one sample at the input or output of a layer: a row of values, or an image.

use serde::Serialize;

use crate::kernels::Window;

/// An image of [height, width, channels], in this order; values that are no image are all channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "js", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Shape {
    /// Rows of pixels.
    pub height: usize,
    /// Columns of pixels.
    pub width: usize,
    /// Values of a pixel.
    pub channels: usize,
}

impl Shape {
    /// A row of values, without height and width.
    pub(crate) fn flat(channels: usize) -> Self {
        Self {
            height: 1,
            width: 1,
            channels,
        }
    }

    /// As a square image of one channel, if these values can be one.
    pub(crate) fn square(self) -> Option<Self> {
        let side = self.channels.isqrt();
        let is_square = self.height == 1 && self.width == 1 && side * side == self.channels;
        is_square.then_some(Self {
            height: side,
            width: side,
            channels: 1,
        })
    }

    /// As an image: values that are none become a square one of one channel, if they can.
    pub(crate) fn as_image(self) -> Self {
        self.square().unwrap_or(self)
    }

    /// How many values a sample of this shape has.
    pub fn size(self) -> usize {
        // The product of an unchecked recipe's numbers may overflow.
        let area = self.height.saturating_mul(self.width);
        area.saturating_mul(self.channels)
    }

    /// The places of a window that moves over this shape as an image, if it fits at all.
    pub(crate) fn image_window(
        self,
        kernel: usize,
        stride: usize,
        padding: usize,
    ) -> Option<Window> {
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
