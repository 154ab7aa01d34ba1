//! `query`, `means` and `handwriting`.

use std::fs;

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
