//! Lines of a ruling, a table or a frame: straight, nearly level or upright, and longer than any stroke of a digit. They
//! are found by a Hough transform (R. O. Duda and P. E. Hart, "Use of the Hough transformation to detect lines and curves
//! in pictures", 1972) of the short runs of ink across them, and removed but for the runs that a stroke makes longer.

use std::mem;

use super::paper::contrast;
use super::specks::find_pieces;
use crate::preprocess::grid::Grid;
use crate::preprocess::thin_pen::mean_width;

/// A line is at most this share of the picture's shorter side wide.
const WIDEST: f32 = 1.0 / 14.0;
/// Its pixels are at least so dark, and its edges reach so far beyond them.
const LEAST_INK: f32 = 0.1;
const EDGE: usize = 2;
/// Lines rise or fall by at most this much for each pixel along them, in so many steps to either side.
const STEEPEST: f32 = 0.15;
const SLOPES: i32 = 30;
/// Positions along the picture at which the transform looks for lines.
const SAMPLES: usize = 200;
/// A line is at least this share of the picture long, has gaps of at most this share, and covers so much of itself.
const SHORTEST: f32 = 0.25;
const LONGEST_GAP: f32 = 0.4;
const LEAST_COVERED: f32 = 0.5;
/// A run is the line's own if it is at most so many times as long as the usual one.
const OWN_RUN: f32 = 1.8;
/// And at most so many times as dark.
const OWN_DARKNESS: f32 = 1.6;
/// How far from a line its runs may be, and a line's end from what it ends at, as shares of the picture.
const WANDER: f32 = 0.004;
const END: f32 = 0.05;
/// The most lines each way.
const MOST_LINES: usize = 64;
/// A line is longer than any piece of what remains, by this factor, or by that where it touches none.
const LONGER: f32 = 1.15;
const LONGER_APART: f32 = 1.04;
/// What remains is a digit if it has a piece at least this share of a line long.
const LEAST_DIGIT: f32 = 0.1;
/// What remains is clear if it is at least so dark beside the larger part of it, and is taken to be at least so dark beside
/// the lines.
const CLEAR: f32 = 0.5;
const LEAST_DARKNESS: f32 = 0.2;
/// A line that is thinner than this share of the pen's width, or paler than this, is no stroke.
const THIN: f32 = 0.6;
const PALE: f32 = 0.6;

/// A line that was taken out of a grid.
struct Line {
    /// Its pixels: indices and values.
    pixels: Vec<(usize, f32)>,
    /// Its ends: [x, y].
    ends: [[f32; 2]; 2],
    /// Of most of its runs.
    width: f32,
    darkness: f32,
}

impl Line {
    fn length(&self) -> f32 {
        let [[x0, y0], [x1, y1]] = self.ends;
        (x1 - x0).hypot(y1 - y0)
    }

    /// Whether the point is as near to the line as an end may be.
    fn is_near(&self, [x, y]: [f32; 2], reach: f32) -> bool {
        let [[x0, y0], [x1, y1]] = self.ends;
        let (dx, dy) = (x1 - x0, y1 - y0);
        let along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
        let along = along.clamp(0.0, 1.0);
        (x - x0 - along * dx).hypot(y - y0 - along * dy) <= reach
    }
}

