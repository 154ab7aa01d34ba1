//! `query`, `means` and `handwriting`.

use std::fs;
use std::path::Path;

use super::{MODEL, folder, neuroglyph, printed, refusal};

#[test]
fn a_picture_is_read() {
    let folder = folder("query");
    let file = folder.join("one.png");
    let picture = image::GrayImage::from_fn(90, 120, |x, y| {
        let inked = (40..52).contains(&x) && (15..105).contains(&y);
        image::Luma([if inked { 30 } else { 220 }])
    });
    picture.save(&file).unwrap();
    let output = neuroglyph(&["query", MODEL, file.to_str().unwrap()]);
    let marked: Vec<&str> = printed(&output)
        .lines()
        .filter(|line| line.ends_with('←'))
        .collect();
    assert_eq!(marked.len(), 1);
    assert!(marked[0].starts_with("1 "), "{marked:?}");

    image::GrayImage::new(5, 5).save(&file).unwrap();
    let output = neuroglyph(&["query", MODEL, file.to_str().unwrap()]);
    assert!(refusal(&output).contains("there is no ink in this picture"));
    let output = neuroglyph(&["query", MODEL, "Cargo.toml"]);
    assert!(refusal(&output).starts_with("neuroglyph: Cargo.toml: "));
}

/// A one, upright.
fn one() -> image::RgbImage {
    image::RgbImage::from_fn(90, 120, |x, y| {
        let inked = (40..52).contains(&x) && (15..105).contains(&y);
        image::Rgb([if inked { 30 } else { 220 }; 3])
    })
}

fn assert_reads_one(file: &Path) {
    let output = neuroglyph(&["query", MODEL, file.to_str().unwrap()]);
    let mut lines = printed(&output).lines();
    let marked = lines.find(|line| line.ends_with('←'));
    assert!(
        marked.is_some_and(|line| line.starts_with("1 ")),
        "{}: {marked:?}",
        file.display()
    );
}

#[test]
fn a_picture_is_read_by_what_it_holds() {
    use image::ImageFormat::{Bmp, Gif, Jpeg, Png, Tiff, WebP};
    let folder = folder("formats");
    for (format, name) in [
        (Png, "one"),
        (Png, "png.jpg"),
        (Jpeg, "jpeg.png"),
        (WebP, "one.webp"),
        (Gif, "one.gif"),
        (Bmp, "one.bmp"),
        (Tiff, "one.tiff"),
    ] {
        let file = folder.join(name);
        one().save_with_format(&file, format).unwrap();
        assert_reads_one(&file);
    }
}

#[test]
fn a_picture_that_a_camera_stores_turned_is_read_upright() {
    let file = folder("turned").join("one.jpg");
    // How the picture is to be turned to be upright, and what that is called in EXIF.
    let turned = [
        (one(), 1),
        (image::imageops::rotate270(&one()), 6),
        (image::imageops::rotate90(&one()), 8),
    ];
    for (picture, orientation) in turned {
        let mut jpeg = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut jpeg);
        // One entry, 0x0112, of one SHORT.
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        image::ImageEncoder::set_exif_metadata(&mut encoder, exif).unwrap();
        encoder.encode_image(&picture).unwrap();
        fs::write(&file, jpeg).unwrap();
        assert_reads_one(&file);
    }
}

#[test]
fn means_writes_the_file_that_is_shipped() {
    let out = folder("means").join("means");
    printed(&neuroglyph(&["means", "--out", out.to_str().unwrap()]));
    assert_eq!(
        fs::read(out).unwrap(),
        fs::read("pretrained/means-idx3-ubyte").unwrap()
    );
}

/// That the sheet has these rows, none of them without ink.
fn check_sheet(command: &str, names: &[String]) {
    let out = folder(command).join("sheet.png");
    let output = neuroglyph(&[command, "--out", out.to_str().unwrap()]);
    let rows: Vec<&str> = printed(&output).lines().collect();
    assert_eq!(rows.len(), names.len());
    for (row, name) in rows.iter().zip(names) {
        assert!(row.ends_with(&format!(": {name}")), "{row}, {name}");
    }
    let picture = image::open(&out).unwrap().to_luma8();
    let (columns, height) = (16, names.len() as u32 * 64 + 8);
    assert_eq!(picture.dimensions(), (columns * 64 + 8, height));
    let is_inked = |(_, _, dot): &(u32, u32, &image::Luma<u8>)| dot.0[0] < 128;
    let inked = picture.enumerate_pixels().filter(is_inked);
    let rows: std::collections::HashSet<u32> = inked.map(|(_, y, _)| (y - 8) / 64).collect();
    assert_eq!(rows.len(), names.len());
}

#[test]
fn a_sheet_of_handwriting_has_a_row_a_style() {
    let styles = neuroglyph::dataset::handwriting::styles().iter();
    let names: Vec<String> = styles
        .map(|style| format!("{}, {}", style.digit, style.name))
        .collect();
    check_sheet("handwriting", &names);
}

#[test]
fn a_sheet_of_non_digits_has_a_row_a_kind() {
    let kinds = neuroglyph::dataset::non_digits::kinds();
    let names: Vec<String> = kinds.map(|kind| kind.name.to_owned()).collect();
    check_sheet("non-digits", &names);
}
