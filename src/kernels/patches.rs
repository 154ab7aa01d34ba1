//! The patches that a convolution sees, as a matrix to multiply: nothing is copied but into the panels.

use std::ops::Range;

/// How a window of `kernel` × `kernel` moves over images of [height, width, channels].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub height: usize,
    pub width: usize,
    pub channels: usize,
    pub kernel: usize,
    /// Pixels from one place of the window to the next.
    pub stride: usize,
    /// Pixels of 0 on every side; less than the kernel.
    pub padding: usize,
    /// The image's pixels stand so far apart, with zeros between: 1 but for a convolution's
    /// gradient, which goes back over what the strides left out.
    pub spread: usize,
    /// Places of the window, down and across.
    pub rows: usize,
    pub columns: usize,
}

impl Window {
    /// Numbers of a patch: [kernel, kernel, channels].
    pub fn patch(&self) -> usize {
        self.kernel * self.kernel * self.channels
    }

    pub fn places(&self) -> usize {
        self.rows * self.columns
    }

    fn image(&self) -> usize {
        self.height * self.width * self.channels
    }

    /// Where the pixel of the spread and padded image lies, if it is one of the image's own.
    fn own(&self, place: usize, offset: usize, side: usize) -> Option<usize> {
        let padded = place * self.stride + offset;
        let spread = padded.checked_sub(self.padding)?;
        let own = spread / self.spread;
        (spread.is_multiple_of(self.spread) && own < side).then_some(own)
    }
}

/// One row a place of the window, image after image: [images · places, patch].
#[derive(Clone, Copy)]
pub struct Patches<'a> {
    values: &'a [f32],
    pub window: Window,
}

impl<'a> Patches<'a> {
    /// values: [images, height, width, channels]
    pub fn new(values: &'a [f32], window: Window) -> Self {
        Self { values, window }
    }

    pub fn rows(&self) -> usize {
        self.values.len() / self.window.image() * self.window.places()
    }

    /// Hands over some numbers of the patches at some places, place by place: `write(place − the
    /// first, number − the first, value)`. What is not handed over is 0.
    #[inline(always)]
    pub fn copy(
        &self,
        places: Range<usize>,
        numbers: &Range<usize>,
        mut write: impl FnMut(usize, usize, f32),
    ) {
        let window = &self.window;
        let line = window.kernel * window.channels;
        for (index, place) in places.enumerate() {
            let (image, place) = (place / window.places(), place % window.places());
            let (row, column) = (place / window.columns, place % window.columns);
            let image = &self.values[image * window.image()..][..window.image()];
            for down in numbers.start / line..numbers.end.div_ceil(line) {
                let Some(y) = window.own(row, down, window.height) else {
                    continue;
                };
                let image = &image[y * window.width * window.channels..];
                let from = numbers.start.max(down * line) - down * line;
                let to = numbers.end.min((down + 1) * line) - down * line;
                if window.spread == 1 {
                    // The numbers of a line lie together, as far as the image goes.
                    let left = column * window.stride;
                    let begin = window.padding.saturating_sub(left) * window.channels;
                    let end =
                        (window.width + window.padding).saturating_sub(left) * window.channels;
                    let (from, to) = (from.max(begin), to.min(end));
                    if from < to {
                        let start =
                            (left * window.channels + from) - window.padding * window.channels;
                        let values = &image[start..][..to - from];
                        let number = down * line + from - numbers.start;
                        for (offset, value) in values.iter().enumerate() {
                            write(index, number + offset, *value);
                        }
                    }
                    continue;
                }
                for offset in from..to {
                    let (across, channel) = (offset / window.channels, offset % window.channels);
                    if let Some(x) = window.own(column, across, window.width) {
                        let number = down * line + offset - numbers.start;
                        write(index, number, image[x * window.channels + channel]);
                    }
                }
            }
        }
    }
}
