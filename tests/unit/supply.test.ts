// What is wrong with a lockfile of npm is found: each fault alone, and none in one that is as it should be.
import assert from "node:assert/strict";
import { test } from "node:test";

interface Supply {
  findings: (lockfile: { packages: Record<string, object> }) => string[];
  scriptRunners: (text: string) => string[];
}

const path = "../../tools/supply.mjs";
const { findings, scriptRunners } = (await import(path)) as Supply;

const SOUND = { version: "1.0.0", integrity: `sha512-${"A".repeat(86)}==`, license: "MIT" };
const found = (...packages: object[]) =>
  findings({ packages: { "": {}, ...Object.fromEntries(packages.map((one, i) => [`node_modules/p${i}`, one])) } });
const at = (host: string) => ({ ...SOUND, resolved: `https://${host}/p/-/p-1.0.0.tgz` });

test("a lockfile that is as it should be has no fault", () => {
  assert.deepEqual(
    found(SOUND, { ...SOUND, license: "(MIT OR GPL-3.0-only)" }, { ...SOUND, license: "MIT AND ISC" }),
    [],
  );
  assert.deepEqual(found(at("a.example"), at("a.example"), SOUND), []);
  assert.deepEqual(found({ ...SOUND, license: "MPL-2.0", dev: true }), []);
  assert.deepEqual(findings({ packages: { "node_modules/esbuild": { ...SOUND, hasInstallScript: true } } }), []);
});

for (const [what, fault, words] of [
  [
    "a license that is not allowed",
    { license: "MIT AND GPL-3.0-only" },
    /ships, and its license is MIT AND GPL-3\.0-only/,
  ],
  ["no license", { license: undefined }, /its license is not said/],
  ["no hash", { integrity: undefined }, /no SHA-512/],
  ["a weak hash", { integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }, /no SHA-512/],
  ["a repository", { resolved: "git+ssh://git@host.example/p.git#abc" }, /comes from no registry/],
  ["a connection that is not secure", { resolved: "http://a.example/p/-/p-1.0.0.tgz" }, /comes from no registry/],
  ["a link", { link: true }, /is a link/],
  ["a script", { hasInstallScript: true }, /runs a script/],
] as const) {
  test(`${what} is found`, () => {
    const all = found(SOUND, { ...SOUND, ...fault });
    assert.equal(all.length, 1);
    assert.match(all[0], words);
    assert.match(all[0], /^node_modules\/p1 /);
  });
}

test("packages of two registries are found", () => {
  assert.deepEqual(found(at("a.example"), at("b.example")), ["its packages come from 2 places"]);
});

test("a call of npm that runs scripts is found, also over two lines", () => {
  assert.deepEqual(scriptRunners("npm ci --ignore-scripts\nnpm ci \\\n  --ignore-scripts\n# npm ci\nnpm run unit"), []);
  assert.deepEqual(scriptRunners("a && npm ci --no-audit"), ["a && npm ci --no-audit"]);
  assert.equal(scriptRunners("npm install \\\n  x").length, 1);
});
