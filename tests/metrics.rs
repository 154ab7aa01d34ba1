//! Calibration and report against sums done by hand.

use neuroglyph::metrics::{Calibration, ClassificationReport};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test(unsupported = test)]
fn the_calibration_error_is_the_mean_distance_of_the_bins() {
    let mut calibration = Calibration::default();
    // Ten at 0.9 of which eight are right, and ten at 0.6 of which six are.
    for index in 0..10 {
        calibration.add(0.9, index < 8);
        calibration.add(0.6, index < 6);
    }
    assert!((calibration.error() - (0.1 + 0.0) / 2.0).abs() < 1e-6);
    let bin = &calibration.bins[13];
    assert_eq!((bin.samples, bin.correct), (10, 8));
    assert!((bin.confidence() - 0.9).abs() < 1e-6);
    assert!((bin.accuracy() - 0.8).abs() < 1e-6);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_bin_holds_its_upper_edge() {
    let mut calibration = Calibration::default();
    for confidence in [0.0, 0.5, 1.0] {
        calibration.add(confidence, true);
    }
    let filled: Vec<usize> = (0..15)
        .filter(|bin| calibration.bins[*bin].samples > 0)
        .collect();
    assert_eq!(filled, [0, 7, 14]);
    assert!(Calibration::default().error().is_nan());
}

#[wasm_bindgen_test(unsupported = test)]
fn an_report_reads_the_largest_output() {
    let outputs = [0.7, 0.2, 0.1, 0.1, 0.3, 0.6, 0.4, 0.5, 0.1];
    let report = ClassificationReport::of(&outputs, &[0, 1, 1], 3).unwrap();
    assert_eq!(report.predicted, [0, 2, 1]);
    assert_eq!(report.confidences, [0.7, 0.6, 0.5]);
    assert_eq!(report.confusion.counts, [1, 0, 0, 0, 1, 1, 0, 0, 0]);
    assert!((report.accuracy - 2.0 / 3.0).abs() < 1e-9);
    let message = |outputs: &[f32], labels: &[u8]| {
        let refused = ClassificationReport::of(outputs, labels, 3).unwrap_err();
        refused.to_string()
    };
    assert_eq!(
        message(&[], &[]),
        "the batch is empty: give at least one image"
    );
    assert_eq!(
        message(&outputs, &[1]),
        "outputs: 9 values were given where 3, 3 a label, are needed"
    );
    assert_eq!(
        message(&outputs, &[0, 1, 3]),
        "label 2 is 3: labels are 0 to 2"
    );
}
