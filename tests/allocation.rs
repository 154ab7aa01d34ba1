//! A train step allocates nothing, once the first has been taken, and augmenting never.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::Mutex;

use common::{activation, average_pool, batch_norm, conv, dataset, dense};
use neuroglyph::dataset::{Augmentation, Augmenter};
use neuroglyph::recipe::ActivationFunction;
use neuroglyph::recipe::{LayerRecipe, named, names};
use neuroglyph::{Network, Training};

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

/// On a thread of the pool, as the training loop is: going there allocates now and then. One test at a time: a
/// thread that waits for another takes up whatever work the pool has, and would count another test's as its own.
fn on_the_pool(test: impl FnOnce() + Send) {
    static POOL: Mutex<()> = Mutex::new(());
    let _turn = POOL.lock();
    rayon::scope(|_| test());
}

#[test]
fn a_train_step_allocates_nothing_after_the_first() {
    on_the_pool(train_steps_allocate_nothing);
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

/// On one thread: which of several does a part of a product, and has the memory for it, is chance.
#[test]
fn a_query_allocates_its_result_alone_after_the_first() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.unwrap().install(|| {
        for name in ["keras-mlp", "convnet", "reader"] {
            let network = Network::new(named(name).unwrap(), Some(1)).unwrap();
            let pixel = |pixel: usize| (pixel * 37 % 251) as u8;
            let images: Vec<u8> = (0..20 * 784).map(pixel).collect();
            let count = |images: &[u8]| {
                let before = ALLOCATIONS.get();
                network.query(images).unwrap();
                ALLOCATIONS.get() - before
            };
            assert!(count(&images) > 1, "{name}: the counter counts");
            assert_eq!(count(&images), 1, "{name}");
            assert_eq!(count(&images[..784]), 1, "{name}");
            assert_eq!(count(&images), 1, "{name}");
        }
    });
}

/// With batches that are gathered and augmented, and an average of the weights. Examples that are drawn anew
/// are not among them: each is drawn into memory of its own.
#[test]
fn a_step_of_a_training_allocates_nothing_after_the_first_epoch() {
    on_the_pool(steps_of_a_training_allocate_nothing);
}

fn steps_of_a_training_allocate_nothing() {
    let layers = vec![
        conv(4, 5, 1, 2),
        batch_norm(),
        activation(ActivationFunction::Relu),
        average_pool(3, 2, 1),
        conv(6, 3, 2, 0),
        batch_norm(),
        LayerRecipe::GlobalAveragePool,
        LayerRecipe::dropout(0.2),
        dense(10),
        activation(ActivationFunction::Softmax),
    ];
    let dataset = dataset(90);
    for augmentation in [Augmentation::default(), AUGMENTATION] {
        let recipe = named("keras-mlp")
            .unwrap()
            .into_builder()
            .layers(layers.clone())
            .augmentation(augmentation)
            .ema_decay(0.9)
            .batch_size(20)
            .epochs(3)
            .build()
            .unwrap();
        let mut training = Training::new(recipe, &dataset, Some(1)).unwrap();
        let before = ALLOCATIONS.get();
        training.run(&dataset, 100).unwrap();
        assert!(ALLOCATIONS.get() > before, "the counter counts");
        // An epoch ends with half a batch.
        let mut is_over = false;
        while !is_over {
            let before = ALLOCATIONS.get();
            let progress = training.run(&dataset, 1).unwrap();
            assert_eq!(ALLOCATIONS.get(), before, "step {}", progress.steps);
            is_over = progress.epoch_over;
        }
    }
}

const AUGMENTATION: Augmentation = Augmentation {
    rotation_degrees: 10.0,
    random_rotation_degrees: 10.0,
    scale: 0.1,
    shear_degrees: 10.0,
    shift_pixels: 1.0,
    elastic_pixels: 1.0,
    thickening_pixels: 1.0,
    thinning_pixels: 1.0,
};

#[test]
fn augmenting_allocates_nothing() {
    let augmenter = Augmenter::new(AUGMENTATION, 1);
    let mut image = vec![0.5; 784];
    let before = ALLOCATIONS.get();
    (0..10).for_each(|example| augmenter.apply(&mut image, 0, example));
    assert_eq!(ALLOCATIONS.get(), before);
}
