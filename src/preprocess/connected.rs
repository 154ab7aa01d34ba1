//! Connected ink, with 8-connectivity.

use super::grid::Grid;

/// The connected pixels that are at least so dark, piece by piece: the indices of each.
pub struct ConnectedInk {
    width: usize,
    /// What is paler, or belongs to a piece before.
    is_done: Vec<bool>,
    /// The first pixel that may begin a piece.
    next: usize,
}

impl ConnectedInk {
    pub fn of(grid: &Grid, least: f32) -> Self {
        Self {
            width: grid.width,
            is_done: grid.values.iter().map(|value| *value < least).collect(),
            next: 0,
        }
    }
}

impl Iterator for ConnectedInk {
    type Item = Vec<u32>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next + self.is_done[self.next..].iter().position(|done| !done)?;
        self.next = start + 1;
        self.is_done[start] = true;
        let mut pixels = vec![start as u32];
        let mut at = 0;
        while let Some(index) = pixels.get(at) {
            at += 1;
            let (x, y) = (*index as usize % self.width, *index as usize / self.width);
            for y in y.saturating_sub(1)..=y + 1 {
                for x in x.saturating_sub(1)..(x + 2).min(self.width) {
                    let neighbour = y * self.width + x;
                    if self.is_done.get(neighbour) == Some(&false) {
                        self.is_done[neighbour] = true;
                        pixels.push(neighbour as u32);
                    }
                }
            }
        }
        Some(pixels)
    }
}
