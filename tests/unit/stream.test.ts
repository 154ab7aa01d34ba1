// Files as they arrive: whole, cut short, damaged, packed or not.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test, type TestContext } from "node:test";
import { gzipSync } from "node:zlib";
import { download } from "../../www/engine/download";
import { inflate } from "../../www/engine/inflate";
import { Lost } from "../../npm/src/program/stream";
import { streamed } from "../../npm/src/program/streamed";

const BYTES = Uint8Array.from({ length: 10_000 }, (_, i) => (i * i) % 251);
const INTEGRITY = `sha256-${createHash("sha256").update(BYTES).digest("base64")}`;

function answer(t: TestContext, response: () => Response) {
  const asked: (RequestInit | undefined)[] = [];
  t.mock.method(globalThis, "fetch", async (_: string, options?: RequestInit) => {
    asked.push(options);
    return response();
  });
  return asked;
}

const whole = () => new Response(BYTES, { headers: { "content-length": String(BYTES.length) } });

const load = (integrity?: string, arrived: (received: number, total: number) => void = () => {}) =>
  download({ url: "a", integrity }, { name: "The file", fresh: false, arrived });

test("a whole file, and how much of it has arrived", async (t) => {
  const asked = answer(t, whole);
  let last: number[] = [];
  assert.deepEqual(await load(INTEGRITY, (...now) => (last = now)), BYTES);
  assert.deepEqual(last, [10_000, 10_000]);
  assert.equal(asked[0]?.cache, "default");
});

test("of a packed answer nobody knows how much is to come", async (t) => {
  answer(t, () => new Response(BYTES, { headers: { "content-length": "99", "content-encoding": "br" } }));
  let total = NaN;
  await load(undefined, (_, now) => (total = now));
  assert.equal(total, 0);
});

test("a file with another hash is not taken, and the connection is not blamed", async (t) => {
  const damaged = BYTES.with(5_000, 252);
  answer(t, () => new Response(damaged));
  await assert.rejects(load(INTEGRITY), (error: Error) => {
    assert.equal(error.message, "The file arrived damaged: it is not the file of this page.");
    return !(error instanceof Lost);
  });
  assert.deepEqual(await load(), damaged, "without a hash it is");
});

test("what is not there, does not come, or is cut short is lost, in words", async (t) => {
  let response: () => Response = () => new Response("", { status: 404 });
  answer(t, () => response());
  const lost = (message: string) =>
    assert.rejects(load(), (error: Error) => error instanceof Lost && error.message === message);
  await lost("The file is not there: the server answers 404.");
  response = () => {
    throw new TypeError("no network");
  };
  await lost("The file did not arrive.");
  response = () => new Response(BYTES, { headers: { "content-length": "20000" } });
  await lost("The file stopped arriving at 10 of 20 KB.");
});

async function* pieces(bytes: Uint8Array, size: number) {
  for (let i = 0; i < bytes.length; i += size) yield new Uint8Array(bytes.subarray(i, i + size));
}

async function inflated(bytes: Uint8Array, size: number) {
  const all: number[] = [];
  for await (const piece of inflate(pieces(bytes, size))) all.push(...piece);
  return Uint8Array.from(all);
}

test("what is packed is unpacked, and what is not stays, whatever the pieces", async () => {
  const packed = gzipSync(BYTES);
  for (const size of [1, 2, 3, 1_000, 100_000]) {
    assert.deepEqual(await inflated(packed, size), BYTES, `packed, pieces of ${size}`);
    assert.deepEqual(await inflated(BYTES, size), BYTES, `unpacked, pieces of ${size}`);
  }
  for (const few of [[], [0x1f], [0x1f, 0x8c]]) assert.deepEqual([...(await inflated(Uint8Array.from(few), 1))], few);
});

test("a packed file that is cut short or damaged fails", async () => {
  const packed = gzipSync(BYTES);
  await assert.rejects(inflated(packed.subarray(0, packed.length - 20), 100));
  await assert.rejects(inflated(new Uint8Array(packed).fill(255, 20, 60), 100));
});

test("whoever wants no more bytes ends the file's arrival", async () => {
  let isOver = false;
  async function* endless() {
    try {
      for (;;) yield new Uint8Array(10);
    } finally {
      isOver = true;
    }
  }
  for await (const piece of inflate(endless())) if (piece.length > 0) break;
  assert.ok(isOver);
});

test("a file that is read while it arrives says in its own words why it stopped", async () => {
  async function* failing() {
    yield new Uint8Array(1);
    throw new Error("The file stopped.");
  }
  const program = streamed(failing(), "application/wasm");
  assert.equal(program.response.headers.get("content-type"), "application/wasm");
  await assert.rejects(program.response.arrayBuffer());
  assert.equal((program.fault as Error).message, "The file stopped.");
  const sound = streamed(pieces(BYTES, 999), "a/b");
  assert.deepEqual(new Uint8Array(await sound.response.arrayBuffer()), BYTES);
  assert.equal(sound.fault, undefined);
});
