//! Terms of a product that are 0 in all rows of a tile. They add nothing to its sums, and are passed over: of
//! four pixels beside each other, paper in more than half of a batch's images; of the outputs of a ReLU, some.

/// What is left of some panels' terms.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Those of each panel, in their order: [panels, terms]
    left: Vec<u32>,
    /// How many of them each panel has.
    counts: Vec<u32>,
}

impl Terms {
    /// Moves what is left of each panel to its front.
    /// panels: [panels, terms, WIDTH]
    pub fn choose<const WIDTH: usize>(&mut self, panels: &mut [f32], terms: usize) {
        let count = panels.len() / (terms * WIDTH);
        self.counts.clear();
        self.counts.resize(count, terms as u32);
        if self.left.len() < count * terms {
            self.left.resize(count * terms, 0);
        }
        let panels = panels.chunks_exact_mut(terms * WIDTH);
        let places = self
            .counts
            .iter_mut()
            .zip(self.left.chunks_exact_mut(terms));
        for (panel, (count, left)) in panels.zip(places) {
            *count = gather(panel.as_chunks_mut::<WIDTH>().0, left) as u32;
        }
    }

    /// The terms of a panel, if some of them are left out.
    pub fn of(&self, panel: usize, terms: usize) -> Option<&[u32]> {
        let count = self.counts[panel] as usize;
        (count < terms).then(|| &self.left[panel * terms..][..count])
    }

    /// How much memory it has.
    pub fn capacity(&self) -> [usize; 2] {
        [self.left.capacity(), self.counts.capacity()]
    }

    /// Makes it have so much, at least.
    pub fn reserve(&mut self, [left, counts]: [usize; 2]) {
        self.left
            .reserve_exact(left.saturating_sub(self.left.len()));
        self.counts
            .reserve_exact(counts.saturating_sub(self.counts.len()));
    }
}

/// Says how many are left.
fn gather<const WIDTH: usize>(panel: &mut [[f32; WIDTH]], left: &mut [u32]) -> usize {
    let mut count = 0;
    for term in 0..panel.len() {
        let values = panel[term];
        // Written over by the next if it is 0: without a branch.
        (panel[count], left[count]) = (values, term as u32);
        let bits = values.iter().fold(0, |bits, value| bits | value.to_bits());
        count += usize::from(bits != 0);
    }
    count
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_left_of_a_panel_comes_first() {
        let mut panels = [
            [[0.0, 0.0], [1.0, 0.0], [0.0, -0.0], [0.0, 2.0]],
            [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]],
            [[0.0; 2]; 4],
        ];
        let mut terms = Terms::default();
        // More panels before, so that there is something to forget.
        terms.choose::<2>(&mut [0.0; 40], 4);
        terms.choose::<2>(panels.as_flattened_mut().as_flattened_mut(), 4);
        assert_eq!(terms.of(0, 4), Some(&[1, 2, 3][..]));
        assert_eq!(panels[0][..3], [[1.0, 0.0], [0.0, -0.0], [0.0, 2.0]]);
        assert_eq!(terms.of(1, 4), None);
        assert_eq!(panels[1][2], [5.0, 6.0]);
        assert_eq!(terms.of(2, 4), Some(&[][..]));
    }
}
