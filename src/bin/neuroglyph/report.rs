//! The report that `evaluate` prints.

use neuroglyph::metrics::{Confusion, Evaluation};
use serde::Serialize;

use crate::Result;
use crate::output::print_line;

#[derive(Serialize)]
pub struct Report {
    /// The share of the samples with a label that are predicted right, refused or not; null without any label.
    pub accuracy: Option<f64>,
    /// The share of the numbers whose digits are all answered right singly; null of anything but numbers.
    pub digits_alone: Option<f64>,
    pub loss: Option<f64>,
    /// The expected calibration error, 0..1.
    pub calibration_error: Option<f64>,
    pub samples: usize,
    /// Samples whose outputs all lie below the confidence threshold; numbers with such a digit.
    pub refused: usize,
    /// A row for each label, a column for each prediction; null of numbers.
    pub confusion: Option<Vec<Vec<u32>>>,
}

impl Report {
    /// The report of samples without a label.
    pub fn unlabelled(samples: usize, refused: usize, classes: usize) -> Self {
        Self {
            accuracy: None,
            digits_alone: None,
            loss: None,
            calibration_error: None,
            samples,
            refused,
            confusion: Some(table(&Confusion::new(classes))),
        }
    }

    pub fn print(&self, json: bool) -> Result<()> {
        if json {
            print_line!("{}", serde_json::to_string(self)?)?;
            return Ok(());
        }
        if let Some(accuracy) = self.accuracy {
            print_line!("accuracy {:.2} %", 100.0 * accuracy)?;
        }
        if let Some(digits_alone) = self.digits_alone {
            print_line!("digits read singly: accuracy {:.2} %", 100.0 * digits_alone)?;
        }
        if let Some(loss) = self.loss {
            print_line!("loss {loss:.4}")?;
        }
        if let Some(error) = self.calibration_error {
            print_line!("expected calibration error {error:.4}")?;
        }
        let share = 100.0 * self.refused as f64 / self.samples.max(1) as f64;
        print_line!(
            "{} samples, {} refused ({share:.1} %)",
            self.samples,
            self.refused
        )?;
        if let Some(confusion) = &self.confusion {
            print_line!("rows: label, columns: prediction")?;
            for (digit, row) in confusion.iter().enumerate() {
                let counts: Vec<String> = row.iter().map(|count| format!("{count:5}")).collect();
                print_line!("{digit:2} {}", counts.join(""))?;
            }
        }
        Ok(())
    }
}

impl From<&Evaluation> for Report {
    fn from(evaluation: &Evaluation) -> Self {
        Self {
            accuracy: Some(evaluation.accuracy),
            digits_alone: None,
            loss: Some(evaluation.loss),
            calibration_error: Some(evaluation.calibration.error()),
            samples: evaluation.samples,
            refused: evaluation.refused,
            confusion: Some(table(&evaluation.confusion)),
        }
    }
}

fn table(confusion: &Confusion) -> Vec<Vec<u32>> {
    confusion.rows().map(<[u32]>::to_vec).collect()
}
