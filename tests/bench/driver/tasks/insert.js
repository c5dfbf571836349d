// T1: contacts into an empty store, until they are durable and both orders were asked for once. A new profile each time.

import { fresh } from "../browser.js";
import { Score } from "../abba.js";

export const ids = ["T1"];

const SIZES = [
  [100_000, ["kontor", "dexie"], { peer: "dexie", times: 25, most: 700 }],
  [20_000, ["kontor", "rxdb", "pouchdb"], { peer: "rxdb", times: 40 }],
];

export async function* run(bench) {
  for (const [size, sides, goal] of SIZES) {
    const what = "insert contacts, durable, two sort orders";
    const score = new Score("T1", what, { size, goal, backend: bench.backend });
    for (let round = 0; round < bench.runs; round += 1) {
      await fresh(bench.page, { backend: bench.backend }, async (page) => {
        await page.evaluate((count) => globalThis.bench.make(count), size);
        for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
          bench.say(`T1, ${size} contacts, ${side}, ${round + 1} of ${bench.runs}`);
          await page.evaluate((name) => globalThis.bench.open(name), side);
          score.add(side, round, await page.evaluate((name) => globalThis.bench.run("insert", name), side));
          await page.evaluate((name) => globalThis.bench.close(name), side);
        }
      });
    }
    yield score;
  }
}
