//! To answer, a layer and the batch normalisation behind it are one layer with other weights: with
//! y = x · w + b and z = y · factor + offset, z = x · (w · factor) + (b · factor + offset).

use super::{Layer, Mode};

/// For each layer that a normalisation follows, the two as one.
#[derive(Debug, Clone, Default)]
pub struct Folds {
    folded: Vec<Option<Layer>>,
    is_current: bool,
    /// (factor, offset) of the channels of the normalisation that is folded.
    line: Vec<(f32, f32)>,
}

impl Folds {
    /// To be called when a parameter has changed.
    pub fn expire(&mut self) {
        self.is_current = false;
    }

    /// Brings them up to date; only the first time this asks for memory.
    pub fn refresh(&mut self, layers: &[Layer]) {
        if self.is_current {
            return;
        }
        self.is_current = true;
        let next = layers.iter().skip(1).map(Some).chain([None]);
        self.folded.resize(layers.len(), None);
        for ((layer, next), folded) in layers.iter().zip(next).zip(&mut self.folded) {
            let Some(Layer::BatchNorm(norm)) = next else {
                continue;
            };
            if folded.is_none() {
                *folded = foldable(layer);
            }
            if let Some(folded) = folded {
                self.line.clear();
                self.line.extend(norm.as_line());
                fold(layer, &self.line, folded);
            }
        }
    }

    /// Makes room in them for what they remember of so many samples, if there is memory for it.
    #[must_use]
    pub fn set_rows(&mut self, rows: usize) -> bool {
        let mut folded = self.folded.iter_mut().flatten();
        folded.all(|layer| layer.set_rows(rows, Mode::Query))
    }

    /// The layer with this number and the normalisation behind it, if there is one.
    pub fn get(&mut self, layer: usize) -> Option<&mut Layer> {
        self.folded[layer].as_mut()
    }
}

/// A copy that has a bias in any case, of a layer that a normalisation can be folded into.
fn foldable(layer: &Layer) -> Option<Layer> {
    match layer {
        Layer::Dense(dense) => Some(Layer::Dense(dense.with_bias())),
        Layer::Conv(conv) => Some(Layer::Conv(conv.with_bias())),
        _ => None,
    }
}

fn fold(layer: &Layer, line: &[(f32, f32)], folded: &mut Layer) {
    let (weight, bias) = (&layer.parameters()[0].value, layer.parameters().get(1));
    if let [folded_weight, folded_bias] = folded.parameters_mut() {
        for (row, folded) in folded_weight.value.rows_mut().enumerate() {
            let weights = weight.row(row).iter().zip(line);
            for (folded, (weight, (factor, _))) in folded.iter_mut().zip(weights) {
                *folded = weight * factor;
            }
        }
        let folded = folded_bias.value.row_mut(0).iter_mut().enumerate();
        for ((channel, folded), (factor, offset)) in folded.zip(line) {
            let bias = bias.map_or(0.0, |bias| bias.value.row(0)[channel]);
            *folded = bias * factor + offset;
        }
    }
}
