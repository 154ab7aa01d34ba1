//! Max pooling: of each window the largest value, channel by channel.

use crate::kernels::parallel::{Of, share};
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

    /// Makes room for this many samples, if there is memory for them.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize) -> bool {
        let size = rows * self.window.places() * self.window.channels;
        let more = size.saturating_sub(self.winners.len());
        let fits = self.winners.try_reserve_exact(more).is_ok();
        if fits {
            self.winners.resize(size, 0);
        }
        fits
    }

    /// x: [batch, height · width · channels], y: [batch, rows · columns · channels]
    pub fn forward(&mut self, x: &Matrix, y: &mut Matrix) {
        let (window, inputs, outputs) = (self.window, x.columns(), y.columns());
        let winners = Of::new(self.winners.as_mut_slice(), outputs);
        share(
            ((x.rows_of(), y.rows_of_mut()), winners),
            |_, ((x, y), winners)| {
                let rows = y.values.chunks_exact_mut(outputs);
                let rows = rows.zip(winners.values.chunks_exact_mut(outputs));
                for (x, (y, winners)) in x.values.chunks_exact(inputs).zip(rows) {
                    pool(&window, x, y, winners);
                }
            },
        );
    }

    /// The gradient of an output goes to the input that it was.
    pub fn backward(&self, dy: &Matrix, dx: &mut Matrix) {
        let (inputs, outputs) = (dx.columns(), dy.columns());
        let winners = Of::new(self.winners.as_slice(), outputs);
        share(
            ((dy.rows_of(), winners), dx.rows_of_mut()),
            |_, ((dy, winners), dx)| {
                let rows = dy.values.chunks_exact(outputs);
                let rows = rows.zip(winners.values.chunks_exact(outputs));
                for ((dy, winners), dx) in rows.zip(dx.values.chunks_exact_mut(inputs)) {
                    dx.fill(0.0);
                    for (winner, dy) in winners.iter().zip(dy) {
                        dx[*winner as usize] += dy;
                    }
                }
            },
        );
    }
}

/// One image.
fn pool(window: &Window, x: &[f32], y: &mut [f32], winners: &mut [u32]) {
    let channels = window.channels;
    let places = y
        .chunks_exact_mut(channels)
        .zip(winners.chunks_exact_mut(channels));
    for (place, (y, winners)) in places.enumerate() {
        let mut is_first = true;
        for start in window.pixels(place) {
            let values = x[start..][..channels].iter().zip(start as u32..);
            for ((value, index), (y, winner)) in values.zip(y.iter_mut().zip(winners.iter_mut())) {
                // Both are always written, so that it is done channels at a time.
                let wins = is_first | (*value > *y);
                *y = if wins { *value } else { *y };
                *winner = if wins { index } else { *winner };
            }
            is_first = false;
        }
    }
}
