// Which SIMD the browser's WebAssembly has.

/** @param hex a WebAssembly module */
const runs = (hex: string) =>
  typeof WebAssembly !== "undefined" &&
  WebAssembly.validate(Uint8Array.from(hex.split(" "), (byte) => parseInt(byte, 16)));

/** A module of one function, () → (), with this body. */
const module = (bytes: number, body: string) =>
  [
    "00 61 73 6d 01 00 00 00", // "\0asm", version 1
    "01 04 01 60 00 00", // types: () → ()
    "03 02 01 00", // functions: one, of that type
    `0a ${hex(bytes + 4)} 01 ${hex(bytes + 2)} 00`, // code: one body, no locals
    `${body} 0b`, // end
  ].join(" ");

const hex = (byte: number) => byte.toString(16).padStart(2, "0");

const ZERO = "41 00 fd 11"; // i32.const 0, i32x4.splat

export const hasSimd = runs(module(5, `${ZERO} 1a`)); // drop
export const hasRelaxedSimd = runs(module(16, `${ZERO} ${ZERO} ${ZERO} fd 85 02 1a`)); // f32x4.relaxed_madd, drop
