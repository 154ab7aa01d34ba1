//! `means`: the mean training image of each digit.

use std::path::Path;

use neuroglyph::dataset::{Part, read_mnist};
use neuroglyph::preprocess::SIDE;

use crate::Result;
use crate::pending_file::PendingFile;

const DIGITS: usize = 10;
const PIXELS: usize = SIDE * SIDE;

pub fn means(out: &Path, mnist: &Path) -> Result<()> {
    let dataset = read_mnist(mnist, Part::Training)?;
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
    // IDX: unsigned bytes in three dimensions, and how long each is.
    let mut bytes = vec![0, 0, 8, 3];
    for length in [DIGITS, SIDE, SIDE] {
        bytes.extend((length as u32).to_be_bytes());
    }
    for (digit, count) in counts.iter().enumerate() {
        let sums = &sums[digit * PIXELS..][..PIXELS];
        bytes.extend(sums.iter().map(|sum| ((sum + count / 2) / count) as u8));
    }
    PendingFile::create(out)?.commit(&bytes)
}