/// Removes the lines, unless nothing would remain.
pub fn remove_lines(grid: &mut Grid) {
    let level = take_level_lines(grid);
    transpose(grid);
    let mut upright = take_level_lines(grid);
    transpose(grid);
    for line in &mut upright {
        for (index, _) in &mut line.pixels {
            *index = *index % grid.height * grid.width + *index / grid.height;
        }
        for end in &mut line.ends {
            end.reverse();
        }
    }
    if level.is_empty() && upright.is_empty() {
        return;
    }
    // Lines may be darker than the ink.
    let darkness = contrast(&grid.values, 0.0).max(LEAST_DARKNESS);
    let clear = CLEAR * darkness;
    let pieces = find_pieces(grid, clear);
    let longest = pieces.iter().map(|piece| piece.extent()).max().unwrap_or(0) as f32;
    let pen = mean_width(grid);
    let is_longer = |line: &&Line| line.length() >= LONGER * longest;
    let is_ruled = level.iter().chain(&upright).filter(is_longer).count() >= 3;
    let is_line = |line: &Line, crossing: &[Line], is_level: bool| {
        // The stem of a digit that fills the picture reaches from side to side too.
        let is_unlike_a_stroke = line.width < THIN * pen || line.darkness < PALE * darkness;
        let may_touch = is_ruled || is_unlike_a_stroke;
        let (least, longer) = match (may_touch, touches(grid, line, clear)) {
            (true, true) => (LEAST_DIGIT, LONGER),
            (false, true) => return false,
            (_, false) => (LEAST_DIGIT, LONGER_APART),
        };
        let has_ends = has_ends(line, crossing, [grid.width, grid.height]);
        longest >= least * line.length()
            && line.length() >= longer * longest
            && (has_ends || is_ruled && is_level)
    };
    // A single upright line between lines of a ruling is a digit.
    let crossed: &[Line] = if upright.len() > 1 { &level } else { &[] };
    let mut stay = Vec::new();
    let mut is_lined = false;
    for (lines, crossing, is_level) in [(&level, &upright[..], true), (&upright, crossed, false)] {
        for line in lines {
            match is_line(line, crossing, is_level) {
                true => is_lined = true,
                false => stay.extend_from_slice(&line.pixels),
            }
        }
    }
    if is_lined && stay.is_empty() {
        for value in &mut grid.values {
            *value = (*value / darkness).min(1.0);
        }
    }
    for (index, value) in stay {
        grid.values[index] = value;
    }
}

/// Whether a line ends at the sides of the picture, or at lines that cross it.
fn has_ends(line: &Line, crossing: &[Line], size: [usize; 2]) -> bool {
    let size = size.map(|side| side as f32);
    let reach = END * size[0].max(size[1]);
    let is_end = |end: [f32; 2]| {
        let is_at_side = |axis: usize| end[axis] <= reach || end[axis] >= size[axis] - reach;
        is_at_side(0) || is_at_side(1) || crossing.iter().any(|line| line.is_near(end, reach))
    };
    line.ends.into_iter().all(is_end)
}

/// Whether a line that was taken out of the grid touches what remains there and is clear.
fn touches(grid: &Grid, line: &Line, clear: f32) -> bool {
    line.pixels.iter().any(|(index, _)| {
        let (x, y) = (index % grid.width, index / grid.width);
        let rows = y.saturating_sub(1)..(y + 2).min(grid.height);
        let mut rows = rows.map(|y| &grid.values[y * grid.width..][..grid.width]);
        rows.any(|row| {
            let columns = &row[x.saturating_sub(1)..(x + 2).min(grid.width)];
            columns.iter().any(|value| *value >= clear)
        })
    })
}

fn transpose(grid: &mut Grid) {
    let (width, height) = (grid.width, grid.height);
    let places = (0..width).flat_map(|x| (0..height).map(move |y| y * width + x));
    grid.values = places.map(|index| grid.values[index]).collect();
    (grid.width, grid.height) = (height, width);
}

/// Ink from `top` to before `bottom` in the column x.
#[derive(Clone, Copy)]
struct Run {
    x: usize,
    top: usize,
    bottom: usize,
}

impl Run {
    fn middle(&self) -> f32 {
        (self.top + self.bottom) as f32 / 2.0
    }

    fn length(&self) -> usize {
        self.bottom - self.top
    }
}

/// Takes the level lines out of the grid.
fn take_level_lines(grid: &mut Grid) -> Vec<Line> {
    let mut runs = find_runs(grid);
    let mut lines = Vec::new();
    for _ in 0..MOST_LINES {
        let Some(found) = strongest_line(&runs, grid.width, grid.height) else {
            break;
        };
        let (on_line, others) = follow(runs, found, grid.width);
        runs = others;
        if let Some(stretch) = longest_stretch(&on_line, grid.width) {
            lines.push(take(grid, stretch));
        }
    }
    lines
}

