// T10: what a page with a hundred thousand contacts holds in memory when it shows fifty of them and can search them
// all, its worker included. Each in a browser process of its own that opened what an earlier one had stored.

import { visit } from "../browser.js";
import { Score, turns } from "../abba.js";
import { filled } from "../kontor.js";

export const ids = ["T10"];

export const SIZE = 100_000;
const SIDES = ["kontor", "dexie + minisearch", "array + minisearch"];
// Without it the browser measures when it pleases, some time within the next minutes.
const FLAGS = ["--enable-blink-features=ForceEagerMeasureMemory"];

export async function* run(bench) {
  const score = new Score("T10", "memory of a page that shows a list and can search", {
    size: SIZE,
    unit: "MB",
    goal: { peer: "dexie + minisearch", times: 4, most: 45 },
    floor:
      "texts, numbers, ids and stamps of 100,000 contacts have to be in memory to be asked in a millisecond, and the " +
      "index of their words as well, while Dexie leaves its records on disk; and WebAssembly never gives back the memory " +
      "it took to load them",
  });
  const own = await filled(bench, "kontor", SIZE);
  const other = await filled(bench, "dexie", SIZE);
  for (const { round, side } of turns(SIDES, bench.runs)) {
    bench.say(`T10, ${side}, ${round + 1} of ${bench.runs}`);
    const megabytes = await held(bench, side === "kontor" ? own : other, async (page) => {
      const parts = await page.evaluate((side) => globalThis.bench.hold(side), side);
      for (const worker of page.workers()) {
        parts["WebAssembly, worker"] = (await worker.evaluate(() => globalThis.wasmMemory.buffer.byteLength)) / 1e6;
      }
      return parts;
    });
    score.add(side, round, { times: [Object.values(megabytes).reduce((sum, part) => sum + part)] });
    for (const [name, value] of Object.entries(megabytes)) score.note(`${side}: ${name}`, [value]);
  }
  yield score;
}

async function held(bench, { folder }, work) {
  const visitor = await visit(folder, bench.page, { backend: bench.backend, flags: FLAGS });
  try {
    return await work(visitor.page);
  } finally {
    await visitor.close();
  }
}
