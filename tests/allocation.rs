//! A train step allocates nothing, once the first has been taken, and augmenting never.
#![cfg(not(target_arch = "wasm32"))]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use neuroglyph::Network;
use neuroglyph::dataset::{Augmentation, Augmenter};
use neuroglyph::recipe::{named, names};

struct Counting;

thread_local! {
    // Each test thread counts for itself.
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// On a thread of the pool, as the training loop is: going there allocates now and then.
#[test]
fn a_train_step_allocates_nothing_after_the_first() {
    rayon::scope(|_| train_steps_allocate_nothing());
}

fn train_steps_allocate_nothing() {
    for name in names() {
        let recipe = named(&name).unwrap();
        let samples = recipe.batch_size;
        let pixel = |index: usize| (index * 37 % 251) as u8;
        let images: Vec<u8> = (0..samples * 784).map(pixel).collect();
        let labels = vec![3; samples];
        let mut network = Network::new(recipe, Some(1)).unwrap();
        let mut count = |samples: usize| {
            let before = ALLOCATIONS.get();
            network
                .train_step(&images[..samples * 784], &labels[..samples])
                .unwrap();
            ALLOCATIONS.get() - before
        };
        assert!(count(samples) > 0, "{name}: the counter counts");
        assert_eq!(count(samples), 0, "{name}");
        // The smaller batch that ends an epoch, and a whole one again.
        assert_eq!(count(samples.div_ceil(2)), 0, "{name}");
        assert_eq!(count(samples), 0, "{name}");
    }
}

#[test]
fn augmenting_allocates_nothing() {
    let augmentation = Augmentation {
        rotation_degrees: 10.0,
        random_rotation_degrees: 10.0,
        scale: 0.1,
        shear_degrees: 10.0,
        shift_pixels: 1.0,
        elastic_pixels: 1.0,
        thickening_pixels: 1.0,
        thinning_pixels: 1.0,
    };
    let augmenter = Augmenter::new(augmentation, 1);
    let mut image = vec![0.5; 784];
    let before = ALLOCATIONS.get();
    (0..10).for_each(|example| augmenter.apply(&mut image, 0, example));
    assert_eq!(ALLOCATIONS.get(), before);
}
