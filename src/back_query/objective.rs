//! The objective of gradient ascent.

/// The gradient of the loss −(z_digit − ln Σ e^z over the other digits) by the pre-activations z: the digit's
/// pre-activation rises, and those of the other digits fall, each by its probability among them. Unlike the gradient
/// of −ln softmax it does not vanish when the digit is already probable. A single pre-activation rises for 1 and falls
/// for 0.
///
/// z, dz: [outputs]
pub fn margin_gradient(z: &[f32], digit: usize, dz: &mut [f32]) {
    if let [dz] = dz {
        *dz = if digit == 0 { 1.0 } else { -1.0 };
        return;
    }
    let others = || (0..z.len()).filter(|other| *other != digit);
    let largest = others().map(|other| z[other]).fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for other in others() {
        dz[other] = libm::expf(z[other] - largest);
        sum += dz[other];
    }
    for other in others() {
        dz[other] /= sum;
    }
    dz[digit] = -1.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_slope_of_the_margin() {
        let z = [0.3, -1.2, 2.0, 0.9];
        let margin = |z: &[f32]| {
            let others: f64 = [0, 2, 3]
                .iter()
                .map(|other| f64::from(z[*other]).exp())
                .sum();
            others.ln() - f64::from(z[1])
        };
        let mut dz = [0.0; 4];
        margin_gradient(&z, 1, &mut dz);
        for output in 0..4 {
            let moved = |by: f32| {
                let mut z = z;
                z[output] += by;
                margin(&z)
            };
            let slope = (moved(1e-2) - moved(-1e-2)) / 2e-2;
            assert!(
                (slope - f64::from(dz[output])).abs() < 1e-3,
                "{output}: {slope}"
            );
        }
    }

    #[test]
    fn a_single_output_and_huge_values_are_no_trouble() {
        let mut dz = [0.0];
        for (digit, expected) in [(0, 1.0), (1, -1.0)] {
            margin_gradient(&[5.0], digit, &mut dz);
            assert_eq!(dz, [expected]);
        }
        let mut dz = [0.0; 3];
        margin_gradient(&[1e30, -1e30, 3.0], 1, &mut dz);
        assert_eq!(dz, [1.0, -1.0, 0.0]);
    }
}
