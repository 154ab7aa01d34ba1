//! Renders a scene: what reflects light, the light, and the camera.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, blur, resize};
use image::{ImageBuffer, Luma, Rgb, RgbImage};

use super::random::Random;
use super::scene::{Colour, Scene};

/// The side of MNIST's images.
const SIDE: u32 = 28;
/// A pixel of MNIST's images is enlarged by this before its strokes get sharp edges.
const ENLARGED: u32 = 8;

/// A picture in decimals, 0..1.
type Picture = ImageBuffer<Rgb<f32>, Vec<f32>>;

/// The photograph of a digit of MNIST's, 28 × 28 grey levels.
pub fn render(digit: &[u8], scene: &Scene, random: &mut Random) -> RgbImage {
    let ink = Ink::new(digit, scene);
    let dust = dust(scene, random);
    let (width, height) = (scene.width as u32, scene.height as u32);
    let sheet = Picture::from_fn(width, height, |x, y| {
        let point = [x as f32 + 0.5, y as f32 + 0.5];
        let speck = dust
            .iter()
            .map(|([x, y], size)| cover(size - (x - point[0]).hypot(y - point[1])));
        let ink = ink.at(point).max(speck.fold(0.0, f32::max));
        let light = light(scene, point);
        Rgb(mix(paper(scene, point), scene.ink, ink).map(|channel| channel * light))
    });
    let seen = blur(&sheet, scene.blur.max(0.1));
    let exposed = RgbImage::from_fn(width, height, |x, y| {
        let Rgb(colour) = seen.get_pixel(x, y);
        let shared = 0.8 * random.normal();
        Rgb(colour.map(|channel| {
            let grain = scene.grain * (shared + 0.6 * random.normal());
            (255.0 * (channel + grain)).round().clamp(0.0, 255.0) as u8
        }))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, scene.jpeg)
        .encode_image(&exposed)
        .expect("an encoder that writes to memory");
    let jpeg = image::load(Cursor::new(bytes), image::ImageFormat::Jpeg);
    jpeg.expect("it was just encoded").into_rgb8()
}

/// The digit's strokes with sharp edges, where the scene has them.
struct Ink {
    enlarged: ImageBuffer<Luma<f32>, Vec<f32>>,
    /// The enlarged digit's pixels for one of the scene, and where its middle lies in both.
    scale: f32,
    middle: [f32; 2],
    place: [f32; 2],
    edge: f32,
}

impl Ink {
    fn new(digit: &[u8], scene: &Scene) -> Self {
        let inked = |index: &usize| digit[*index] > 0;
        let side = SIDE as usize;
        let columns = (0..side * side).filter(inked).map(|index| index % side);
        let rows = (0..side * side).filter(inked).map(|index| index / side);
        let span = |low: Option<usize>, high: Option<usize>| {
            let (low, high) = (low.unwrap_or(0) as f32, high.unwrap_or(0) as f32 + 1.0);
            (high - low, (high + low) / 2.0)
        };
        let (across, x) = span(columns.clone().min(), columns.max());
        let (down, y) = span(rows.clone().min(), rows.max());
        let small = ImageBuffer::from_fn(SIDE, SIDE, |x, y| {
            Luma([f32::from(digit[(y * SIDE + x) as usize]) / 255.0])
        });
        let size = SIDE * ENLARGED;
        Self {
            enlarged: resize(&small, size, size, FilterType::CatmullRom),
            scale: across.max(down) / scene.digit * ENLARGED as f32,
            middle: [x, y].map(|middle| middle * ENLARGED as f32),
            place: scene.middle,
            edge: scene.edge,
        }
    }

    /// How much of a pixel the ink covers.
    fn at(&self, point: [f32; 2]) -> f32 {
        let [x, y] = [0, 1]
            .map(|axis| (point[axis] - self.place[axis]) * self.scale + self.middle[axis] - 0.5);
        let limit = (SIDE * ENLARGED - 2) as f32;
        if x < 0.0 || y < 0.0 || x > limit || y > limit {
            return 0.0;
        }
        let (column, row) = (x as u32, y as u32);
        let (right, down) = (x.fract(), y.fract());
        let value = |x, y| self.enlarged.get_pixel(x, y).0[0];
        let upper = value(column, row) * (1.0 - right) + value(column + 1, row) * right;
        let lower = value(column, row + 1) * (1.0 - right) + value(column + 1, row + 1) * right;
        let value = upper * (1.0 - down) + lower * down;
        // From paper to ink over a ninth of a stroke's width.
        cover((value - self.edge) * 4.0)
    }
}

/// The share of a pixel that lies within an edge, which is so far from its middle.
fn cover(distance: f32) -> f32 {
    (distance + 0.5).clamp(0.0, 1.0)
}

fn mix(from: Colour, to: Colour, share: f32) -> Colour {
    [0, 1, 2].map(|channel| from[channel] + (to[channel] - from[channel]) * share)
}

/// Paper with what is printed on it, or the desk beside it.
fn paper(scene: &Scene, point: [f32; 2]) -> Colour {
    let size = [scene.width as f32, scene.height as f32];
    // Turned around the picture's middle.
    let [x, y] = [0, 1].map(|axis| point[axis] - size[axis] / 2.0);
    let (sin, cos) = scene.tilt.sin_cos();
    let x_turned = x * cos + y * sin + size[0] / 2.0;
    let y_turned = y * cos - x * sin + size[1] / 2.0;
    let mut colour = scene.paper;
    if let Some(ruling) = &scene.ruling {
        let line = |along: f32| {
            let from_line = (along - ruling.start).rem_euclid(ruling.spacing);
            let distance = from_line.min(ruling.spacing - from_line);
            cover(ruling.width / 2.0 - distance)
        };
        let upright = if ruling.is_squared {
            line(x_turned)
        } else {
            0.0
        };
        colour = mix(colour, ruling.colour, line(y_turned).max(upright));
    }
    if let Some(cell) = &scene.cell {
        let [left, top, right, bottom] = cell.sides;
        let line = |along: f32, at: f32| cover(cell.width / 2.0 - (along - at).abs());
        let lines = [
            line(x_turned, left),
            line(x_turned, right),
            line(y_turned, top),
            line(y_turned, bottom),
        ];
        colour = mix(colour, cell.colour, lines.into_iter().fold(0.0, f32::max));
    }
    if let Some((depth, side)) = scene.desk {
        let inside = [x_turned, y_turned, size[0] - x_turned, size[1] - y_turned][side];
        colour = mix(colour, [0.2, 0.14, 0.1], cover(depth - inside));
    }
    colour
}

/// How much light falls on a point.
fn light(scene: &Scene, point: [f32; 2]) -> f32 {
    let size = [scene.width as f32, scene.height as f32];
    // From the middle: −1 to 1 across and down.
    let [x, y] = [0, 1].map(|axis| 2.0 * point[axis] / size[axis] - 1.0);
    let (sin, cos) = scene.gradient_angle.sin_cos();
    let along = (x * cos + y * sin) / (sin.abs() + cos.abs());
    let gradient = 1.0 - scene.gradient * (along + 1.0) / 2.0;
    let vignette = 1.0 - scene.vignette * (x * x + y * y) / 2.0;
    let shadow = scene.shadow.as_ref().map_or(1.0, |shadow| {
        let (sin, cos) = shadow.angle.sin_cos();
        let distance = (point[0] - shadow.point[0]) * cos + (point[1] - shadow.point[1]) * sin;
        let lit = 1.0 / (1.0 + (-4.0 * distance / shadow.softness).exp());
        shadow.light + (1.0 - shadow.light) * lit
    });
    gradient * vignette * shadow
}

/// Specks of dust, beside the digit and on it: where, and how large.
fn dust(scene: &Scene, random: &mut Random) -> Vec<([f32; 2], f32)> {
    let size = [scene.width as f32, scene.height as f32];
    let largest = 0.012 * scene.digit;
    (0..scene.dust)
        .map(|_| {
            let point = size.map(|length| random.uniform(0.0, length));
            (point, random.uniform(0.3 * largest, largest).max(0.7))
        })
        .collect()
}
