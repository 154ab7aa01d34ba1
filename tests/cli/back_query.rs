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
    let mut network = neuroglyph::Network::from_safetensors(&fs::read(MODEL).unwrap()).unwrap();
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

/// The pictures that the README shows.
#[test]
fn the_shipped_dreams_are_what_the_command_draws() {
    let folder = folder("shipped");
    for (model, method, picture) in [
        ("keras-mlp", "gradient", "keras-mlp-dreams"),
        ("symon", "gradient", "symon-dreams"),
        ("nielsen", "gradient", "nielsen-dreams"),
        ("symon", "inversion", "symon-inversion"),
    ] {
        let model = format!("pretrained/{model}.safetensors");
        let drawn = folder.join(picture).with_extension("png");
        let out = drawn.to_str().unwrap();
        printed(&neuroglyph(&[
            "back-query",
            &model,
            "--method",
            method,
            "--out",
            out,
        ]));
        let drawn = image::open(&drawn).unwrap().to_luma8();
        let shipped = image::open(format!("pretrained/{picture}.png"))
            .unwrap()
            .to_luma8();
        assert_eq!(drawn.dimensions(), shipped.dimensions());
        // Another processor rounds otherwise.
        let dots = drawn.iter().zip(shipped.iter());
        let most = dots.map(|(a, b)| a.abs_diff(*b)).max();
        assert!(most <= Some(4), "{picture}: {most:?}");
    }
}

#[test]
fn back_query_tells_method_and_confidence() {
    let symon = "pretrained/symon.safetensors";
    let text = printed(&neuroglyph(&["back-query", symon])).to_owned();
    assert_eq!(text.lines().count(), 11, "{text}");
    assert!(text.ends_with("by inversion\n"), "{text}");
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
        text.starts_with("0 ") && text.contains("%  read as 0\n1 "),
        "{text}"
    );
    assert!(text.ends_with("40 steps up the gradient\n"), "{text}");
}

#[test]
fn back_query_refuses_what_it_cannot_do() {
    let inversion = neuroglyph(&["back-query", MODEL, "--method", "inversion"]);
    assert!(refusal(&inversion).contains("layer 1 is a relu"));
    let start = neuroglyph(&["back-query", MODEL, "--start", "README.md"]);
    assert!(refusal(&start).contains("start: "));
    let nowhere = folder("nowhere").join("no").join("dreams.png");
    let out = neuroglyph(&["back-query", MODEL, "--out", nowhere.to_str().unwrap()]);
    assert!(refusal(&out).contains("dreams.png"));
}
