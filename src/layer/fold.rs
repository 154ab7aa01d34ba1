//! To answer, a layer and the batch normalisation behind it are one layer with other weights: with
//! y = x · w + b and z = y · factor + offset, z = x · (w · factor) + (b · factor + offset).

use super::{BatchNorm, Layer};

/// For each layer that a normalisation follows, the two as one.
#[derive(Debug, Clone, Default)]
pub struct Folds {
    folded: Vec<Option<Layer>>,
    is_current: bool,
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
            if let Some(Layer::BatchNorm(norm)) = next
                && let Layer::Dense(_) | Layer::Conv(_) = layer
            {
                fold(layer, norm, folded.get_or_insert_with(|| with_bias(layer)));
            }
        }
    }

    /// The layer with this number and the normalisation behind it, if there is one.
    pub fn get(&mut self, layer: usize) -> Option<&mut Layer> {
        self.folded[layer].as_mut()
    }
}

/// A copy that has a bias in any case.
fn with_bias(layer: &Layer) -> Layer {
    match layer {
        Layer::Dense(dense) => Layer::Dense(dense.with_bias()),
        Layer::Conv(conv) => Layer::Conv(conv.with_bias()),
        other => other.clone(),
    }
}

fn fold(layer: &Layer, norm: &BatchNorm, folded: &mut Layer) {
    let (weight, bias) = (&layer.parameters()[0].value, layer.parameters().get(1));
    if let [folded_weight, folded_bias] = folded.parameters_mut() {
        for (row, folded) in folded_weight.value.rows_mut().enumerate() {
            let weights = weight.row(row).iter().zip(norm.as_line());
            for (folded, (weight, (factor, _))) in folded.iter_mut().zip(weights) {
                *folded = weight * factor;
            }
        }
        let folded = folded_bias.value.row_mut(0).iter_mut().enumerate();
        for ((channel, folded), (factor, offset)) in folded.zip(norm.as_line()) {
            let bias = bias.map_or(0.0, |bias| bias.value.row(0)[channel]);
            *folded = bias * factor + offset;
        }
    }
}
