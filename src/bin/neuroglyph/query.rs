//! `query`: the probability of each digit for a picture.

use std::path::Path;

use neuroglyph::Network;
use neuroglyph::metrics::CONFIDENCE_THRESHOLD;
use neuroglyph::preprocess::preprocess_pixels;

use crate::Result;
use crate::output::print_line;

pub fn query(network: &Network, image: &Path) -> Result<()> {
    let picture = image::open(image).map_err(|error| format!("{}: {error}", image.display()))?;
    let picture = picture.to_rgba8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let Some(drawing) = preprocess_pixels(picture.as_raw(), width, height)? else {
        return Err(format!("{}: there is no ink in this picture", image.display()).into());
    };
    let outputs = network.query(&drawing.image)?;
    let best = outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for (digit, output) in outputs.iter().enumerate() {
        let suffix = if *output == best && best >= CONFIDENCE_THRESHOLD {
            " ←"
        } else {
            ""
        };
        print_line!("{digit}  {:6.2} %{suffix}", 100.0 * output)?;
    }
    if best < CONFIDENCE_THRESHOLD {
        print_line!("refused: no output reaches the threshold of {CONFIDENCE_THRESHOLD}")?;
    }
    Ok(())
}
