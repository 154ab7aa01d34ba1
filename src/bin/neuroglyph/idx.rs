//! IDX files, as MNIST's are.

/// Unsigned bytes in so many dimensions: how long each is, then the values.
pub fn idx(lengths: &[usize], values: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0, 0, 8, lengths.len() as u8];
    for length in lengths {
        bytes.extend((*length as u32).to_be_bytes());
    }
    bytes.extend_from_slice(values);
    bytes
}
