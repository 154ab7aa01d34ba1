//! Templates of letters and signs.

use crate::dataset::pen::Knot;

#[derive(Debug)]
pub struct Template {
    pub name: &'static str,
    pub strokes: &'static [&'static [Knot]],
}

pub const fn template(name: &'static str, strokes: &'static [&'static [Knot]]) -> Template {
    Template { name, strokes }
}
