// The element's own style. Its colours follow the page's `color-scheme`; what stands beside the pad has the page's text colour.

const LIGHT = { paper: "#fff", ink: "#2a2ec0", rule: "#c3d6ca", edge: "#6b8779", text: "#4a5750", fault: "#a84600" };
const DARK = { paper: "#0c1310", ink: "#b2b8ff", rule: "#2d3f37", edge: "#6f8a7e", text: "#a9b9b0", fault: "#f2a261" };

type Colours = typeof LIGHT;

const own = (colour: (name: keyof Colours) => string) =>
  (Object.keys(LIGHT) as (keyof Colours)[])
    .map((name) => `--${name}: var(--digit-pad-${name}, ${colour(name)});`)
    .join(" ");

const STYLE = `
:host { display: inline-block; inline-size: min(var(--digit-pad-size, 20rem), 100%); vertical-align: top; text-align: start; }
:host([hidden]) { display: none; }
.all { ${own((name) => LIGHT[name])} display: grid; grid-template-columns: 1fr auto auto; gap: 0.5rem; }
@media (prefers-color-scheme: dark) { .all { ${own((name) => DARK[name])} } }
@supports (color: light-dark(#000, #fff)) {
  .all { ${own((name) => `light-dark(${LIGHT[name]}, ${DARK[name]})`)} }
}
.pad { position: relative; grid-column: 1 / -1; aspect-ratio: 1; box-sizing: border-box; border: 1.5px solid var(--edge);
  background: var(--paper); }
canvas { display: block; inline-size: 100%; block-size: 100%; color: var(--ink); stroke: var(--rule); cursor: crosshair;
  touch-action: none; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none;
  transition: color 1ms, stroke 1ms; }
:focus-visible { outline: 3px solid var(--digit-pad-focus, var(--ink)); outline-offset: 3px; }
:host(:disabled) .pad, :host(:disabled) .reading { opacity: 0.6; }
:host(:disabled) canvas { cursor: default; }
.pen { position: absolute; inline-size: 24px; block-size: 24px; margin: -12px; box-sizing: border-box; border: 3px solid var(--ink);
  border-radius: 50%; box-shadow: 0 0 0 2px var(--paper); pointer-events: none; }
.pen.down { background: var(--ink); }
.invite, .fault { position: absolute; inset-inline: 1rem; margin: 0; text-align: center; pointer-events: none; }
.invite { inset-block-start: 50%; translate: 0 -50%; color: var(--text); }
.fault { inset-block-end: 0.75rem; padding: 0.25rem; background: var(--paper); color: var(--fault); font-size: 0.875em;
  overflow-wrap: anywhere; }
.fault button { display: block; margin: 0.5rem auto 0; pointer-events: auto; }
.reading { align-self: center; min-inline-size: 0; font-size: 1.375em; font-variant-numeric: tabular-nums lining-nums;
  line-height: 1.2; overflow-wrap: anywhere; }
.hint { grid-column: 1 / -1; min-block-size: 1.45em; margin: -0.25rem 0 0; font-size: 0.875em; line-height: 1.45; }
button { min-block-size: 44px; min-inline-size: 44px; padding-inline: 0.75rem; border: 1.5px solid var(--edge); border-radius: 8px;
  background: none; color: inherit; font: inherit; cursor: pointer; }
button:disabled { opacity: 0.6; cursor: default; }
.fault button { background: var(--paper); }
[hidden] { display: none; }
.heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

let sheet: CSSStyleSheet | undefined;

/** One for all pads. A sheet that a script makes needs no word of a policy. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return sheet;
}
