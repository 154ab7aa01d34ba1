//! A training takes as much memory as it said before it began, and little less.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use common::{activation, batch_norm, conv, dataset, dense};
use neuroglyph::dataset::Dataset;
use neuroglyph::optimizer::OptimizerRecipe;
use neuroglyph::recipe::{ActivationFunction, Initialisation};
use neuroglyph::recipe::{DenseConfig, LayerRecipe, MaxPoolConfig, Recipe, named};
use neuroglyph::{Error, Network, Training};

/// Counts what is there and the most that ever was, on all threads.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);
/// What is asked for and given back before a training begins has this size, and is not counted.
static ASKED_FOR: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !is_asked_for(layout.size()) {
            let now = NOW.fetch_add(layout.size(), SeqCst) + layout.size();
            MOST.fetch_max(now, SeqCst);
        }
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        if !is_asked_for(layout.size()) {
            NOW.fetch_sub(layout.size(), SeqCst);
        }
        unsafe { System.dealloc(memory, layout) }
    }
}

/// A training asks for all of its memory before it begins, in pieces, and gives it back at once.
fn is_asked_for(size: usize) -> bool {
    const PIECE: usize = 1 << 28;
    let bytes = ASKED_FOR.load(SeqCst);
    size == bytes.min(PIECE) || size == bytes % PIECE
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const IMAGES: usize = 700;

/// The most bytes that it takes to train, evaluate and write down, and to go on from what was written.
fn most(recipe: &Recipe, dataset: &Dataset, said: usize) -> usize {
    let before = NOW.load(SeqCst);
    MOST.store(before, SeqCst);
    ASKED_FOR.store(said, SeqCst);
    let mut training = Training::new(recipe.clone(), dataset, Some(1)).unwrap();
    training.run(dataset, 3).unwrap();
    training.evaluate_part(dataset, 0..500).unwrap();
    training.run(dataset, 3).unwrap();
    let bytes = training.to_bytes().unwrap();
    drop(training);
    ASKED_FOR.store(said - bytes.len(), SeqCst);
    let mut training = Training::from_bytes(&bytes, dataset).unwrap();
    drop(bytes);
    training.run(dataset, 3).unwrap();
    training.evaluate_part(dataset, 0..500).unwrap();
    training.to_bytes().unwrap();
    MOST.load(SeqCst) - before
}

/// The recipe with dense layers of these widths.
fn wide(units: &[usize], optimizer: OptimizerRecipe, batch_size: usize) -> Recipe {
    let pair = |units: &usize| [dense(*units), activation(ActivationFunction::Relu)];
    let mut layers: Vec<LayerRecipe> = units.iter().flat_map(pair).collect();
    layers.extend([dense(10), activation(ActivationFunction::Softmax)]);
    // So that nothing leaves the numbers.
    for layer in &mut layers {
        if let LayerRecipe::Dense(DenseConfig { weights, .. }) = layer {
            *weights = Initialisation::Glorot;
        }
    }
    let mut recipe = named("keras-mlp").unwrap();
    recipe.layers = layers;
    recipe.optimizer = optimizer;
    recipe.batch_size = batch_size;
    recipe
}

#[test]
fn a_training_takes_what_it_said_and_little_less() {
    let of_name = |name: &str| named(name).unwrap();
    let pooled = vec![
        conv(8, 5, 2, 2),
        batch_norm(),
        activation(ActivationFunction::Relu),
        LayerRecipe::MaxPool(MaxPoolConfig {
            size: 2,
            stride: 2,
            padding: 0,
        }),
        conv(24, 3, 2, 1),
        dense(10),
        activation(ActivationFunction::Softmax),
    ];
    let momentum = OptimizerRecipe::Sgd {
        learning_rate: 1e-4,
        momentum: 0.9,
    };
    let mut averaged = wide(&[1024, 1024], OptimizerRecipe::adam(1e-4), 128);
    averaged.ema_decay = 0.9;
    let mut convolutional = of_name("keras-mlp");
    convolutional.layers = pooled;
    convolutional.ema_decay = 0.9;
    convolutional.optimizer = momentum;
    let recipes = [
        ("keras-mlp", of_name("keras-mlp")),
        ("convnet", of_name("convnet")),
        ("sprint-99", of_name("sprint-99")),
        ("reader", of_name("reader")),
        ("nielsen", of_name("nielsen")),
        ("symon", of_name("symon")),
        (
            "adam 2 × 1,024",
            wide(&[1024, 1024], OptimizerRecipe::adam(1e-4), 128),
        ),
        (
            "adam 4 × 512",
            wide(&[512; 4], OptimizerRecipe::adam(1e-4), 32),
        ),
        ("momentum, no hidden layer", wide(&[], momentum, 1_024)),
        (
            "two at a time",
            wide(&[300, 100], OptimizerRecipe::sgd(1e-4), 2),
        ),
        ("an average", averaged),
        (
            "convolutions that move by two, and an average",
            convolutional,
        ),
    ];
    let dataset = dataset(IMAGES);
    let threads: &[usize] = if cfg!(feature = "threads") {
        &[1, 2, 4]
    } else {
        &[1]
    };
    for threads in threads {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(*threads)
            .build();
        pool.unwrap().install(|| {
            for (name, recipe) in &recipes {
                let said = Training::memory(recipe, IMAGES, *threads) as usize;
                let taken = most(recipe, &dataset, said);
                let times = said as f64 / taken as f64;
                println!("{name}, {threads} threads: {taken} bytes, said {times:.3} times as many");
                assert!((1.0..=1.3).contains(&times), "{name}, {threads}: {times}");
            }
        });
    }
}

#[test]
fn a_training_that_takes_other_images_is_refused() {
    let dataset = dataset(20);
    let mut recipe = named("keras-mlp").unwrap();
    recipe.inputs = 400;
    let hint = "recipe: inputs is 400: the dataset has images of 28 × 28 pixels: use 784";
    let refused = Training::new(recipe.clone(), &dataset, Some(1)).unwrap_err();
    assert_eq!(refused.to_string(), hint);
    // Nothing else is wrong with it.
    Network::new(recipe, Some(1)).unwrap();
    let refused = Error::TrainingMemory { megabytes: 645 };
    assert_eq!(
        refused.to_string(),
        "there is not enough memory for this training, which needs about 645 MB"
    );
}
