// No bundler: the folder neuroglyph/ beside this file is dist/ of the package.
import "./neuroglyph/digit-pad.js";

const pad = document.querySelector("#number");
pad.addEventListener("read", (event) => (document.querySelector("#read").value = event.detail.text));
document.querySelector("#undo").addEventListener("click", () => pad.undo());
document.querySelector("#clear").addEventListener("click", () => pad.clear());
