//! The ways of writing a digit, from what is common in European and American hands. None was
//! traced from any data.

use crate::dataset::pen::{Knot, c, p};

/// One way of writing a digit.
#[derive(Debug, PartialEq)]
pub struct Style {
    pub digit: u8,
    /// Unique among the styles of the digit.
    pub name: &'static str,
    pub(super) strokes: &'static [&'static [Knot]],
}

/// All styles, digit by digit.
pub fn styles() -> &'static [Style] {
    &STYLES
}

const fn style(digit: u8, name: &'static str, strokes: &'static [&'static [Knot]]) -> Style {
    Style {
        digit,
        name,
        strokes,
    }
}

#[rustfmt::skip]
const OVAL: &[Knot] = &[
    p(54, 2), p(24, 14), p(8, 52), p(24, 90), p(52, 98), p(80, 84), p(92, 48), p(78, 14), p(52, 3),
];
const PLAIN_7: &[Knot] = &[c(4, 5), c(92, 4), p(62, 46), p(42, 99)];
const SERIF_7: &[Knot] = &[c(6, 22), c(8, 5), c(92, 4), p(62, 44), p(44, 99)];
const CURLED_7: &[Knot] = &[
    p(4, 22),
    p(18, 4),
    p(48, 13),
    c(94, 3),
    p(62, 44),
    p(42, 99),
];
#[rustfmt::skip]
const BODY_5: &[Knot] = &[
    c(24, 4), c(18, 44), p(50, 36), p(84, 58), p(72, 90), p(40, 99), p(8, 88),
];
const BOWL_9: [Knot; 5] = [p(80, 22), p(52, 2), p(16, 24), p(36, 51), p(68, 40)];

#[rustfmt::skip]
const STYLES: [Style; 60] = [
    style(0, "oval", &[OVAL]),
    style(0, "clockwise", &[&[
        p(40, 4), p(78, 12), p(92, 50), p(72, 92), p(44, 98), p(16, 84), p(8, 46), p(24, 10), p(48, 3),
    ]]),
    style(0, "looped at the top", &[&[
        p(66, 10), p(40, 2), p(12, 32), p(14, 78), p(48, 99), p(84, 74), p(84, 30), p(58, 6), p(42, 14), p(66, 22),
    ]]),
    style(0, "open", &[&[
        p(62, 3), p(24, 12), p(8, 52), p(24, 90), p(52, 98), p(82, 82), p(92, 46), p(80, 18),
    ]]),
    style(0, "slashed", &[OVAL, &[c(90, 2), c(10, 98)]]),
    style(0, "slashed inside", &[OVAL, &[c(74, 24), c(26, 78)]]),

    style(1, "stick", &[&[c(50, 0), c(50, 99)]]),
    style(1, "curved stick", &[&[p(56, 0), p(46, 48), p(52, 99)]]),
    style(1, "flag", &[&[c(20, 26), c(56, 0), c(56, 99)]]),
    style(1, "long flag", &[&[c(2, 46), c(58, 0), c(58, 99)]]),
    style(1, "upstroke", &[&[c(-6, 74), p(26, 40), c(58, 0), c(58, 99)]]),
    style(1, "hooked flag", &[&[p(14, 26), p(38, 20), c(58, 0), c(54, 99)]]),
    style(1, "flag and foot", &[&[c(20, 24), c(54, 0), c(54, 98)], &[c(14, 98), c(94, 98)]]),
    style(1, "foot", &[&[c(50, 0), c(50, 98)], &[c(14, 98), c(86, 98)]]),

    style(2, "plain", &[&[
        p(10, 24), p(28, 5), p(60, 3), p(80, 24), p(64, 54), p(36, 78), c(8, 98), c(92, 98),
    ]]),
    style(2, "looped", &[&[
        p(12, 20), p(42, 2), p(76, 16), p(70, 48), p(40, 82), p(16, 96), p(6, 86), p(22, 78), p(54, 92), p(94, 94),
    ]]),
    style(2, "wavy foot", &[&[
        p(12, 22), p(42, 2), p(76, 20), p(56, 60), c(8, 97), p(36, 89), p(66, 99), p(96, 88),
    ]]),
    style(2, "angular", &[&[p(8, 10), p(40, 2), c(84, 8), c(8, 98), c(92, 98)]]),
    style(2, "hooked", &[&[
        p(26, 34), p(12, 22), p(34, 3), p(70, 8), p(78, 36), p(50, 70), c(6, 97), c(94, 95),
    ]]),

    style(3, "round", &[&[
        p(12, 14), p(42, 2), p(78, 18), p(66, 42), c(38, 48), p(76, 58), p(84, 80), p(50, 99), p(8, 88),
    ]]),
    style(3, "flat top", &[&[
        c(12, 4), c(82, 4), c(42, 42), p(78, 54), p(86, 78), p(50, 99), p(8, 88),
    ]]),
    style(3, "bracket", &[&[
        p(16, 3), p(60, 8), p(72, 30), c(54, 48), p(76, 66), p(66, 92), p(14, 98),
    ]]),
    style(3, "shallow bracket", &[&[
        p(10, 4), p(64, 8), p(78, 28), p(66, 49), p(82, 70), p(66, 94), p(8, 98),
    ]]),
    style(3, "looped", &[&[
        p(14, 12), p(46, 2), p(76, 18), p(58, 42), p(36, 52), p(30, 44), p(48, 43), p(82, 62), p(76, 88), p(44, 99), p(10, 86),
    ]]),

    style(4, "closed", &[&[c(60, 0), c(6, 64), c(94, 64)], &[c(62, 0), c(62, 99)]]),
    style(4, "open", &[&[c(24, 2), c(12, 56), c(92, 56)], &[c(66, 4), c(62, 99)]]),
    style(4, "round and open", &[&[p(22, 2), p(12, 40), p(30, 56), p(88, 52)], &[c(70, 4), c(64, 99)]]),
    style(4, "half stem", &[&[c(58, 0), c(8, 60), c(94, 60)], &[c(60, 34), c(56, 99)]]),
    style(4, "short bar", &[&[c(20, 4), c(14, 54), c(70, 54)], &[c(70, 6), c(66, 99)]]),
    style(4, "lightning", &[&[c(46, 0), c(6, 57), c(80, 50), c(64, 99)]]),
    style(4, "in one", &[&[c(18, 2), p(14, 38), p(38, 55), p(68, 42), c(76, 4), c(66, 99)]]),

    style(5, "hat last", &[BODY_5, &[c(24, 4), c(88, 3)]]),
    style(5, "hat apart", &[BODY_5, &[c(36, -3), c(94, -8)]]),
    style(5, "in one", &[&[
        c(86, 4), c(26, 4), c(18, 46), p(52, 38), p(86, 62), p(66, 95), p(8, 90),
    ]]),
    style(5, "like an S", &[&[
        p(88, 8), p(46, 3), p(18, 22), p(42, 45), p(78, 62), p(68, 93), p(10, 93),
    ]]),

    style(6, "plain", &[&[
        p(68, 2), p(32, 24), p(10, 62), p(24, 93), p(56, 98), p(84, 78), p(62, 56), p(30, 61), p(13, 76),
    ]]),
    style(6, "small loop", &[&[
        p(56, 0), p(32, 34), p(24, 70), p(34, 95), p(56, 98), p(66, 84), p(50, 74), p(30, 86),
    ]]),
    style(6, "large loop", &[&[
        p(62, 0), p(24, 34), p(8, 72), p(38, 99), p(86, 84), p(80, 50), p(42, 44), p(12, 68),
    ]]),
    style(6, "hooked", &[&[
        p(82, 14), p(62, 2), p(32, 18), p(10, 60), p(26, 95), p(62, 97), p(84, 76), p(58, 56), p(20, 70),
    ]]),
    style(6, "straight back", &[&[
        c(64, 0), p(16, 66), p(22, 92), p(52, 99), p(82, 80), p(62, 60), p(20, 78),
    ]]),

    style(7, "plain", &[PLAIN_7]),
    style(7, "crossed", &[PLAIN_7, &[c(26, 53), c(82, 50)]]),
    style(7, "crossed in one", &[&[
        c(6, 5), c(90, 4), p(56, 56), p(38, 97), p(20, 82), p(36, 58), p(84, 48),
    ]]),
    style(7, "bent", &[&[p(4, 10), p(40, 5), c(94, 4), p(78, 30), p(44, 62), p(34, 99)]]),
    style(7, "serif", &[SERIF_7]),
    style(7, "serif, crossed", &[SERIF_7, &[c(28, 52), c(84, 50)]]),
    style(7, "curled", &[CURLED_7]),
    style(7, "curled, crossed", &[CURLED_7, &[c(26, 54), c(84, 50)]]),

    style(8, "like an S", &[&[
        p(78, 14), p(50, 2), p(20, 20), p(46, 46), p(82, 72), p(50, 98), p(16, 74), p(48, 46), p(78, 24), p(70, 8),
    ]]),
    style(8, "clockwise", &[&[
        p(42, 3), p(78, 18), p(54, 46), p(18, 74), p(48, 98), p(84, 76), p(48, 46), p(20, 22), p(44, 3),
    ]]),
    style(8, "two circles", &[
        &[p(50, 2), p(24, 14), p(28, 40), p(52, 48), p(76, 36), p(74, 12), p(50, 3)],
        &[p(50, 48), p(18, 62), p(20, 90), p(50, 99), p(82, 88), p(80, 62), p(50, 49)],
    ]),
    style(8, "open", &[&[
        p(84, 10), p(46, 2), p(22, 22), p(50, 46), p(78, 72), p(48, 98), p(16, 76), p(46, 50), p(90, 8),
    ]]),

    style(9, "straight", &[&[BOWL_9[0], BOWL_9[1], BOWL_9[2], BOWL_9[3], BOWL_9[4], c(82, 6), c(76, 99)]]),
    style(9, "curled tail", &[&[
        BOWL_9[0], BOWL_9[1], BOWL_9[2], BOWL_9[3], BOWL_9[4], c(82, 8), p(82, 60), p(66, 92), p(36, 99), p(8, 88),
    ]]),
    style(9, "round", &[&[
        p(82, 26), p(52, 2), p(14, 24), p(32, 54), p(70, 46), p(84, 20), p(76, 64), p(36, 99),
    ]]),
    style(9, "round, curled tail", &[&[
        p(80, 26), p(50, 3), p(16, 24), p(36, 48), p(68, 38), p(83, 20), p(86, 54), p(70, 90), p(38, 99), p(6, 86),
    ]]),
    style(9, "clockwise, curled tail", &[&[
        p(76, 38), p(40, 46), p(16, 30), p(34, 6), p(70, 8), p(86, 40), p(72, 86), p(40, 99), p(6, 88),
    ]]),
    style(9, "clockwise, flat", &[&[
        p(66, 40), p(38, 42), p(20, 28), p(38, 6), p(72, 8), p(84, 44), p(70, 86), p(38, 98), p(8, 92),
    ]]),
    style(9, "in two", &[
        &[p(70, 8), p(38, 4), p(14, 26), p(36, 50), p(68, 40), p(76, 12), p(60, 4)],
        &[c(80, 6), c(74, 99)],
    ]),
    style(9, "hooked tail", &[&[
        BOWL_9[0], BOWL_9[1], BOWL_9[2], BOWL_9[3], BOWL_9[4], c(82, 8), p(78, 70), p(70, 96), p(54, 96),
    ]]),
];
