//! What a photograph shows, and how it was taken: drawn at random for each kind of photograph.

use super::random::Random;

/// The kinds of photographs: each has one difficulty, the last all of them by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Gradient,
    Vignette,
    Shadow,
    Ruled,
    Squared,
    Cell,
    Desk,
    ColouredInk,
    ColouredPaper,
    Chalk,
    Pencil,
    ThinPen,
    BroadPen,
    OutOfFocus,
    Grain,
    Jpeg,
    Dust,
    Small,
    Mixed,
}

pub const KINDS: [Kind; 20] = [
    Kind::Plain,
    Kind::Gradient,
    Kind::Vignette,
    Kind::Shadow,
    Kind::Ruled,
    Kind::Squared,
    Kind::Cell,
    Kind::Desk,
    Kind::ColouredInk,
    Kind::ColouredPaper,
    Kind::Chalk,
    Kind::Pencil,
    Kind::ThinPen,
    Kind::BroadPen,
    Kind::OutOfFocus,
    Kind::Grain,
    Kind::Jpeg,
    Kind::Dust,
    Kind::Small,
    Kind::Mixed,
];

impl Kind {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Plain => "plain paper",
            Kind::Gradient => "light from one side",
            Kind::Vignette => "dark corners",
            Kind::Shadow => "a shadow's edge",
            Kind::Ruled => "ruled paper",
            Kind::Squared => "squared paper",
            Kind::Cell => "a table's cell",
            Kind::Desk => "a dark desk beside the sheet",
            Kind::ColouredInk => "coloured ink",
            Kind::ColouredPaper => "ink and paper equally bright",
            Kind::Chalk => "light on dark",
            Kind::Pencil => "a pale pencil",
            Kind::ThinPen => "a thin pen",
            Kind::BroadPen => "a broad pen",
            Kind::OutOfFocus => "out of focus",
            Kind::Grain => "grain",
            Kind::Jpeg => "a poor JPEG",
            Kind::Dust => "dust",
            Kind::Small => "a small digit on a large sheet",
            Kind::Mixed => "several of these",
        }
    }
}

/// A colour: red, green and blue, 0..1.
pub type Colour = [f32; 3];

/// Lengths are in pixels, angles in radians.
pub struct Scene {
    pub width: usize,
    pub height: usize,
    pub paper: Colour,
    pub ink: Colour,
    /// The longer side of the digit's box, and the middle of that.
    pub digit: f32,
    pub middle: [f32; 2],
    /// The grey level of the enlarged digit at the edge of its strokes: the lower, the broader the pen.
    pub edge: f32,
    /// Of ruling, frame and shadow.
    pub tilt: f32,
    /// The light's falling off across the picture, and its direction.
    pub gradient: f32,
    pub gradient_angle: f32,
    /// The light that the corners lack.
    pub vignette: f32,
    pub shadow: Option<Shadow>,
    pub ruling: Option<Ruling>,
    /// The edges of a table's cell: left, top, right and bottom.
    pub cell: Option<Cell>,
    /// How much of the picture lies beside the sheet, and on which side of four.
    pub desk: Option<(f32, usize)>,
    pub dust: usize,
    /// Standard deviations.
    pub blur: f32,
    pub grain: f32,
    pub jpeg: u8,
}

pub struct Shadow {
    /// Of the shadow's edge.
    pub angle: f32,
    pub point: [f32; 2],
    /// The light that is left.
    pub light: f32,
    pub softness: f32,
}

pub struct Ruling {
    pub spacing: f32,
    pub start: f32,
    pub width: f32,
    pub colour: Colour,
    pub is_squared: bool,
}

pub struct Cell {
    pub sides: [f32; 4],
    pub width: f32,
    pub colour: Colour,
}

const INKS: [Colour; 4] = [
    [0.08, 0.08, 0.1],
    [0.1, 0.15, 0.45],
    [0.2, 0.2, 0.22],
    [0.05, 0.1, 0.3],
];

/// Ink and paper of nearly the same brightness, and inks on black.
const EQUALLY_BRIGHT: [(Colour, Colour); 6] = [
    ([0.9, 0.15, 0.15], [0.1, 0.5, 0.15]),
    ([0.1, 0.5, 0.15], [0.9, 0.15, 0.15]),
    ([0.95, 0.05, 0.05], [0.33, 0.33, 0.33]),
    ([0.15, 0.2, 0.95], [0.0, 0.0, 0.0]),
    ([0.15, 0.5, 0.95], [0.55, 0.45, 0.3]),
    ([0.75, 0.2, 0.7], [0.2, 0.5, 0.5]),
];

impl Scene {
    pub fn of(kind: Kind, random: &mut Random) -> Self {
        let mut scene = Self::plain(random);
        match kind {
            Kind::Mixed => {
                let light = [Kind::Gradient, Kind::Vignette, Kind::Shadow];
                let sheet = [Kind::Plain, Kind::Ruled, Kind::Squared, Kind::Cell];
                let ink = [Kind::Plain, Kind::ColouredInk, Kind::Pencil, Kind::ThinPen];
                let camera = [Kind::OutOfFocus, Kind::Grain, Kind::Jpeg, Kind::Dust];
                for kinds in [&light[..], &sheet, &ink, &camera] {
                    scene.add(kinds[random.below(kinds.len())], random);
                }
            }
            kind => scene.add(kind, random),
        }
        scene
    }

