//! `means`: the mean training image of each digit.

use std::path::Path;

use neuroglyph::dataset::Part;
use neuroglyph::preprocess::SIDE;

use crate::Result;
use crate::idx::idx;
use crate::mnist::Mnist;
use crate::pending_file::PendingFile;

const DIGITS: usize = 10;
const PIXELS: usize = SIDE * SIDE;

pub fn means(out: &Path, mnist: &Mnist) -> Result<()> {
    let dataset = mnist.read(Part::Training)?;
    let mut sums = vec![0u64; DIGITS * PIXELS];
    let mut counts = [0u64; DIGITS];
    for (index, label) in dataset.labels().iter().enumerate() {
        let digit = usize::from(*label);
        counts[digit] += 1;
        let sums = &mut sums[digit * PIXELS..][..PIXELS];
        for (sum, pixel) in sums.iter_mut().zip(dataset.image(index)) {
            *sum += u64::from(*pixel);
        }
    }
    let mut means = Vec::with_capacity(DIGITS * PIXELS);
    for (digit, count) in counts.iter().enumerate() {
        let sums = &sums[digit * PIXELS..][..PIXELS];
        means.extend(sums.iter().map(|sum| ((sum + count / 2) / count) as u8));
    }
    PendingFile::create(out)?.commit(&idx(&[DIGITS, SIDE, SIDE], &means))
}
