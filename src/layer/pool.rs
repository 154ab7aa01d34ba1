//! Max pooling: of each window the largest value, channel by channel.

use super::Shape;
use crate::kernels::{Matrix, Window};

#[derive(Debug, Clone)]
pub struct MaxPool {
    window: Window,
    /// [batch, outputs]: which input each output was, in the last pass.
    winners: Vec<u32>,
}

impl MaxPool {
    pub fn new(window: Window) -> Self {
        Self {
            window,
            winners: Vec::new(),
        }
    }

    pub fn shape(&self) -> Shape {
        Shape {
            height: self.window.rows,
            width: self.window.columns,
            channels: self.window.channels,
        }
    }

    /// Makes room for this many samples, if there is memory for them.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize) -> bool {
        let size = rows * self.shape().size();
        let more = size.saturating_sub(self.winners.len());
        let fits = self.winners.try_reserve_exact(more).is_ok();
        if fits {
            self.winners.resize(size, 0);
        }
        fits
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · channels]
    pub fn forward(&mut self, x: &Matrix, y: &mut Matrix) {
        let Window {
            width,
            channels,
            columns,
            stride,
            ..
        } = self.window;
        let outputs = self.shape().size();
        for image in 0..x.rows() {
            let x = x.row(image);
            let winners = &mut self.winners[image * outputs..][..outputs];
            let places = y.row_mut(image).chunks_exact_mut(channels);
            for (place, (y, winners)) in places.zip(winners.chunks_exact_mut(channels)).enumerate()
            {
                let (row, column) = (place / columns, place % columns);
                let mut is_first = true;
                for down in within(row * stride, &self.window, self.window.height) {
                    for across in within(column * stride, &self.window, width) {
                        let start = (down * width + across) * channels;
                        for (channel, value) in x[start..][..channels].iter().enumerate() {
                            if is_first || *value > y[channel] {
                                y[channel] = *value;
                                winners[channel] = (start + channel) as u32;
                            }
                        }
                        is_first = false;
                    }
                }
            }
        }
    }

    /// The gradient of an output goes to the input that it was.
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix) {
        dx.as_row_major_mut().fill(0.0);
        let outputs = self.shape().size();
        for image in 0..dy.rows() {
            let dx = dx.row_mut(image);
            let winners = &self.winners[image * outputs..];
            for (winner, dy) in winners.iter().zip(dy.row(image)) {
                dx[*winner as usize] += dy;
            }
        }
    }
}

/// The pixels of one side that a window which begins here, padding counted, holds of the image.
fn within(begin: usize, window: &Window, side: usize) -> std::ops::Range<usize> {
    let end = (begin + window.kernel).saturating_sub(window.padding);
    begin.saturating_sub(window.padding)..end.min(side)
}
