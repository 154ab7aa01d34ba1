// The declarations of the package, as a stranger's compiler reads them.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/**
 * Of what the compiler wrote, only what these modules need, with the endings that Node wants.
 * @param {string} from @param {string} to @param {string[]} names
 */
export function putDeclarations(from, to, names) {
  const seen = new Set();
  const put = (/** @type {string} */ path) => {
    if (seen.has(path)) return;
    seen.add(path);
    const needed = [];
    const text = readFileSync(join(from, path), "utf8").replace(
      /((?:from|import\()\s*)"([^"]+)"/g,
      (whole, before, name) => {
        if (/^crate(\/|$)/.test(name)) return `${before}"${up(path)}crate.js"`;
        if (!name.startsWith(".")) return whole;
        const file = join(dirname(path), name);
        const declared = existsSync(join(from, `${file}.d.ts`)) ? file : join(file, "index");
        needed.push(`${declared}.d.ts`);
        return `${before}"${dotted(relative(dirname(path), declared))}.js"`;
      },
    );
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), text);
    needed.forEach(put);
  };
  for (const name of names) put(`${name}.d.ts`);
}

const dotted = (/** @type {string} */ path) => (path.startsWith(".") ? path : `./${path}`);

/** From a file to the folder of all, such as `../`. @param {string} path */
const up = (path) => dotted(`${relative(dirname(path), ".")}/`).replace(/^\.\/\/?/, "./");

/** What is for who loads the crate, not for who uses it. */
const LEFT_OUT = ["InitInput", "InitOutput", "SyncInitInput", "initSync", "__wbg_init", "start", "register_peak"];

/**
 * The crate's declarations as wasm-bindgen wrote them, as those of what `loadCrate` gives: first the classes, then the
 * functions, then the types of what they take and give.
 * @param {string} text
 */
export function crateDeclarations(text) {
  const source = ts.createSourceFile("crate.d.ts", text, ts.ScriptTarget.ES2022, true);
  const statements = source.statements.filter(({ name }) => !LEFT_OUT.includes(name?.text));
  const of = (isKind) => statements.filter(isKind);
  const [classes, functions] = [of(ts.isClassDeclaration), of(ts.isFunctionDeclaration)];
  const types = statements.filter((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one));
  const values = [...classes, ...functions].map(({ name }) => name.text);
  return [
    `/**
 * Loads the whole crate: networks, datasets, training. Its methods compute where they are called, which may take minutes; in a
 * page \`train\` of "neuroglyph/train" does that in a worker. The program is loaded once, for all who ask.
 *
 * @throws an \`Error\` that says in a sentence what is missing: a browser that is too old, a policy that forbids the program.
 */
export declare function loadCrate(): Promise<Crate>;`,
    `/** The crate: what its functions and methods throw is a \`NeuroglyphError\`. */\nexport interface Crate {\n${values
      .map((name) => `    readonly ${name}: typeof ${name};`)
      .join("\n")}\n}`,
    ...[...classes, ...functions].map((one) => declared(one, source)),
    ...types.map((one) => withComment(one, source)),
    `export type { ${classes.map(({ name }) => name.text).join(", ")} };`,
    "",
  ].join("\n\n");
}

/** A statement with the comment that belongs to it. @param {ts.Statement} one @param {ts.SourceFile} source */
function withComment(one, source) {
  const comment = ts.getJSDocCommentsAndTags(one).map((doc) => doc.getText(source));
  return [...comment, one.getText(source)].join("\n");
}

/**
 * A class or a function that is no export by itself, and has no method that only newer libraries declare.
 * @param {ts.Statement} one @param {ts.SourceFile} source
 */
const declared = (one, source) =>
  withComment(one, source)
    .replace(/^export (?=class|function)/m, "declare ")
    .replace(/^ *\[Symbol\.dispose\]\(\): void;\n/m, "");
