// T1: contacts into an empty store, until they are durable and both orders were asked for once. A new profile each time.

import { fresh } from "../browser.js";
import { Score } from "../abba.js";

export const ids = ["T1"];

// RxDB and PouchDB take minutes for twenty thousand, so they take two turns at most.
const SIZES = [
  [100_000, ["kontor", "dexie"], Infinity, { peer: "dexie", times: 25 }],
  [20_000, ["kontor", "rxdb", "pouchdb"], 2, { peer: "rxdb", times: 40 }],
];

export async function* run(bench) {
  for (const [size, sides, most, goal] of SIZES.filter(([size]) => bench.has(size))) {
    const what = "insert contacts, durable, two sort orders";
    const score = new Score("T1", what, {
      size,
      goal,
      floor:
        "15 MB of packed bytes at 100 to 130 MB/s into IndexedDB: 0.15 s, besides the work on them; the contacts go to " +
        "the engine as one block of columns, a request that no screen of the app sends yet",
      backend: bench.backend,
    });
    const runs = Math.min(bench.runs, most);
    for (let round = 0; round < runs; round += 1) {
      await fresh(bench.page, { backend: bench.backend }, async (page) => {
        await page.evaluate((count) => globalThis.bench.make(count), size);
        for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
          bench.say(`T1, ${size} contacts, ${side}, ${round + 1} of ${runs}`);
          await page.evaluate((name) => globalThis.bench.open(name), side);
          score.add(side, round, await page.evaluate((name) => globalThis.bench.run("insert", name), side));
          await page.evaluate((name) => globalThis.bench.close(name), side);
        }
      });
    }
    yield score;
  }
}
