// T7: a CSV file of a hundred thousand contacts; read alone, and until its records are durable.

import { fresh } from "../browser.js";
import { Score } from "../abba.js";

export const ids = ["T7"];

export const SIZE = 100_000;
// Side: store of the page, reading, importing.
const SIDES = [
  ["kontor", "kontor", "readKontor", "importKontor"],
  ["papaparse", "dexie", "readPapa", "importDexie"],
];

export async function* run(bench) {
  const read = new Score("T7", "read a CSV file of 18 MB", {
    goal: { peer: "papaparse", times: 2.5 },
    size: SIZE,
    backend: bench.backend,
  });
  const whole = new Score("T7", "import it: read, match, durable", {
    goal: { peer: "papaparse + dexie", times: 10 },
    size: SIZE,
    backend: bench.backend,
  });
  for (let round = 0; round < bench.runs; round += 1) {
    await fresh(bench.page, { backend: bench.backend }, async (page) => {
      await page.evaluate((count) => globalThis.bench.make(count), SIZE);
      await page.evaluate(() => globalThis.bench.makeFile());
      for (const [side, store, reading, importing] of round % 2 === 0 ? SIDES : [...SIDES].reverse()) {
        bench.say(`T7, ${side}, ${round + 1} of ${bench.runs}`);
        await page.evaluate((name) => globalThis.bench.open(name), store);
        const work = (task) => page.evaluate(([task, name]) => globalThis.bench.run(task, name), [task, store]);
        read.add(side, round, await work(reading));
        whole.add(side === "kontor" ? side : `${side} + ${store}`, round, await work(importing));
        await page.evaluate((name) => globalThis.bench.close(name), store);
      }
    });
  }
  yield read;
  yield whole;
}
