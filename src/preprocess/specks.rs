//! Specks: isolated ink that is no part of a digit, from dust and noise in a picture.

/// Connected ink that is less than this share of the largest connected ink is a speck.
const LEAST_SHARE: f32 = 0.005;

/// Removes the specks. values: [height, width], 0 for paper.
pub fn remove_specks(values: &mut [f32], width: usize) {
    let areas = find_areas(values, width);
    let largest = areas.iter().map(Vec::len).max().unwrap_or(0);
    for area in areas {
        if (area.len() as f32) < LEAST_SHARE * largest as f32 {
            area.into_iter().for_each(|index| values[index] = 0.0);
        }
    }
}

/// The pixels of each connected component of ink, with 8-connectivity.
fn find_areas(values: &[f32], width: usize) -> Vec<Vec<usize>> {
    let mut seen: Vec<bool> = values.iter().map(|value| *value == 0.0).collect();
    let mut areas = Vec::new();
    for start in 0..values.len() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let mut area = vec![start];
        let mut next = 0;
        while let Some(&index) = area.get(next) {
            next += 1;
            let (x, y) = (index % width, index / width);
            for y in y.saturating_sub(1)..=y + 1 {
                for x in x.saturating_sub(1)..(x + 2).min(width) {
                    let neighbour = y * width + x;
                    if seen.get(neighbour) == Some(&false) {
                        seen[neighbour] = true;
                        area.push(neighbour);
                    }
                }
            }
        }
        areas.push(area);
    }
    areas
}
