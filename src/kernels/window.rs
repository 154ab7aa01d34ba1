//! How a window moves over an image.

use std::ops::{Range, RangeInclusive};

/// How a window of `kernel` × `kernel` moves over images of [height, width, channels].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub height: usize,
    pub width: usize,
    pub channels: usize,
    pub kernel: usize,
    /// Pixels from one place of the window to the next.
    pub stride: usize,
    /// Pixels beyond the image on every side; less than the kernel.
    pub padding: usize,
    /// Places of the window, down and across.
    pub rows: usize,
    pub columns: usize,
}

impl Window {
    /// Numbers of a patch: [kernel, kernel, channels].
    pub fn patch(&self) -> usize {
        self.kernel * self.line()
    }

    pub fn places(&self) -> usize {
        self.rows * self.columns
    }

    /// The same over images that bring their padding along.
    pub fn padded(self) -> Self {
        Self {
            height: self.height + 2 * self.padding,
            width: self.width + 2 * self.padding,
            padding: 0,
            ..self
        }
    }

    /// Whether every place lies in the image.
    pub(super) fn is_inside(&self) -> bool {
        let fits = |places: usize, side| (places - 1) * self.stride + self.kernel <= side;
        self.padding == 0 && fits(self.rows, self.height) && fits(self.columns, self.width)
    }

    pub fn image(&self) -> usize {
        self.height * self.width * self.channels
    }

    /// Numbers of a patch that lie together in the image.
    pub(super) fn line(&self) -> usize {
        self.kernel * self.channels
    }

    /// From one line of a patch to the next.
    pub(super) fn pitch(&self) -> usize {
        self.width * self.channels
    }

    /// The lines of the window that meet one of these lines of the image at one of these rows of its places.
    #[inline(always)]
    pub(super) fn meeting(
        &self,
        lines: &Range<usize>,
        rows: RangeInclusive<usize>,
    ) -> Range<usize> {
        let (first, last) = (rows.start() * self.stride, rows.end() * self.stride);
        let end = self.kernel.min(lines.end.saturating_sub(first));
        lines.start.saturating_sub(last).min(end)..end
    }

    /// Where a number of a patch lies, from the patch's first.
    pub(super) fn offset(&self, number: usize) -> usize {
        number / self.line() * self.pitch() + number % self.line()
    }

    /// Where the patches begin, from this place on, image after image.
    pub(super) fn begins(self, place: usize) -> impl Iterator<Item = usize> {
        let mut image = place / self.places();
        let mut row = place % self.places() / self.columns;
        let mut column = place % self.columns;
        std::iter::repeat_with(move || {
            let pixel = row * self.stride * self.width + column * self.stride;
            let begin = image * self.image() + pixel * self.channels;
            column += 1;
            if column == self.columns {
                (column, row) = (0, row + 1);
            }
            if row == self.rows {
                (row, image) = (0, image + 1);
            }
            begin
        })
    }

    /// Where in an image the pixels begin that the window sees at this place: padding is none. There is
    /// always one, because there is less padding than kernel.
    pub fn pixels(self, place: usize) -> impl Iterator<Item = usize> + Clone {
        let row = self.seen(place / self.columns, self.height);
        let column = self.seen(place % self.columns, self.width);
        row.flat_map(move |row| {
            let pixel = move |column| (row * self.width + column) * self.channels;
            column.clone().map(pixel)
        })
    }

    /// What the window sees of a side from this place on it.
    fn seen(&self, place: usize, side: usize) -> Range<usize> {
        let begin = place * self.stride;
        let end = (begin + self.kernel).saturating_sub(self.padding);
        begin.saturating_sub(self.padding)..end.min(side)
    }
}
