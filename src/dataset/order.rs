//! The order of the examples in each epoch.

use std::ops::Range;

use crate::random::{Random, Stream};

/// Images of a block: in the first epoch the blocks come in the order of the file, each shuffled
/// within, so that training can begin before the last image has come.
pub const BLOCK: usize = 6_000;

/// The order of a run's examples. An example's number is image · variants + variant.
///
/// ```
/// use neuroglyph::dataset::Order;
///
/// let mut order = Order::new(10, 1, 42);
/// assert_eq!(order.next_batch(4).len(), 4);
/// assert_eq!((order.epoch(), order.position()), (0, 4));
/// ```
#[derive(Debug, Clone)]
pub struct Order {
    random: Random,
    examples: Vec<u32>,
    variants: usize,
    position: usize,
    epoch: usize,
}

impl Order {
    /// The order of a run with this seed. `variants`: the examples that augmentation makes of one image.
    pub fn new(images: usize, variants: usize, seed: u64) -> Self {
        let mut order = Self {
            random: Random::new(seed, Stream::Order),
            examples: (0..(images * variants) as u32).collect(),
            variants,
            position: 0,
            epoch: 0,
        };
        for block in order.examples.chunks_mut(BLOCK * variants) {
            order.random.shuffle(block);
        }
        order
    }

    /// Examples of an epoch.
    pub fn examples_in_epoch(&self) -> usize {
        self.examples.len()
    }

    /// Epochs that have ended.
    pub fn epoch(&self) -> usize {
        self.epoch
    }

    /// The epoch that the next batch belongs to.
    pub fn next_epoch(&self) -> usize {
        self.epoch + usize::from(self.is_epoch_over())
    }

    /// Examples of this epoch that have been in a batch.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The number of images that must have come before the next batch can be taken.
    pub fn images_needed(&self, batch_size: usize) -> usize {
        if self.epoch > 0 || self.is_epoch_over() {
            return self.examples.len() / self.variants;
        }
        // Within the first epoch a batch needs the blocks that it lies in, whole.
        let block = BLOCK * self.variants;
        let end = self.peek(batch_size).end.div_ceil(block) * block;
        end.min(self.examples.len()) / self.variants
    }

    /// Goes on where another order with the same images, variants and seed was, by its epoch and position.
    pub fn go_to(&mut self, epoch: usize, position: usize) {
        while self.epoch < epoch {
            self.begin_epoch();
        }
        self.position = position.min(self.examples.len());
    }

    /// The examples of the next batch; the last one of an epoch may be smaller.
    pub fn next_batch(&mut self, batch_size: usize) -> &[u32] {
        if self.position == self.examples.len() {
            self.begin_epoch();
        }
        let batch = self.peek(batch_size);
        self.position = batch.end;
        &self.examples[batch]
    }

    fn peek(&self, batch_size: usize) -> Range<usize> {
        self.position..self.examples.len().min(self.position + batch_size)
    }

    /// Whether the epoch's last batch has been taken.
    pub fn is_epoch_over(&self) -> bool {
        self.position == self.examples.len()
    }

    fn begin_epoch(&mut self) {
        self.epoch += 1;
        self.position = 0;
        self.random.shuffle(&mut self.examples);
    }
}
