//! Pieces of ink that are no part of a digit: specks of dust and noise, what is faint, and what lies beside the sheet.

use super::paper::Paper;
use crate::preprocess::connected::ConnectedInk;
use crate::preprocess::grid::Grid;

/// A piece that is nowhere darker than this is no ink.
const LEAST_INK: f32 = 0.4;
/// A piece with less than this share of the pixels of the largest is a speck.
const LEAST_SHARE: f32 = 0.005;
/// So is one, outside the box of the others, that is shorter than this share of the longest.
const LEAST_EXTENT: f32 = 0.08;
/// A piece at a side of uneven paper is no part of a digit if it covers this share of that side, or is shorter than this
/// share of the longest that lies inside, and that has this share of the longer side.
const BESIDE_SHEET: f32 = 0.25;
const SHORT_MARK: f32 = 0.6;
const SHALLOW_MARK: f32 = 0.06;
const LEAST_DIGIT: f32 = 0.12;

/// Connected ink.
pub struct Piece {
    /// Indices of its pixels.
    pub pixels: Vec<u32>,
    /// The box of those that are clear, if there are any.
    pub left: usize,
    pub right: usize,
    pub top: usize,
    pub bottom: usize,
}

impl Piece {
    fn new(pixels: Vec<u32>, grid: &Grid) -> Self {
        let mut piece = Self {
            pixels: Vec::new(),
            left: grid.width,
            right: 0,
            top: usize::MAX,
            bottom: 0,
        };
        let indices = pixels.iter().map(|index| *index as usize);
        for index in indices.filter(|index| grid.values[*index] >= LEAST_INK) {
            let (x, y) = (index % grid.width, index / grid.width);
            piece.left = piece.left.min(x);
            piece.right = piece.right.max(x);
            piece.top = piece.top.min(y);
            piece.bottom = piece.bottom.max(y);
        }
        Self { pixels, ..piece }
    }

    /// The longer side of its box.
    pub fn extent(&self) -> usize {
        (self.right - self.left).max(self.bottom - self.top) + 1
    }
}

/// Removes pieces that are small beside the largest.
pub fn remove_specks(grid: &mut Grid) {
    let pieces = find_pieces(grid, f32::MIN_POSITIVE);
    let most = pieces.iter().map(|piece| piece.pixels.len()).max();
    let least = LEAST_SHARE * most.unwrap_or(0) as f32;
    for piece in &pieces {
        if (piece.pixels.len() as f32) < least {
            erase(grid, piece);
        }
    }
}

/// Removes pieces that are faint, and short ones beside the others.
pub fn remove_stray_ink(grid: &mut Grid) {
    let pieces = clear_pieces(grid);
    let longest = pieces.iter().map(Piece::extent).max();
    let shortest = LEAST_EXTENT * longest.unwrap_or(0) as f32;
    let is_long = |piece: &&Piece| piece.extent() as f32 >= shortest;
    let mut long = pieces.iter().filter(is_long);
    let Some(first) = long.next() else { return };
    let start = [first.left, first.right, first.top, first.bottom];
    let [left, right, top, bottom] = long.fold(start, |[left, right, top, bottom], piece| {
        [
            left.min(piece.left),
            right.max(piece.right),
            top.min(piece.top),
            bottom.max(piece.bottom),
        ]
    });
    let is_inside = |piece: &Piece| {
        left <= piece.left && piece.right <= right && top <= piece.top && piece.bottom <= bottom
    };
    for piece in &pieces {
        if !is_inside(piece) {
            erase(grid, piece);
        }
    }
}

/// Removes what lies at a side of the picture, or in a corner, and is no digit that is cut off there, if there is a digit
/// besides.
pub fn remove_border_marks(grid: &mut Grid, paper: Paper) {
    let pieces = clear_pieces(grid);
    let (width, height) = (grid.width, grid.height);
    let is_at_side = |piece: &Piece| sides(piece, width, height).contains(&true);
    let (at_side, inside): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(is_at_side);
    let longest = inside.iter().map(Piece::extent).max().unwrap_or(0) as f32;
    if longest < LEAST_DIGIT * width.max(height) as f32 {
        return;
    }
    for piece in at_side {
        let [left, right, top, bottom] = sides(&piece, width, height);
        let is_in_corner = (left || right) && (top || bottom);
        let depth = match (left || right, top || bottom) {
            (true, false) => piece.right - piece.left + 1,
            (false, true) => piece.bottom - piece.top + 1,
            _ => 0,
        };
        let covers = |is_at_side: &dyn Fn(usize, usize) -> bool, side: usize| {
            let at = |index: &&u32| is_at_side(**index as usize % width, **index as usize / width);
            piece.pixels.iter().filter(at).count() as f32 >= BESIDE_SHEET * side as f32
        };
        let is_mark = || {
            is_in_corner
                || (piece.extent() as f32) < SHORT_MARK * longest
                || covers(&|x, _| x == 0 || x + 1 == width, height)
                || covers(&|_, y| y == 0 || y + 1 == height, width)
        };
        if (depth as f32) < SHALLOW_MARK * longest || paper == Paper::Uneven && is_mark() {
            erase(grid, &piece);
        }
    }
}

/// Whether a piece lies at the left, right, upper and lower side of the picture.
fn sides(piece: &Piece, width: usize, height: usize) -> [bool; 4] {
    [
        piece.left == 0,
        piece.right + 1 == width,
        piece.top == 0,
        piece.bottom + 1 == height,
    ]
}

/// The pieces that are somewhere clear; the others are removed.
fn clear_pieces(grid: &mut Grid) -> Vec<Piece> {
    let (clear, faint): (Vec<_>, Vec<_>) = find_pieces(grid, f32::MIN_POSITIVE)
        .into_iter()
        .partition(|piece| piece.left <= piece.right);
    faint.iter().for_each(|piece| erase(grid, piece));
    clear
}

fn erase(grid: &mut Grid, piece: &Piece) {
    for index in &piece.pixels {
        grid.values[*index as usize] = 0.0;
    }
}

/// The connected pixels that are at least so dark, and no paper.
pub fn find_pieces(grid: &Grid, least: f32) -> Vec<Piece> {
    ConnectedInk::of(grid, least)
        .map(|pixels| Piece::new(pixels, grid))
        .collect()
}
