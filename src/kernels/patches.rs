//! The patches that a convolution sees, as a matrix to multiply: nothing is copied but into the panels.

use std::ops::Range;

use super::matrix::{View, ViewMut};
use super::operand::Operand;
use super::packing::Packing;
use super::parallel::fork;
use super::product::product_here;
use super::vector::add_scaled;
use super::window::Window;

/// One row a place of the window, image after image: [images · places, patch].
#[derive(Clone, Copy)]
pub struct Patches<'a> {
    values: &'a [f32],
    window: Window,
}

impl<'a> Patches<'a> {
    /// values: [images, height, width, channels], with their padding
    pub fn new(values: &'a [f32], window: Window) -> Self {
        assert_eq!(window.padding, 0, "padding that images do not bring along");
        Self { values, window }
    }
}

impl Operand for Patches<'_> {
    fn rows(&self) -> usize {
        self.values.len() / self.window.image() * self.window.places()
    }

    fn columns(&self) -> usize {
        self.window.patch()
    }

    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        let mut begins = [0; WIDTH];
        for (begin, place) in begins.iter_mut().zip(self.window.begins(rows.start)) {
            *begin = place;
        }
        // Rows that are not there repeat the first; their sums are left out.
        let first = begins[0];
        begins[rows.len()..].fill(first);
        let mut panel = panel;
        let mut term = terms.start;
        while term < terms.end {
            let line = self.window.line();
            let count = (line - term % line).min(terms.end - term);
            let offset = self.window.offset(term);
            let lines = begins.map(|begin| &self.values[begin + offset..][..count]);
            let (these, others) = panel.split_at_mut(count);
            for (number, values) in these.iter_mut().enumerate() {
                for (value, line) in values.iter_mut().zip(lines) {
                    *value = line[number];
                }
            }
            panel = others;
            term += count;
        }
    }
}

/// The patches, one column a place of the window.
#[derive(Clone, Copy)]
pub struct Transposed<'a>(pub Patches<'a>);

impl Operand for Transposed<'_> {
    fn rows(&self) -> usize {
        self.0.columns()
    }

    fn columns(&self) -> usize {
        self.0.rows()
    }

    fn fill_panel<const WIDTH: usize>(
        &self,
        rows: Range<usize>,
        terms: &Range<usize>,
        panel: &mut [[f32; WIDTH]],
    ) {
        let Patches { values, window } = self.0;
        let mut offsets = [window.offset(rows.start); WIDTH];
        for (offset, number) in offsets.iter_mut().zip(rows.clone()) {
            *offset = window.offset(number);
        }
        let reach = 1 + offsets.iter().max().copied().unwrap_or_default();
        let is_run = offsets.is_sorted_by(|a, b| a + 1 == *b);
        let begins = window.begins(terms.start);
        for (numbers, begin) in panel.iter_mut().zip(begins) {
            let patch = &values[begin..][..reach];
            if is_run {
                numbers.copy_from_slice(&patch[offsets[0]..][..WIDTH]);
            } else {
                *numbers = offsets.map(|offset| patch[offset]);
            }
        }
    }
}

/// Adds to every pixel what the numbers of `dy · wᵀ` say that stand for it in the patches: the way back
/// from a convolution's output to its input.
/// dy: [images · places, filters], w: [patch, filters], dx: [images, height, width, channels]
pub fn add_patches_back(dy: View, w: View, window: Window, dx: &mut [f32], packing: &mut Packing) {
    let images = dx.len() / window.image();
    let parts = packing.parts.len().min(images);
    add_part_back(dy, w, window, dx, &mut packing.parts[..parts]);
}

/// Images are shared out, because the patches of one overlap.
fn add_part_back(
    dy: View,
    w: View,
    window: Window,
    dx: &mut [f32],
    parts: &mut [super::packing::Part],
) {
    let [part] = parts else {
        let (left, right) = parts.split_at_mut(parts.len() / 2);
        let images = dx.len() / window.image();
        let middle = images * left.len() / (left.len() + right.len());
        let (above, below) = dx.split_at_mut(middle * window.image());
        let (dy_above, dy_below) = dy.split_at_row(middle * window.places());
        fork(
            || add_part_back(dy_above, w, window, above, left),
            || add_part_back(dy_below, w, window, below, right),
        );
        return;
    };
    let size = window.places() * window.patch();
    let mut patches = std::mem::take(&mut part.patches);
    patches.resize(size, 0.0);
    let mut rest = dy;
    for image in dx.chunks_exact_mut(window.image()) {
        let (dy, later) = rest.split_at_row(window.places());
        rest = later;
        patches.fill(0.0);
        let sink = ViewMut::new(&mut patches, window.patch());
        product_here(dy, w.transposed(), sink, part);
        for (patch, begin) in patches.chunks_exact(window.patch()).zip(window.begins(0)) {
            for (down, line) in patch.chunks_exact(window.line()).enumerate() {
                let pixels = &mut image[begin + down * window.pitch()..][..line.len()];
                add_scaled(pixels, 1.0, line);
            }
        }
    }
    part.patches = patches;
}
