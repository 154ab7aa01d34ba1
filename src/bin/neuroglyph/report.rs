//! What `evaluate` prints.

use neuroglyph::metrics::{Confusion, Evaluation};
use serde::Serialize;

use crate::Result;

#[derive(Serialize)]
pub struct Report {
    /// Of the samples with a label, refused or not; null if there is none.
    pub accuracy: Option<f64>,
    pub loss: Option<f64>,
    /// The expected calibration error, 0..1.
    pub calibration_error: Option<f64>,
    pub samples: usize,
    /// Samples to which the network gave no answer.
    pub refused: usize,
    /// A row a written digit, a column a read one.
    pub confusion: Vec<Vec<u32>>,
}

impl Report {
    /// Of samples without a label, of which the network refused so many.
    pub fn unlabelled(samples: usize, refused: usize, classes: usize) -> Self {
        Self {
            accuracy: None,
            loss: None,
            calibration_error: None,
            samples,
            refused,
            confusion: table(&Confusion::new(classes)),
        }
    }

    pub fn print(&self, json: bool) -> Result<()> {
        if json {
            println!("{}", serde_json::to_string(self)?);
            return Ok(());
        }
        if let Some(accuracy) = self.accuracy {
            println!("accuracy {:.2} %", 100.0 * accuracy);
        }
        if let Some(loss) = self.loss {
            println!("loss {loss:.4}");
        }
        if let Some(error) = self.calibration_error {
            println!("expected calibration error {error:.4}");
        }
        let share = 100.0 * self.refused as f64 / self.samples.max(1) as f64;
        println!(
            "{} samples, {} refused ({share:.1} %)",
            self.samples, self.refused
        );
        println!("down: written, across: read");
        for (digit, row) in self.confusion.iter().enumerate() {
            let counts: Vec<String> = row.iter().map(|count| format!("{count:5}")).collect();
            println!("{digit:2} {}", counts.join(""));
        }
        Ok(())
    }
}

impl From<&Evaluation> for Report {
    fn from(evaluation: &Evaluation) -> Self {
        Self {
            accuracy: Some(evaluation.accuracy),
            loss: Some(evaluation.loss),
            calibration_error: Some(evaluation.calibration.error()),
            samples: evaluation.samples,
            refused: evaluation.refused,
            confusion: table(&evaluation.confusion),
        }
    }
}

fn table(confusion: &Confusion) -> Vec<Vec<u32>> {
    confusion.rows().map(<[u32]>::to_vec).collect()
}
