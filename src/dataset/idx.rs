//! The IDX format of MNIST's files, read in chunks of any size: two zero bytes, the type
//! (8: unsigned bytes), the number of dimensions, then each as a big-endian u32, then the values
//! (Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits").

use sha2::{Digest as _, Sha256};

use super::order::BLOCK;
use crate::error::{Error, Result};

/// A SHA-256, in hexadecimal.
pub type Digest = &'static str;

const UNSIGNED_BYTE: u8 = 8;

/// A file with more is a mistake, and would exhaust the memory.
const MAX_ITEMS: usize = 1_000_000;
const MAX_BYTES: u64 = 1 << 30;
/// Rows or columns of an image.
const MAX_SIDE: usize = 256;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Item {
    /// Single bytes, the labels 0 to `highest`.
    Label { highest: u8 },
    /// Images of this size, [rows, columns]; `None` for the size that the header says.
    Image { size: Option<[usize; 2]> },
}

/// What a header says.
#[derive(Debug, Clone, Copy)]
struct Header {
    items: usize,
    /// [rows, columns] of an item; [1, 1] for a label.
    size: [usize; 2],
}

/// An IDX file that is arriving.
#[derive(Debug, Clone)]
pub struct IdxStream {
    /// The file's name in an error.
    file: &'static str,
    item: Item,
    /// The bytes of the header, and what they say once all of them have come.
    header_bytes: Vec<u8>,
    header: Option<Header>,
    values: Vec<u8>,
    /// The SHA-256 of each block of items; none for a file that may hold anything.
    digests: &'static [Digest],
    checked_blocks: usize,
}

impl IdxStream {
    pub fn new(file: &'static str, item: Item, digests: &'static [Digest]) -> Self {
        Self {
            file,
            item,
            header_bytes: Vec::new(),
            header: None,
            values: Vec::new(),
            digests,
            checked_blocks: 0,
        }
    }

