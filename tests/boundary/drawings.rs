//! Drawings become images, and images others.

use js_sys::{Array, Float32Array, JSON, Uint32Array};
use neuroglyph::wasm::augment::augment;
use neuroglyph::wasm::handwriting::{handwrite, handwriting_styles};
use neuroglyph::wasm::network::confidence_threshold;
use neuroglyph::wasm::preprocess::{is_tap, preprocess_pixels, preprocess_strokes};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{array, bytes, get, n, number, picture, thrown};

fn strokes(xy: &[f32], ends: &[u32]) -> Result<Option<JsValue>, JsValue> {
    let xy: JsValue = Float32Array::from(xy).into();
    let ends: JsValue = Uint32Array::from(ends).into();
    let preprocessed = preprocess_strokes(xy.unchecked_into(), ends.unchecked_into())?;
    Ok(preprocessed.map(JsValue::from))
}

#[wasm_bindgen_test]
fn preprocessing_crosses_the_boundary() {
    let line = strokes(&[0.0, 0.0, 0.0, 9.0], &[2]).unwrap().unwrap();
    assert_eq!(Float32Array::from(get(&line, "image")).length(), 784);
    // 28 pixels of the image, of which 17.75 are from the middle of the pen at one end to that at the other.
    let side = number(&get(&line, "placement"), "side");
    assert!((side - 9.0 * 28.0 / 17.75).abs() < 1e-4, "{side}");
    let dot = strokes(&[3.0, 3.0, 3.0, 3.0], &[2]).unwrap().unwrap();
    assert_eq!(Float32Array::from(get(&dot, "image")).length(), 784);
    assert!(get(&dot, "placement").is_null());
    assert!(strokes(&[], &[]).unwrap().is_none());
    assert_eq!(
        thrown(strokes(&[1.0], &[])),
        "strokes: 1 numbers are no list of x and y"
    );
    assert!(picture(2.0, 2.0).unwrap().is_none());
    assert!(thrown(picture(2.0, 3.0)).contains("2 × 3"));
    assert_eq!(confidence_threshold(), 0.4);
}

#[wasm_bindgen_test]
fn a_picture_gives_its_image_and_where_that_lies() {
    // A black square of 4 × 4 pixels on white paper of 20 × 20.
    let rgba: Vec<u8> = (0..400)
        .flat_map(|pixel| {
            let is_ink = (8..12).contains(&(pixel % 20)) && (4..8).contains(&(pixel / 20));
            let grey = if is_ink { 0 } else { 255 };
            [grey, grey, grey, 255]
        })
        .collect();
    let square = preprocess_pixels(array(&rgba).unchecked_into(), n(20.0), n(20.0));
    let square = square.unwrap().unwrap();
    let image = Float32Array::from(get(&square, "image")).to_vec();
    assert_eq!(image.iter().filter(|ink| **ink > 0.99).count(), 400);
    let placement = get(&square, "placement");
    let [left, top, side] = ["left", "top", "side"].map(|key| number(&placement, key));
    // The square fills 20 pixels of the image, each way from the one with index 5 on.
    assert!((side - 5.6).abs() < 1e-5, "{side}");
    assert!(
        (left - 7.0).abs() < 1e-5 && (top - 3.0).abs() < 1e-5,
        "{left}, {top}"
    );
}

#[wasm_bindgen_test]
fn what_is_a_tap_is_asked_of_the_crate() {
    let tap = |xy: &[f32], pen: JsValue| {
        let xy: JsValue = Float32Array::from(xy).into();
        is_tap(xy.unchecked_into(), pen.unchecked_into())
    };
    assert!(tap(&[0.5, 0.5, 0.51, 0.49], 0.06.into()).unwrap());
    assert!(!tap(&[0.5, 0.5, 0.53, 0.5], 0.06.into()).unwrap());
    assert!(!tap(&[0.5, 0.5, 0.5, 0.5], f64::NAN.into()).unwrap());
    let error = thrown(tap(&[0.5, 0.5], "0.06".into()));
    assert_eq!(error, "pen_width: string is no number");
}

#[wasm_bindgen_test]
fn an_image_is_augmented_as_a_run_would() {
    let augmented = |image: JsValue, settings: &str, seed, example| {
        let settings = JSON::parse(settings).unwrap();
        augment(
            image.unchecked_into(),
            settings.unchecked_into(),
            n(seed),
            n(example),
        )
    };
    let mut spot = vec![0u8; 784];
    spot[14 * 28 + 20] = 255;
    let image = || array(&spot);
    let plain: Vec<f32> = spot.iter().map(|byte| f32::from(*byte) / 255.0).collect();
    assert_eq!(augmented(image(), "{}", 1.0, 0.0).unwrap(), plain);
    let turning = r#"{"random_rotation_degrees": 20}"#;
    let first = augmented(image(), turning, 1.0, 0.0).unwrap();
    assert_ne!(first, plain);
    assert_eq!(augmented(image(), turning, 1.0, 0.0).unwrap(), first);
    assert_ne!(augmented(image(), turning, 1.0, 1.0).unwrap(), first);
    assert_eq!(
        thrown(augmented(image(), r#"{"scale": 7}"#, 1.0, 0.0)),
        "recipe: augmentation.scale is 7: use 0 to 0.5"
    );
    assert!(thrown(augmented(image(), r#"{"scales": 0}"#, 1.0, 0.0)).contains("scales"));
    assert!(thrown(augmented(bytes(783), "{}", 1.0, 0.0)).starts_with("images: 783 values"));
    assert!(thrown(augmented(image(), "{}", -1.0, 0.0)).starts_with("seed is -1"));
    assert!(thrown(augmented(image(), "{}", 1.0, 0.5)).starts_with("example is 0.5"));
}

#[wasm_bindgen_test]
fn handwriting_has_strokes_and_an_image() {
    let styles: Array = JsValue::from(handwriting_styles().unwrap()).unchecked_into();
    let last = styles.length() - 1;
    assert_eq!(number(&styles.get(last), "digit"), 9.0);
    assert!(get(&styles.get(0), "name").is_string());
    let drawing = handwrite(n(f64::from(last)), n(1.0), n(2.0)).unwrap();
    let xy: Float32Array = get(&drawing, "xy").dyn_into().unwrap();
    let ends: Uint32Array = get(&drawing, "stroke_ends").dyn_into().unwrap();
    let image: Float32Array = get(&drawing, "image").dyn_into().unwrap();
    let seen = strokes(&xy.to_vec(), &ends.to_vec()).unwrap();
    let seen = Float32Array::from(get(&seen.unwrap(), "image"));
    assert_eq!(seen.to_vec(), image.to_vec());
    let message = thrown(handwrite(n(f64::from(last) + 1.0), n(1.0), n(0.0)));
    assert_eq!(
        message,
        format!("style {}: there are only 0 to {last}", last + 1)
    );
    assert!(thrown(handwrite(n(0.0), n(-1.0), n(0.0))).starts_with("seed is -1"));
    assert!(thrown(handwrite(n(0.0), n(1.0), n(f64::NAN))).starts_with("example is NaN"));
}
