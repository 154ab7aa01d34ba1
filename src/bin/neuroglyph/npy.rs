//! NumPy's file format for an array (NumPy, "numpy.lib.format").

/// A file of floats, [rows, columns].
pub fn npy(values: &[f32], columns: usize) -> Vec<u8> {
    let rows = values.len() / columns;
    let mut header =
        format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
    // With the ten bytes before it, it ends with a new line at a multiple of 64.
    let length = (header.len() + 11).next_multiple_of(64) - 11;
    header = format!("{header:length$}\n");
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.bytes());
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    bytes
}
