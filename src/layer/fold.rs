//! In a query a layer and the batch normalisation behind it are one layer with other weights: with
//! y = x · w + b and z = y · factor + offset, z = x · (w · factor) + (b · factor + offset).

use std::sync::OnceLock;

use super::{BatchNorm, Layer};

/// For each layer that a batch normalisation follows, the two as one: made by the first query after a change of
/// the parameters.
#[derive(Debug, Clone, Default)]
pub struct FoldedLayers(OnceLock<Vec<Option<Layer>>>);

impl FoldedLayers {
    /// To be called when a parameter has changed.
    pub fn expire(&mut self) {
        self.0.take();
    }

    /// For each of these layers, the layer with the normalisation behind it folded in, if there is one.
    pub fn of(&self, layers: &[Layer]) -> &[Option<Layer>] {
        self.0.get_or_init(|| {
            let next = layers.iter().skip(1).map(Some).chain([None]);
            let pairs = layers.iter().zip(next);
            let folded = pairs.map(|(layer, next)| match next {
                Some(Layer::BatchNorm(norm)) => folded(layer, norm),
                _ => None,
            });
            folded.collect()
        })
    }
}

/// The two as one, if the first is such that a normalisation can be folded into it.
fn folded(layer: &Layer, norm: &BatchNorm) -> Option<Layer> {
    let mut folded = match layer {
        Layer::Dense(dense) => Layer::Dense(dense.with_bias()),
        Layer::Conv(conv) => Layer::Conv(conv.with_bias()),
        _ => return None,
    };
    let line: Vec<(f32, f32)> = norm.as_line().collect();
    if let [weight, bias] = folded.parameters_mut() {
        for row in weight.value.rows_mut() {
            for (weight, (factor, _)) in row.iter_mut().zip(&line) {
                *weight *= factor;
            }
        }
        let biases = bias.value.row_mut(0).iter_mut();
        for (bias, (factor, offset)) in biases.zip(&line) {
            *bias = *bias * factor + offset;
        }
    }
    Some(folded)
}