/// The runs that are short enough for a line, column by column.
fn find_runs(grid: &Grid) -> Vec<Run> {
    let side = grid.width.min(grid.height) as f32;
    let longest = (side * WIDEST).ceil() as usize;
    let mut runs = Vec::new();
    for x in 0..grid.width {
        let is_ink = |y: &usize| grid.values[y * grid.width + x] >= LEAST_INK;
        let mut bottom = 0;
        while let Some(top) = (bottom..grid.height).find(is_ink) {
            bottom = (top..grid.height)
                .find(|y| !is_ink(y))
                .unwrap_or(grid.height);
            if bottom - top <= longest {
                runs.push(Run { x, top, bottom });
            }
        }
    }
    runs
}

/// The slope of the line on which most runs lie, and its y at x = 0. None if they are too few.
fn strongest_line(runs: &[Run], width: usize, height: usize) -> Option<[f32; 2]> {
    let step = width.div_ceil(SAMPLES);
    // Lines can begin above the picture or below.
    let margin = (STEEPEST * width as f32).ceil();
    let mut counts = vec![0u32; height + 2 * margin as usize + 3];
    let (mut most, mut strongest) = (0, [0.0; 2]);
    for slope in -SLOPES..=SLOPES {
        let slope = slope as f32 / SLOPES as f32 * STEEPEST;
        counts.fill(0);
        for run in runs.iter().filter(|run| run.x % step == 0) {
            let start = run.middle() - slope * run.x as f32;
            counts[(start + margin) as usize + 1] += 1;
        }
        for (index, three) in counts.windows(3).enumerate() {
            let count = three.iter().sum();
            if count > most {
                most = count;
                strongest = [slope, index as f32 + 0.5 - margin];
            }
        }
    }
    let least = SHORTEST * LEAST_COVERED * (width / step) as f32;
    (most as f32 >= least).then_some(strongest)
}

/// Parts the runs into those on a line, one a column, and the others. The line may bend a little.
fn follow(runs: Vec<Run>, [slope, start]: [f32; 2], width: usize) -> (Vec<Run>, Vec<Run>) {
    let reach = 2.0 + WANDER * width as f32;
    let (mut on_line, mut others): (Vec<Run>, Vec<Run>) = (Vec::new(), Vec::new());
    let mut bend = 0.0;
    for run in runs {
        let distance = run.middle() - (start + slope * run.x as f32) - bend;
        let is_first = on_line.last().is_none_or(|last| last.x < run.x);
        if distance.abs() <= reach && is_first {
            bend += 0.1 * distance;
            on_line.push(run);
        } else {
            others.push(run);
        }
    }
    (on_line, others)
}

/// The longest part of a line without a long gap, if it is long enough for one.
fn longest_stretch(runs: &[Run], width: usize) -> Option<&[Run]> {
    let gap = (LONGEST_GAP * width as f32) as usize;
    let stretches = runs.chunk_by(|run, next| next.x - run.x <= gap);
    let length = |stretch: &&[Run]| stretch[stretch.len() - 1].x - stretch[0].x;
    let stretch = stretches.max_by_key(length)?;
    let length = length(&stretch) as f32;
    let is_line =
        length >= SHORTEST * width as f32 && stretch.len() as f32 >= LEAST_COVERED * length;
    is_line.then_some(stretch)
}

/// Takes the runs that are the line's own out of the grid.
fn take(grid: &mut Grid, runs: &[Run]) -> Line {
    let width = median(runs.iter().map(|run| run.length() as f32));
    let darkness = median(runs.iter().map(|run| darkest(grid, run)));
    let mut pixels = Vec::new();
    for run in runs {
        let is_own = run.length() as f32 <= OWN_RUN * width + 1.0
            && darkest(grid, run) <= OWN_DARKNESS * darkness;
        if is_own {
            for y in run.top.saturating_sub(EDGE)..(run.bottom + EDGE).min(grid.height) {
                let value = &mut grid.values[y * grid.width + run.x];
                if *value > 0.0 {
                    pixels.push((y * grid.width + run.x, mem::take(value)));
                }
            }
        }
    }
    let end = |run: &Run| [run.x as f32, run.middle()];
    Line {
        pixels,
        ends: [end(&runs[0]), end(&runs[runs.len() - 1])],
        width,
        darkness,
    }
}

fn darkest(grid: &Grid, run: &Run) -> f32 {
    let values = (run.top..run.bottom).map(|y| grid.values[y * grid.width + run.x]);
    values.fold(0.0, f32::max)
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}
