//! IDX files in pieces of every awkward size, and the order of the examples.

use neuroglyph::dataset::{Dataset, Order};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PIXELS: usize = 784;

fn images_file(images: usize) -> Vec<u8> {
    let mut file = vec![0, 0, 8, 3];
    for size in [images as u32, 28, 28] {
        file.extend(size.to_be_bytes());
    }
    file.extend((0..images * PIXELS).map(|index| (index % 251) as u8));
    file
}

fn labels_file(labels: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 8, 1];
    file.extend((labels.len() as u32).to_be_bytes());
    file.extend(labels);
    file
}

#[wasm_bindgen_test(unsupported = test)]
fn examples_in_memory_are_the_dataset_of_their_files() {
    let (images, labels) = (images_file(3), labels_file(&[7, 0, 9]));
    let mut from_files = Dataset::new();
    from_files.push_images(&images).unwrap();
    from_files.push_labels(&labels).unwrap();
    let dataset = Dataset::from_examples([28, 28], &images[16..], &labels[8..]).unwrap();
    assert_eq!(dataset.images(), from_files.images());
    assert_eq!(dataset.labels(), from_files.labels());
    assert_eq!(dataset.image_size(), Some([28, 28]));
    dataset.check_complete().unwrap();

    let refused = |size, images: &[u8], labels: &[u8]| {
        let refused = Dataset::from_examples(size, images, labels);
        refused.unwrap_err().to_string()
    };
    assert_eq!(
        refused([2, 3], &[0; 11], &[1, 2]),
        "images: 11 values were given where 6 for each of 2 labels are needed"
    );
    let huge = refused([usize::MAX, 2], &[0; 4], &[1]);
    assert!(huge.starts_with("images: 4 values were given"), "{huge}");
    assert!(refused([1, 1], &[], &[]).contains("it says it has 0 items"));
    assert!(refused([1, 1], &[0], &[255]).contains("label 0 is 255"));
    assert!(refused([1, 257], &[0; 257], &[1]).contains("use 1 to 256"));
}

