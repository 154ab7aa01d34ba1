//! How the window of a convolution or a pooling moves over an image.

use std::ops::{Range, RangeInclusive};

/// A window of `kernel` × `kernel` pixels that moves over images of [height, width, channels].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub height: usize,
    pub width: usize,
    pub channels: usize,
    pub kernel: usize,
    /// Pixels from one position of the window to the next.
    pub stride: usize,
    /// Pixels around the image on every side; fewer than the kernel has.
    pub padding: usize,
    /// Positions of the window, down and across: the size of the output.
    pub rows: usize,
    pub columns: usize,
}

impl Window {
    /// Values of a patch: kernel · kernel · channels.
    pub fn patch(&self) -> usize {
        self.kernel * self.patch_row()
    }

    /// Positions of the window on an image: rows · columns.
    pub fn positions(&self) -> usize {
        self.rows * self.columns
    }

    /// The same window over images that bring their padding along.
    pub fn padded(self) -> Self {
        Self {
            height: self.height + 2 * self.padding,
            width: self.width + 2 * self.padding,
            padding: 0,
            ..self
        }
    }

    /// Whether the window lies inside of the image at every position.
    pub(super) fn is_inside(&self) -> bool {
        let fits = |positions: usize, side| (positions - 1) * self.stride + self.kernel <= side;
        self.padding == 0 && fits(self.rows, self.height) && fits(self.columns, self.width)
    }

    /// Values of an image: height · width · channels.
    pub fn image(&self) -> usize {
        self.height * self.width * self.channels
    }

    /// Values of a row of a patch, which are contiguous in the image.
    pub(super) fn patch_row(&self) -> usize {
        self.kernel * self.channels
    }

    /// Values from one row of the image to the next.
    pub(super) fn row_pitch(&self) -> usize {
        self.width * self.channels
    }

    /// The rows of the kernel that overlap these rows of the image at any of these rows of positions.
    #[inline(always)]
    pub(super) fn kernel_rows_over(
        &self,
        image_rows: &Range<usize>,
        positions: RangeInclusive<usize>,
    ) -> Range<usize> {
        let [first, last] = [positions.start(), positions.end()].map(|row| row * self.stride);
        let end = self.kernel.min(image_rows.end.saturating_sub(first));
        image_rows.start.saturating_sub(last).min(end)..end
    }

    /// Where an element of a patch is in the image, from the patch's first value.
    pub(super) fn element_offset(&self, element: usize) -> usize {
        element / self.patch_row() * self.row_pitch() + element % self.patch_row()
    }

    /// Where the patches start in an image, position after position.
    pub(super) fn patch_offsets(self) -> impl Iterator<Item = usize> {
        let (mut row, mut column) = (0, 0);
        std::iter::repeat_with(move || {
            let pixel = row * self.stride * self.width + column * self.stride;
            column += 1;
            if column == self.columns {
                (column, row) = (0, row + 1);
            }
            pixel * self.channels
        })
    }

    /// Where in an image the pixels start that are under the window at this position, without the padding. There is
    /// always one, because the padding is smaller than the kernel.
    pub fn pixels(self, position: usize) -> impl Iterator<Item = usize> + Clone {
        let rows = self.covered(position / self.columns, self.height);
        let columns = self.covered(position % self.columns, self.width);
        rows.flat_map(move |row| {
            let pixel = move |column| (row * self.width + column) * self.channels;
            columns.clone().map(pixel)
        })
    }

    /// The pixels of a side that are under the window at this position along it.
    fn covered(&self, position: usize, side: usize) -> Range<usize> {
        let start = position * self.stride;
        let end = (start + self.kernel).saturating_sub(self.padding);
        start.saturating_sub(self.padding)..end.min(side)
    }
}