    /// A digit somewhere on white paper, well photographed.
    fn plain(random: &mut Random) -> Self {
        let height = random.uniform(240.0, 420.0);
        let width = height * random.uniform(0.8, 1.4);
        let digit = height.min(width) * random.uniform(0.3, 0.7);
        let place = |random: &mut Random, length: f32| {
            let room = 0.5 * length - 0.6 * digit;
            0.5 * length + room * random.uniform(-0.8, 0.8)
        };
        let brightness = random.uniform(0.8, 0.98);
        let tint = [1.0, random.uniform(0.95, 1.0), random.uniform(0.85, 1.0)];
        Self {
            width: width as usize,
            height: height as usize,
            paper: tint.map(|tint| tint * brightness),
            ink: INKS[random.below(INKS.len())],
            digit,
            middle: [place(random, width), place(random, height)],
            edge: random.uniform(0.35, 0.5),
            tilt: random.uniform(-0.04, 0.04),
            gradient: 0.0,
            gradient_angle: random.uniform(0.0, std::f32::consts::TAU),
            vignette: 0.0,
            shadow: None,
            ruling: None,
            cell: None,
            desk: None,
            dust: 0,
            blur: random.uniform(0.4, 1.0),
            grain: random.uniform(0.003, 0.012),
            jpeg: 92,
        }
    }

    fn add(&mut self, kind: Kind, random: &mut Random) {
        let (width, height) = (self.width as f32, self.height as f32);
        let side = width.min(height);
        match kind {
            Kind::Plain | Kind::Mixed => {}
            Kind::Gradient => self.gradient = random.uniform(0.3, 0.65),
            Kind::Vignette => self.vignette = random.uniform(0.3, 0.6),
            Kind::Shadow => {
                let [x, y] = self.middle;
                let away = 0.5 * self.digit;
                self.shadow = Some(Shadow {
                    angle: random.uniform(0.0, std::f32::consts::TAU),
                    point: [x, y].map(|middle| middle + random.uniform(-away, away)),
                    light: random.uniform(0.4, 0.75),
                    softness: side * random.uniform(0.005, 0.06),
                });
            }
            Kind::Ruled | Kind::Squared => {
                let spacing = self.digit * random.uniform(0.35, 1.2);
                let colours = [
                    [0.5, 0.6, 0.8],
                    [0.6, 0.6, 0.6],
                    [0.75, 0.8, 0.85],
                    [0.8, 0.55, 0.55],
                ];
                self.ruling = Some(Ruling {
                    spacing,
                    start: random.uniform(0.0, spacing),
                    width: random.uniform(1.0, 2.5),
                    colour: colours[random.below(colours.len())],
                    is_squared: kind == Kind::Squared,
                });
            }
            Kind::Cell => {
                let [x, y] = self.middle;
                let away = |random: &mut Random| self.digit * random.uniform(0.6, 0.9);
                let grey = random.uniform(0.05, 0.5);
                self.cell = Some(Cell {
                    sides: [
                        x - away(random),
                        y - away(random),
                        x + away(random),
                        y + away(random),
                    ],
                    width: random.uniform(1.5, 5.0),
                    colour: [grey; 3],
                });
            }
            Kind::Desk => {
                // Between the digit and the side.
                let edge = random.below(4);
                let [x, y] = self.middle;
                let room = [x, y, width - x, height - y][edge] - 0.6 * self.digit;
                self.desk = Some((room.max(2.0) * random.uniform(0.3, 0.9), edge));
            }
            Kind::ColouredInk => {
                let inks = [
                    [0.85, 0.1, 0.1],
                    [0.1, 0.55, 0.2],
                    [0.2, 0.3, 0.9],
                    [0.9, 0.45, 0.1],
                    [0.7, 0.2, 0.7],
                ];
                self.ink = inks[random.below(inks.len())];
            }
            Kind::ColouredPaper => {
                (self.ink, self.paper) = EQUALLY_BRIGHT[random.below(EQUALLY_BRIGHT.len())];
            }
            Kind::Chalk => {
                let boards = [[0.05, 0.05, 0.06], [0.1, 0.22, 0.17], [0.1, 0.15, 0.35]];
                self.paper = boards[random.below(boards.len())];
                self.ink = [random.uniform(0.75, 0.95); 3];
            }
            Kind::Pencil => {
                let share = random.uniform(0.55, 0.75);
                self.ink = self.paper.map(|channel| channel * share);
            }
            Kind::ThinPen => self.edge = random.uniform(0.6, 0.68),
            Kind::BroadPen => self.edge = random.uniform(0.16, 0.24),
            Kind::OutOfFocus => self.blur = 0.012 * self.digit * random.uniform(1.0, 2.0),
            Kind::Grain => self.grain = random.uniform(0.03, 0.07),
            Kind::Jpeg => self.jpeg = 15 + random.below(25) as u8,
            Kind::Dust => self.dust = 3 + random.below(20),
            Kind::Small => {
                let larger = random.uniform(2.0, 3.0);
                self.width = (width * larger) as usize;
                self.height = (height * larger) as usize;
                self.digit = side * random.uniform(0.3, 0.4);
                let [x, y] = [self.width as f32, self.height as f32];
                self.middle = [x * random.uniform(0.2, 0.8), y * random.uniform(0.2, 0.8)];
            }
        }
    }
}
