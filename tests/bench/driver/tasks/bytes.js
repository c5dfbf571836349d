// T12: what a first visit downloads until the first useful screen, compressed. The peers' column is what the storage
// and search libraries alone weigh, without an app: no win is claimed.

import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

import { build } from "esbuild";

import { Score } from "../abba.js";

export const ids = ["T12"];

const here = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PEERS = {
  "rxdb + minisearch": `export * from "rxdb/plugins/core"; export * from "rxdb/plugins/storage-dexie"; export { default as search } from "minisearch";`,
  "dexie + minisearch": `export * from "dexie"; export { default } from "dexie"; export { default as search } from "minisearch";`,
};
const PARTS = [
  ["interface program, Brotli", /^app_bg-.*\.wasm\.br$/, { most: 300 }],
  ["engine program, Brotli", /^engine_bg-.*\.wasm\.br$/, { most: 250 }],
  ["style sheet, Brotli", /\.css\.br$/, { most: 15 }],
  ["everything up to the first screen, Brotli", /^(?!sw).*\.(html|css|js|wasm|svg)\.br$/, undefined],
];

export async function* run(bench) {
  const names = await readdir(bench.dist);
  for (const [what, pattern, goal] of PARTS) {
    const found = names.filter((name) => pattern.test(name));
    if (found.length === 0) throw new Error(`${bench.dist} has no ${pattern}: is it a release build?`);
    const sizes = await Promise.all(found.map(async (name) => (await readFile(join(bench.dist, name))).length));
    const floor = goal
      ? undefined
      : "a Rust program brings its own runtime: small libraries are smaller, and no win is claimed. By a list of its " +
        "functions by size, most of the interface is the views of its own components, so more bytes are won only by " +
        "loading parts of them later";
    const score = new Score("T12", what, { unit: "kB", goal, floor });
    score.add("kontor", 0, { times: [sizes.reduce((sum, size) => sum + size) / 1000] });
    if (goal === undefined) {
      for (const [name, code] of Object.entries(PEERS)) score.add(name, 0, { times: [await weight(code)] });
    }
    yield score;
  }
}

async function weight(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return brotliCompressSync(outputFiles[0].contents, options).length / 1000;
}
