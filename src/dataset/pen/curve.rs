//! A smooth curve through knots, and the points on it at which a pad reports the pen: centripetal
//! Catmull–Rom splines (E. Catmull and R. Rom, "A class of local interpolating splines", 1974;
//! C. Yuksel, S. Schaefer and J. Keyser, "Parameterization and applications of Catmull–Rom
//! curves", 2011).

use super::knot::Knot;
use crate::random::Random;

/// How a pen moves.
pub struct Pen {
    /// The tangents' length, 1 for Catmull and Rom's; above 1 curves bulge.
    pub roundness: f32,
    /// The same at corners, where 0 is sharp.
    pub softness: f32,
    /// Points of a stroke one unit long.
    pub points_per_unit: f32,
    /// The most points of a stroke, at least 2.
    pub most_points: usize,
    /// Standard deviation of each point, in units.
    pub tremor: f32,
}

type Vector = [f32; 2];

fn minus(a: Vector, b: Vector) -> Vector {
    [a[0] - b[0], a[1] - b[1]]
}

fn dot(a: Vector, b: Vector) -> f32 {
    a[0] * b[0] + a[1] * b[1]
}

/// The points of a stroke. They lie closer where knots do, and never quite regularly.
pub fn draw(knots: &[Knot], pen: &Pen, random: &mut Random) -> Vec<Vector> {
    let places: Vec<Vector> = knots.iter().map(|knot| [knot.x, knot.y]).collect();
    let tangents = tangents(knots, &places, pen);
    let mut points = Vec::new();
    for index in 1..places.len() {
        let (from, to) = (places[index - 1], places[index]);
        let chord = minus(to, from);
        let length = dot(chord, chord).sqrt();
        let interval = length.sqrt();
        let steps = (length * pen.points_per_unit).ceil().max(2.0);
        for step in 0..steps as usize {
            let early = random.uniform(0.0, 0.7);
            let t = if step == 0 {
                0.0
            } else {
                (step as f32 + early - 0.35) / steps
            };
            points.push(hermite(
                from,
                to,
                [index - 1, index].map(|i| tangents[i]),
                interval,
                t,
            ));
        }
    }
    points.extend(places.last());
    let mut points = thinned(points, pen.most_points);
    for value in points.iter_mut().flatten() {
        *value += pen.tremor * random.normal();
    }
    points
}

/// At most `most` of the points, evenly spaced, the first and the last among them.
fn thinned(points: Vec<Vector>, most: usize) -> Vec<Vector> {
    let last = points.len() - 1;
    if last < most {
        return points;
    }
    let kept = |index: usize| points[index * last / (most - 1)];
    (0..most).map(kept).collect()
}

/// The cubic from one point to another with these derivatives by a parameter that runs over the
/// interval, at the share t of it.
fn hermite(from: Vector, to: Vector, tangents: [Vector; 2], interval: f32, t: f32) -> Vector {
    let (t2, t3) = (t * t, t * t * t);
    let rise = 3.0 * t2 - 2.0 * t3;
    let (out, into) = (t3 - 2.0 * t2 + t, t3 - t2);
    [0, 1].map(|axis| {
        let slopes = out * tangents[0][axis] + into * tangents[1][axis];
        from[axis] * (1.0 - rise) + to[axis] * rise + interval * slopes
    })
}

/// The derivative at each knot by a parameter that grows with the root of the distance.
fn tangents(knots: &[Knot], places: &[Vector], pen: &Pen) -> Vec<Vector> {
    let last = places.len() - 1;
    let chord = |index: usize| minus(places[index + 1], places[index]);
    let interval = |index: usize| {
        let chord = chord(index);
        // Two equal knots would divide by 0.
        dot(chord, chord).sqrt().sqrt().max(1e-3)
    };
    let mut tangents = vec![[0.0; 2]; places.len()];
    for index in 1..last {
        let (before, after) = (interval(index - 1), interval(index));
        let (came, goes) = (chord(index - 1), chord(index));
        let length = if knots[index].corner {
            pen.softness
        } else {
            pen.roundness
        };
        tangents[index] = [0, 1].map(|axis| {
            let whole = (came[axis] + goes[axis]) / (before + after);
            length * (came[axis] / before - whole + goes[axis] / after)
        });
    }
    // The tangent at an end is the neighbour's, mirrored, as on an arc of a circle; at a corner the curve begins
    // straight.
    for (end, neighbour, chord) in [(0, 1, chord(0)), (last, last - 1, chord(last - 1))] {
        let along = dot(tangents[neighbour], chord) / dot(chord, chord).max(1e-6);
        if !knots[end].corner {
            tangents[end] =
                [0, 1].map(|axis| 2.0 * along * chord[axis] - tangents[neighbour][axis]);
        }
    }
    tangents
}
