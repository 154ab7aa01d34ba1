//! Sparsity of A: the k at which all MR rows of a packed panel are 0 add nothing to sums of finite numbers, and the
//! micro-kernel skips them. Of the panels of a batch of MNIST's images this is more than half of all k, of those of a
//! ReLU's outputs some.

/// Moves the values at nonzero k to the front of a packed panel of A. Writes how many k these are, and then the byte
/// offset of each one's row in a packed panel of B, so that the innermost loop does not compute it.
/// panel: [kc, MR], b_offsets: [1 + kc]
pub fn compress_panel<const MR: usize, const NR: usize>(
    panel: &mut [[f32; MR]],
    b_offsets: &mut [u32],
) {
    let (count, offsets) = b_offsets.split_first_mut().expect("space for the count");
    let mut next = 0;
    for k in 0..panel.len() {
        let values = panel[k];
        // Without a branch: where the values are 0, the next ones overwrite them.
        (panel[next], offsets[next]) = (values, (k * size_of::<[f32; NR]>()) as u32);
        let bits = values.iter().fold(0, |bits, value| bits | value.to_bits());
        next += usize::from(bits != 0);
    }
    *count = next as u32;
}

/// The rows of a packed panel of B, [kc, NR], at the nonzero k of a panel of A.
///
/// # Safety
/// `compress_panel` must have written the offsets, for a panel of A with the same kc.
pub unsafe fn rows_at_nonzero_k<'b, const NR: usize>(
    b_offsets: &'b [u32],
    b: &'b [[f32; NR]],
) -> impl ExactSizeIterator<Item = &'b [f32; NR]> {
    let offsets = b_offsets[1..][..b_offsets[0] as usize].iter();
    // SAFETY: each is the offset of a row of b, as the caller guarantees.
    offsets.map(move |offset| unsafe { &*b.as_ptr().byte_add(*offset as usize) })
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    /// The nonzero k, by the rows of B, and the panel as it is afterwards.
    fn compressed(mut panel: [[f32; 2]; 5]) -> (Vec<f32>, [[f32; 2]; 5]) {
        let (mut offsets, b) = ([9; 6], [[0.0; 3], [1.0; 3], [2.0; 3], [3.0; 3], [4.0; 3]]);
        compress_panel::<2, 3>(&mut panel, &mut offsets);
        // SAFETY: they were written for five k.
        let rows = unsafe { rows_at_nonzero_k(&offsets, &b) };
        (rows.map(|row| row[0]).collect(), panel)
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn nonzero_k_move_to_the_front() {
        let some = [[0.0, 0.0], [1.0, 0.0], [0.0, 0.0], [0.0, 2.0], [0.0, -0.0]];
        let (k, panel) = compressed(some);
        assert_eq!(k, [1.0, 3.0, 4.0]);
        assert_eq!(panel[..3], [[1.0, 0.0], [0.0, 2.0], [0.0, -0.0]]);

        let all = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 0.0]];
        assert_eq!(compressed(all), (vec![0.0, 1.0, 2.0, 3.0, 4.0], all));
        assert!(compressed([[0.0; 2]; 5]).0.is_empty());
    }
}
