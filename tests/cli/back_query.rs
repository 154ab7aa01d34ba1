//! `back-query`.

use std::fs;

use super::{MODEL, folder, neuroglyph, printed, refusal};

#[test]
fn back_query_prints_ten_images_and_writes_a_picture() {
    let out = folder("back-query").join("dreams.png");
    let path = out.to_str().unwrap();
    let output = neuroglyph(&["back-query", MODEL, "--json", "--steps", "5", "--out", path]);
    let images: Vec<Vec<f32>> = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(images.len(), 10);
    assert!(images.iter().all(|image| image.len() == 784));
    let network = neuroglyph::Network::from_safetensors(&fs::read(MODEL).unwrap()).unwrap();
    let options = neuroglyph::back_query::Options {
        steps: 5,
        ..Default::default()
    };
    let dreams = network.dreams(&options).unwrap();
    let picture = image::open(&out).unwrap().to_luma8();
    assert_eq!(picture.dimensions(), (10 * 120 + 8, 128));
    for (digit, dream) in dreams.iter().enumerate() {
        assert_eq!(images[digit], dream.image);
        let dot = picture
            .get_pixel(8 + 120 * digit as u32 + 14 * 4, 8 + 14 * 4)
            .0[0];
        let grey = 255.0 * (1.0 - dream.image[14 * 28 + 14]);
        assert!(
            (f32::from(dot) - grey).abs() <= 0.5,
            "{digit}: {dot} and {grey}"
        );
    }
}

/// The ten images in a picture of 4 × 4 dots a pixel.
fn images_in(picture: &image::GrayImage) -> Vec<f32> {
    assert_eq!(picture.dimensions(), (10 * 120 + 8, 128));
    let ink = |pixel: u32, digit: u32| {
        let (x, y) = (8 + 120 * digit + pixel % 28 * 4, 8 + pixel / 28 * 4);
        1.0 - f32::from(picture.get_pixel(x, y).0[0]) / 255.0
    };
    let digits = 0..10;
    digits
        .flat_map(|digit| (0..784).map(move |pixel| ink(pixel, digit)))
        .collect()
}

/// The pictures that the README shows. Gradient ascent of 100 steps makes of another processor's rounding another stroke here
/// and there, so they are compared by what the network reads.
#[test]
fn the_shipped_dreams_are_read_as_the_command_draws_them() {
    for model in [
        "reader",
        "reader-mnist",
        "convnet",
        "keras-mlp",
        "symon",
        "nielsen",
    ] {
        let bytes = fs::read(format!("pretrained/{model}.safetensors")).unwrap();
        let network = neuroglyph::Network::from_safetensors(&bytes).unwrap();
        for prior in ["free", "handwriting"] {
            let picture = image::open(format!("pretrained/dreams/{model}-{prior}.png"));
            let images = images_in(&picture.unwrap().to_luma8());
            let outputs = network.query(&images).unwrap();
            for digit in 0..10 {
                let share = outputs[digit * 10 + digit];
                assert!(share >= 0.9, "{model}, {prior}, {digit}: {share}");
            }
        }
    }
}

#[test]
fn the_shipped_inversion_is_what_the_command_draws() {
    let drawn = folder("shipped").join("inversion.png");
    let (symon, out) = ("pretrained/symon.safetensors", drawn.to_str().unwrap());
    printed(&neuroglyph(&["back-query", symon, "--out", out]));
    let drawn = image::open(&drawn).unwrap().to_luma8();
    let shipped = image::open("pretrained/dreams/symon-inversion.png")
        .unwrap()
        .to_luma8();
    assert_eq!(drawn.dimensions(), shipped.dimensions());
    // Another processor rounds otherwise.
    let most = drawn
        .iter()
        .zip(shipped.iter())
        .map(|(a, b)| a.abs_diff(*b))
        .max();
    assert!(most <= Some(4), "{most:?}");
}

#[test]
fn back_query_prints_method_and_confidence() {
    let symon = "pretrained/symon.safetensors";
    let text = printed(&neuroglyph(&["back-query", symon])).to_owned();
    assert_eq!(text.lines().count(), 11, "{text}");
    assert!(text.ends_with("\ninversion\n"), "{text}");
    let means = "pretrained/means-idx3-ubyte";
    let asked = [
        "back-query",
        symon,
        "--method",
        "gradient",
        "--steps",
        "40",
        "--start",
        means,
    ];
    let text = printed(&neuroglyph(&asked)).to_owned();
    assert!(
        text.starts_with("0 ") && text.contains("% read as 0\n1 "),
        "{text}"
    );
    assert!(
        text.ends_with("40 steps of gradient ascent, with the handwriting prior\n"),
        "{text}"
    );
}

#[test]
fn gradient_ascent_starts_with_a_drawing_and_a_film_shows_it() {
    let folder = folder("film");
    let (drawing, film) = (folder.join("one.png"), folder.join("film.png"));
    let one = image::GrayImage::from_fn(60, 80, |x, y| {
        let inked = (26..34).contains(&x) && (10..70).contains(&y);
        image::Luma([if inked { 0 } else { 255 }])
    });
    one.save(&drawing).unwrap();
    let (drawing, path) = (drawing.to_str().unwrap(), film.to_str().unwrap());
    let asked = [
        "back-query",
        MODEL,
        "--start",
        drawing,
        "--stay-near",
        "0.03",
    ];
    let text = printed(&neuroglyph(&[&asked[..], &["--film", path]].concat())).to_owned();
    for digit in 0..10 {
        assert!(text.contains(&format!("% read as {digit}\n")), "{text}");
    }
    assert!(
        text.ends_with("100 steps of gradient ascent, without a prior\n"),
        "{text}"
    );
    // A row a digit, from the drawing to the end.
    let film = image::open(&film).unwrap().to_luma8();
    assert_eq!(film.dimensions(), (11 * 64 + 8, 10 * 64 + 8));
    let images = printed(&neuroglyph(&[&asked[..], &["--json"]].concat())).to_owned();
    let images: Vec<Vec<f32>> = serde_json::from_str(&images).unwrap();
    let middle =
        |row: u32, column: u32| film.get_pixel(8 + 64 * column + 28, 8 + 64 * row + 28).0[0];
    for (digit, image) in images.iter().enumerate() {
        assert_eq!(middle(digit as u32, 0), middle(0, 0));
        let grey = 255.0 * (1.0 - image[14 * 28 + 14]);
        assert!(
            (f32::from(middle(digit as u32, 10)) - grey).abs() <= 0.5,
            "{digit}"
        );
    }
}

#[test]
fn back_query_refuses_what_it_cannot_do() {
    let inversion = neuroglyph(&["back-query", MODEL, "--method", "inversion"]);
    assert!(refusal(&inversion).contains("layer 1 is a relu"));
    let start = neuroglyph(&["back-query", MODEL, "--start", "README.md"]);
    assert!(refusal(&start).contains("README.md: "));
    let film = neuroglyph(&[
        "back-query",
        MODEL,
        "--method",
        "inversion",
        "--prior",
        "free",
    ]);
    assert!(refusal(&film).contains("about the gradient, not the inversion"));
    let near = neuroglyph(&["back-query", MODEL, "--stay-near", "0.1"]);
    assert!(refusal(&near).contains("give them as start"));
    let nowhere = folder("nowhere").join("no").join("dreams.png");
    let out = neuroglyph(&["back-query", MODEL, "--out", nowhere.to_str().unwrap()]);
    assert!(refusal(&out).contains("dreams.png"));
}
