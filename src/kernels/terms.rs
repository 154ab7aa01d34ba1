//! Terms of a product that are 0 in all rows of a tile. They add nothing to sums of finite numbers, and are passed
//! over: of four pixels beside each other, paper in more than half of a batch's images; of the outputs of a ReLU, some.

/// Moves the other terms of a packed panel to its front, and writes down how many there are, and how many bytes on
/// the row of b lies that each is multiplied with: so that this is not computed at every turn of the innermost loop.
/// panel: [terms, ROWS], list: [1 + terms]
pub fn keep<const ROWS: usize, const COLUMNS: usize>(panel: &mut [[f32; ROWS]], list: &mut [u32]) {
    let (count, places) = list.split_first_mut().expect("room for how many");
    let mut next = 0;
    for term in 0..panel.len() {
        let values = panel[term];
        // Written over by the next if it is 0: without a branch.
        (panel[next], places[next]) = (values, (term * size_of::<[f32; COLUMNS]>()) as u32);
        let bits = values.iter().fold(0, |bits, value| bits | value.to_bits());
        next += usize::from(bits != 0);
    }
    *count = next as u32;
}

/// The rows of b that the terms of a list are multiplied with.
///
/// # Safety
/// `keep` must have written the list, for a panel of as many terms as b has rows.
pub unsafe fn kept_rows<'b, const COLUMNS: usize>(
    list: &'b [u32],
    b: &'b [[f32; COLUMNS]],
) -> impl ExactSizeIterator<Item = &'b [f32; COLUMNS]> {
    let places = list[1..][..list[0] as usize].iter();
    // SAFETY: so many bytes on one of b's rows begins, as the caller says.
    places.map(move |place| unsafe { &*b.as_ptr().byte_add(*place as usize) })
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    /// The terms that are kept, each as b has it, and then the panel.
    fn kept(mut panel: [[f32; 2]; 5]) -> (Vec<f32>, [[f32; 2]; 5]) {
        let (mut list, b) = ([9; 6], [[0.0; 3], [1.0; 3], [2.0; 3], [3.0; 3], [4.0; 3]]);
        keep::<2, 3>(&mut panel, &mut list);
        // SAFETY: it was written for five terms.
        let rows = unsafe { kept_rows(&list, &b) };
        (rows.map(|row| row[0]).collect(), panel)
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_not_0_comes_first() {
        let some = [[0.0, 0.0], [1.0, 0.0], [0.0, 0.0], [0.0, 2.0], [0.0, -0.0]];
        let (terms, panel) = kept(some);
        assert_eq!(terms, [1.0, 3.0, 4.0]);
        assert_eq!(panel[..3], [[1.0, 0.0], [0.0, 2.0], [0.0, -0.0]]);

        let all = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 0.0]];
        assert_eq!(kept(all), (vec![0.0, 1.0, 2.0, 3.0, 4.0], all));
        assert!(kept([[0.0; 2]; 5]).0.is_empty());
    }
}
