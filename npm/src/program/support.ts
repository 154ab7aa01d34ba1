// Whether a program can run here, and why it may not.
import { hasSimd } from "./simd";

/** @throws an `Error` that says what the browser lacks */
export function checkBrowser() {
  if (typeof WebAssembly === "undefined")
    throw new Error("This browser has no WebAssembly, which the network runs in. Open the page in another browser.");
  if (!hasSimd)
    throw new Error("This browser is too old for the network: its WebAssembly has no SIMD. Update it, or use another.");
}

export const FORBIDDEN =
  "The host of this page forbids the program: its Content Security Policy needs script-src 'self' 'wasm-unsafe-eval'.";

/** Browsers name the policy, each in its own words. */
export const isForbidden = (error: unknown) =>
  error instanceof WebAssembly.CompileError && /\bCSP\b|content.?security|unsafe-eval/i.test(error.message);