#[wasm_bindgen_test(unsupported = test)]
fn files_come_in_pieces_of_any_size() {
    let (images, labels) = (images_file(3), labels_file(&[7, 0, 9]));
    for size in [1, 2, 3, 7, 15, 16, 17, 783, 784, 785, 5_000] {
        let mut dataset = Dataset::new();
        assert_eq!(dataset.expected_len().unwrap(), None);
        for piece in images.chunks(size) {
            dataset.push_images(piece).unwrap();
            dataset.push_images(&[]).unwrap();
        }
        assert!(dataset.is_empty(), "no labels yet");
        for piece in labels.chunks(size) {
            dataset.push_labels(piece).unwrap();
        }
        assert_eq!(dataset.len(), 3);
        assert_eq!(dataset.expected_len().unwrap(), Some(3));
        dataset.check_complete().unwrap();
        assert_eq!(dataset.images(), &images[16..]);
        assert_eq!(dataset.image(1), &images[16 + PIXELS..][..PIXELS]);
        assert_eq!(dataset.labels(), [7, 0, 9]);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn examples_count_once_both_halves_are_there() {
    let (images, labels) = (images_file(3), labels_file(&[7, 0, 9]));
    let mut dataset = Dataset::new();
    dataset.push_labels(&labels).unwrap();
    dataset.push_images(&images[..16 + 2 * PIXELS - 1]).unwrap();
    assert_eq!((dataset.len(), dataset.labels()), (1, [7].as_slice()));
    let message = dataset.check_complete().unwrap_err().to_string();
    assert_eq!(message, "images: it ends after 1 of 3 items");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_last_examples_are_held_out() {
    let complete = || {
        let mut dataset = Dataset::new();
        dataset.push_images(&images_file(3)).unwrap();
        dataset.push_labels(&labels_file(&[7, 0, 9])).unwrap();
        dataset
    };
    let all = complete();
    let (training, held_out) = complete().hold_out(1).unwrap();
    for part in [&training, &held_out] {
        part.check_complete().unwrap();
        assert_eq!(part.expected_len().unwrap(), Some(part.len()));
    }
    assert_eq!(training.labels(), [7, 0]);
    assert_eq!(training.images(), &all.images()[..2 * PIXELS]);
    assert_eq!(
        (held_out.labels(), held_out.image(0)),
        (&[9][..], all.image(2))
    );
    for none in [0, 3] {
        let message = complete().hold_out(none).unwrap_err().to_string();
        let reason = format!("{none} values were given where 1 to 2 are needed");
        assert_eq!(message, format!("examples to hold out: {reason}"));
    }
    let mut short = Dataset::new();
    short.push_images(&images_file(3)).unwrap();
    short.push_labels(&labels_file(&[7, 0, 9])[..10]).unwrap();
    assert!(short.hold_out(1).is_err());
}

#[wasm_bindgen_test(unsupported = test)]
fn images_have_the_size_that_their_header_says() {
    let mut dataset = Dataset::new();
    assert_eq!((dataset.image_size(), dataset.classes()), (None, 0));
    let header = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 1, 0];
    let pixels: Vec<u8> = (0..3 * 512).map(|pixel| (pixel % 253) as u8).collect();
    dataset.push_images(&header[..15]).unwrap();
    assert_eq!(dataset.image_size(), None);
    dataset.push_images(&header[15..]).unwrap();
    assert_eq!(dataset.image_size(), Some([2, 256]));
    dataset.push_images(&pixels).unwrap();
    dataset
        .push_labels(&labels_file(&[4, 0, 254])[..9])
        .unwrap();
    assert_eq!(dataset.classes(), 5);
    dataset.push_labels(&[0, 254]).unwrap();
    assert_eq!(dataset.classes(), 255);
    dataset.check_complete().unwrap();
    assert_eq!(dataset.images(), pixels);
    assert_eq!(dataset.image(2), &pixels[1_024..]);
    assert_eq!(dataset.part(1..2).unwrap(), (&pixels[512..1_024], &[0][..]));
    let (training, held_out) = dataset.hold_out(1).unwrap();
    for part in [training, held_out] {
        assert_eq!(part.image_size(), Some([2, 256]));
        assert_eq!(part.classes(), 255, "also of a part without some of them");
    }
    for mnist in [Dataset::mnist_training(), Dataset::mnist_test()] {
        assert_eq!((mnist.image_size(), mnist.classes()), (Some([28, 28]), 10));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn wrong_files_are_refused() {
    let images = |bytes: &[u8]| Dataset::new().push_images(bytes).unwrap_err().to_string();
    assert_eq!(
        images(&labels_file(&[1; 20])),
        "images: it begins with [0, 0, 8, 1] where an IDX file has [0, 0, 8, 3]"
    );
    for (rows, columns) in [(0u32, 28u32), (28, 0), (257, 28), (28, 1 << 31)] {
        let mut odd = images_file(1);
        odd[8..12].copy_from_slice(&rows.to_be_bytes());
        odd[12..16].copy_from_slice(&columns.to_be_bytes());
        let sizes = format!("{rows} × {columns} pixels: use 1 to 256 rows and columns");
        assert_eq!(images(&odd), format!("images: its images have {sizes}"));
    }
    let mut huge = images_file(1);
    huge[4..8].copy_from_slice(&[0xff; 4]);
    let none_or_too_many =
        |items: u32| format!("images: it says it has {items} items: use 1 to 1000000");
    assert_eq!(images(&huge), none_or_too_many(u32::MAX));
    huge[4..8].copy_from_slice(&[0; 4]);
    assert_eq!(images(&huge), none_or_too_many(0));
    huge[4..8].copy_from_slice(&1_000_000u32.to_be_bytes());
    huge[8..16].copy_from_slice(&[0, 0, 1, 0, 0, 0, 1, 0]);
    assert_eq!(
        images(&huge),
        "images: its 1000000 items of 256 × 256 are more than 1 GB"
    );
    let mut long = images_file(2);
    long.push(0);
    assert_eq!(images(&long), "images: 1 bytes follow its last item");
    let message = Dataset::new()
        .push_labels(&labels_file(&[3, 255]))
        .unwrap_err()
        .to_string();
    assert_eq!(message, "label 1 is 255: labels are 0 to 254");
    let mut narrow = images_file(1);
    narrow[15] = 27;
    let message = Dataset::mnist_test()
        .push_images(&narrow)
        .unwrap_err()
        .to_string();
    assert_eq!(
        message,
        "t10k-images: its images have 28 × 27 pixels where 28 × 28 are needed"
    );
    let message = Dataset::new().check_complete().unwrap_err().to_string();
    assert_eq!(message, "images: it ends within its header");
}

#[wasm_bindgen_test(unsupported = test)]
fn files_of_different_length_are_refused() {
    let mut dataset = Dataset::new();
    dataset.push_images(&images_file(3)).unwrap();
    dataset.push_labels(&labels_file(&[1, 2])).unwrap();
    let message = dataset.check_complete().unwrap_err().to_string();
    assert_eq!(
        message,
        "labels: 2 values were given where 3, one an image, are needed"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn the_first_epoch_goes_by_blocks_and_later_ones_everywhere() {
    let (images, block) = (13_000, 6_000);
    let mut order = Order::new(images, 1, 1);
    let mut epoch = || {
        let mut examples = Vec::new();
        loop {
            examples.extend_from_slice(order.next_batch(128));
            if order.is_epoch_over() {
                return examples;
            }
        }
    };
    let (first, second) = (epoch(), epoch());
    for (examples, name) in [(&first, "first"), (&second, "second")] {
        let mut sorted = examples.clone();
        sorted.sort_unstable();
        assert!(
            sorted.into_iter().eq(0..images as u32),
            "the {name} epoch has every image once"
        );
    }
    for (index, part) in first.chunks(block).enumerate() {
        let range = (index * block) as u32..((index + 1) * block) as u32;
        assert!(part.iter().all(|image| range.contains(image)));
        assert!(!part.is_sorted());
    }
    assert!(
        second[..block]
            .iter()
            .any(|image| *image as usize >= 2 * block)
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn the_last_batch_of_an_epoch_is_what_is_left() {
    let mut order = Order::new(10, 1, 1);
    let sizes: Vec<usize> = (0..6).map(|_| order.next_batch(4).len()).collect();
    assert_eq!(sizes, [4, 4, 2, 4, 4, 2]);
    assert_eq!(order.epoch(), 1);
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_not_mnists_does_not_count_and_is_named() {
    let mut dataset = Dataset::mnist_test();
    assert_eq!(dataset.expected_len().unwrap(), Some(10_000));
    let message = dataset
        .push_labels(&labels_file(&[7; 10_000]))
        .unwrap_err()
        .to_string();
    assert_eq!(
        message,
        "t10k-labels: it is not MNIST’s: the SHA-256 of block 1 differs"
    );
    assert!(dataset.is_empty());
    let message = Dataset::mnist_training()
        .push_images(&images_file(3))
        .unwrap_err()
        .to_string();
    assert_eq!(
        message,
        "train-images: it is not MNIST’s: it says it has 3 items"
    );
}
