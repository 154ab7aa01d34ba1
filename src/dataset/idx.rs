//! The IDX format of MNIST's files, read in chunks of any size: two zero bytes, the type
//! (8: unsigned bytes), the number of dimensions, then each as a big-endian u32, then the values
//! (Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits").

use sha2::{Digest as _, Sha256};

use super::order::BLOCK;
use crate::error::{Error, Result};

/// A SHA-256, in hexadecimal.
pub type Digest = &'static str;

const UNSIGNED_BYTE: u8 = 8;

#[derive(Debug, Clone)]
pub struct IdxStream {
    /// What the file is called in an error.
    file: &'static str,
    /// The dimensions of one item: 28 × 28, or none for a label.
    item_shape: &'static [usize],
    /// The highest value that an item may have: 255 for a pixel, 9 for a label.
    highest: u8,
    header: Vec<u8>,
    values: Vec<u8>,
    /// Of each block of items; none for a file that may hold anything.
    digests: &'static [Digest],
    checked_blocks: usize,
}

/// A file with more is no set of digits but a mistake, and would exhaust the memory.
const MAX_ITEMS: usize = 1_000_000;

impl IdxStream {
    pub fn new(
        file: &'static str,
        item_shape: &'static [usize],
        highest: u8,
        digests: &'static [Digest],
    ) -> Self {
        Self {
            file,
            item_shape,
            highest,
            header: Vec::new(),
            values: Vec::new(),
            digests,
            checked_blocks: 0,
        }
    }

    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        let known = self.header.len();
        let missing = self.header_size() - known;
        let (header, values) = bytes.split_at(missing.min(bytes.len()));
        self.header.extend_from_slice(header);
        // What is refused leaves nothing behind.
        self.take(values)
            .inspect_err(|_| self.header.truncate(known))?;
        self.check_blocks()
    }

    fn take(&mut self, values: &[u8]) -> Result<()> {
        if self.header.len() < self.header_size() {
            return Ok(());
        }
        let items = self.read_header()?;
        let size = items * self.item_size();
        let coming = self.values.len() + values.len();
        if coming > size {
            let surplus = coming - size;
            return Err(self.refuse(format!("{surplus} bytes follow its last item")));
        }
        if let Some(index) = values.iter().position(|value| *value > self.highest) {
            return Err(Error::Label {
                index: self.values.len() + index,
                label: values[index],
                highest: usize::from(self.highest),
            });
        }
        let more = size - self.values.len();
        if self.values.try_reserve_exact(more).is_err() {
            return Err(Error::Memory { images: items });
        }
        self.values.extend_from_slice(values);
        Ok(())
    }

    /// Items that have come whole and, where there are digests, in a block that is right.
    pub fn items(&self) -> usize {
        let items = self.values.len() / self.item_size();
        match self.digests {
            [] => items,
            _ => items.min(self.checked_blocks * BLOCK),
        }
    }

    fn check_blocks(&mut self) -> Result<()> {
        let expected = self.expected_items().unwrap_or(0);
        while let Some(digest) = self.digests.get(self.checked_blocks) {
            let start = self.checked_blocks * BLOCK;
            let items = start * self.item_size()..expected.min(start + BLOCK) * self.item_size();
            if items.is_empty() || items.end > self.values.len() {
                break;
            }
            let found = Sha256::digest(&self.values[items]);
            let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
            if found != *digest {
                let block = self.checked_blocks + 1;
                let reason = format!("it is not MNIST’s: the SHA-256 of block {block} differs");
                return Err(self.refuse(reason));
            }
            self.checked_blocks += 1;
        }
        Ok(())
    }

    /// What the header says, once it has come.
    pub fn expected_items(&self) -> Option<usize> {
        self.read_header().ok()
    }

    pub fn values(&self) -> &[u8] {
        &self.values
    }

    /// The first so many items of a complete file, and the others. What they hold has been checked.
    pub fn split_at(self, items: usize) -> (Self, Self) {
        let size = self.item_size();
        let (header, mut values) = (self.header, self.values);
        let part = |values: Vec<u8>| {
            let mut header = header.clone();
            header[4..8].copy_from_slice(&((values.len() / size) as u32).to_be_bytes());
            let anything = Self::new(self.file, self.item_shape, self.highest, &[]);
            Self {
                header,
                values,
                ..anything
            }
        };
        let others = part(values.split_off(items * size));
        (part(values), others)
    }

    pub fn check_complete(&self) -> Result<()> {
        match self.expected_items() {
            None => Err(self.refuse("it ends within its header".to_owned())),
            Some(expected) if self.values.len() < expected * self.item_size() => {
                let items = self.items();
                Err(self.refuse(format!("it ends after {items} of {expected} items")))
            }
            Some(_) => Ok(()),
        }
    }

    fn item_size(&self) -> usize {
        self.item_shape.iter().product()
    }

    fn header_size(&self) -> usize {
        4 + 4 * (1 + self.item_shape.len())
    }

    fn read_header(&self) -> Result<usize> {
        if self.header.len() < self.header_size() {
            return Err(self.refuse("it ends within its header".to_owned()));
        }
        let dimensions = 1 + self.item_shape.len();
        let (magic, sizes) = self.header.split_at(4);
        let expected = [0, 0, UNSIGNED_BYTE, dimensions as u8];
        if magic != expected {
            let reason = format!("it begins with {magic:?} where an IDX file has {expected:?}");
            return Err(self.refuse(reason));
        }
        let sizes = sizes.as_chunks::<4>().0.iter();
        let sizes: Vec<usize> = sizes
            .map(|size| u32::from_be_bytes(*size) as usize)
            .collect();
        if sizes[1..] != *self.item_shape {
            let (got, shape) = (&sizes[1..], self.item_shape);
            return Err(self.refuse(format!("its items are {got:?} where {shape:?} is needed")));
        }
        match sizes[0] {
            items if !self.digests.is_empty() && items.div_ceil(BLOCK) != self.digests.len() => {
                Err(self.refuse(format!("it is not MNIST’s: it says it has {items} items")))
            }
            items @ 1..=MAX_ITEMS => Ok(items),
            items => Err(self.refuse(format!("it says it has {items} items"))),
        }
    }

    fn refuse(&self, reason: String) -> Error {
        Error::Idx {
            file: self.file,
            reason,
        }
    }
}