    /// Takes the next bytes. Bytes that are refused leave nothing behind.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        let known = self.header_bytes.len();
        let missing = self.header_size() - known;
        let (header, values) = bytes.split_at(missing.min(bytes.len()));
        self.header_bytes.extend_from_slice(header);
        self.take(values)
            .inspect_err(|_| self.header_bytes.truncate(known))?;
        self.check_blocks()
    }

    fn take(&mut self, values: &[u8]) -> Result<()> {
        if self.header_bytes.len() < self.header_size() {
            return Ok(());
        }
        let header = self.read_header()?;
        let size = header.bytes();
        let coming = self.values.len() + values.len();
        if coming > size {
            let surplus = coming - size;
            return Err(self.refuse(format!("{surplus} bytes follow its last item")));
        }
        self.check_labels(values)?;
        let more = size - self.values.len();
        if self.values.try_reserve_exact(more).is_err() {
            let images = header.items;
            return Err(Error::Memory { images });
        }
        self.values.extend_from_slice(values);
        self.header = Some(header);
        Ok(())
    }

    fn check_labels(&self, values: &[u8]) -> Result<()> {
        let Item::Label { highest } = self.item else {
            return Ok(());
        };
        match values.iter().position(|value| *value > highest) {
            Some(index) => Err(Error::Label {
                index: self.values.len() + index,
                label: values[index],
                highest: usize::from(highest),
            }),
            None => Ok(()),
        }
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

    /// The number of items that the header says, once it has come.
    pub fn expected_items(&self) -> Option<usize> {
        self.header.map(|header| header.items)
    }

    /// [rows, columns] of an image, once that is known.
    pub fn image_size(&self) -> Option<[usize; 2]> {
        match self.item {
            Item::Image { size } => size.or(self.header.map(|header| header.size)),
            Item::Label { .. } => None,
        }
    }

    /// Bytes of an item; 1 before that is known.
    pub fn item_size(&self) -> usize {
        self.image_size()
            .map_or(1, |[rows, columns]| rows * columns)
    }

    pub fn values(&self) -> &[u8] {
        &self.values
    }

    /// The first `items` items of a complete file, and the others. What they hold has been checked.
    pub fn split_at(self, items: usize) -> (Self, Self) {
        let size = self.item_size();
        let (header_bytes, header, mut values) = (self.header_bytes, self.header, self.values);
        let part = |values: Vec<u8>| {
            let items = values.len() / size;
            let mut header_bytes = header_bytes.clone();
            header_bytes[4..8].copy_from_slice(&(items as u32).to_be_bytes());
            let anything = Self::new(self.file, self.item, &[]);
            Self {
                header_bytes,
                header: header.map(|header| Header { items, ..header }),
                values,
                ..anything
            }
        };
        let others = part(values.split_off(items * size));
        (part(values), others)
    }

    /// Refuses a file that ended early.
    pub fn check_complete(&self) -> Result<()> {
        match self.header {
            None => Err(self.refuse("it ends within its header".to_owned())),
            Some(header) if self.values.len() < header.bytes() => {
                let (items, expected) = (self.items(), header.items);
                Err(self.refuse(format!("it ends after {items} of {expected} items")))
            }
            Some(_) => Ok(()),
        }
    }

    /// Dimensions of the file: the items, and those of each.
    fn dimensions(&self) -> usize {
        match self.item {
            Item::Label { .. } => 1,
            Item::Image { .. } => 3,
        }
    }

    fn header_size(&self) -> usize {
        4 + 4 * self.dimensions()
    }

    /// What a whole header says.
    fn read_header(&self) -> Result<Header> {
        let (magic, sizes) = self.header_bytes.split_at(4);
        let expected = [0, 0, UNSIGNED_BYTE, self.dimensions() as u8];
        if magic != expected {
            let reason = format!("it begins with {magic:?} where an IDX file has {expected:?}");
            return Err(self.refuse(reason));
        }
        let sizes = sizes.as_chunks::<4>().0.iter();
        let sizes: Vec<usize> = sizes
            .map(|size| u32::from_be_bytes(*size) as usize)
            .collect();
        let header = Header {
            items: sizes[0],
            size: self.check_image_size(&sizes[1..])?,
        };
        let items = header.items;
        if !self.digests.is_empty() && items.div_ceil(BLOCK) != self.digests.len() {
            return Err(self.refuse(format!("it is not MNIST’s: it says it has {items} items")));
        }
        if !(1..=MAX_ITEMS).contains(&items) {
            let reason = format!("it says it has {items} items: use 1 to {MAX_ITEMS}");
            return Err(self.refuse(reason));
        }
        let [rows, columns] = header.size;
        if items as u64 * (rows * columns) as u64 > MAX_BYTES {
            let reason = format!("its {items} items of {rows} × {columns} are more than 1 GB");
            return Err(self.refuse(reason));
        }
        Ok(header)
    }

    /// [rows, columns] of the items, which a header says of images.
    fn check_image_size(&self, got: &[usize]) -> Result<[usize; 2]> {
        let (Item::Image { size: needed }, &[rows, columns]) = (self.item, got) else {
            return Ok([1, 1]);
        };
        if let Some([needed_rows, needed_columns]) = needed
            && needed != Some([rows, columns])
        {
            return Err(self.refuse(format!(
                "its images have {rows} × {columns} pixels where {needed_rows} × {needed_columns} are needed"
            )));
        }
        if ![rows, columns]
            .iter()
            .all(|side| (1..=MAX_SIDE).contains(side))
        {
            return Err(self.refuse(format!(
                "its images have {rows} × {columns} pixels: use 1 to {MAX_SIDE} rows and columns"
            )));
        }
        Ok([rows, columns])
    }

    fn refuse(&self, reason: String) -> Error {
        Error::Idx {
            file: self.file,
            reason,
        }
    }
}

impl Header {
    /// Bytes that follow the header.
    fn bytes(&self) -> usize {
        let [rows, columns] = self.size;
        self.items * rows * columns
    }
}
