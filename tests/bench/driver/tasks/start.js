// T2: a cold process over a hundred thousand stored contacts. Each side has a profile of its own, filled once; every
// turn is a new browser process.

import { visit } from "../browser.js";
import { Score, turns } from "../abba.js";
import { filled } from "../kontor.js";

export const ids = ["T2"];

export const SIZE = 100_000;
const SIDES = ["kontor", "dexie"];
const VIEWS = {
  prepared: ["T2a", "an indexed order", undefined],
  free: ["T2b", "filter and sort without an index", { peer: "dexie", times: 60 }],
};
const FLOOR =
  "the browser opens IndexedDB in 5 to 560 ms, depending on its backend and on how many files there are, and lays out a " +
  "new page's first fifty rows in the time between the notes \"until the rows are here\" and the figure; both are paid by " +
  "everybody and counted";

export async function* run(bench) {
  const profiles = {};
  for (const side of SIDES) profiles[side] = await filled(bench, side, SIZE);
  for (const [view, [id, words, goal]] of Object.entries(VIEWS)) {
    await cold(bench, profiles.kontor, (page) => page.evaluate((view) => globalThis.bench.leaveKontor(view), view));
    const options = { size: SIZE, backend: bench.backend };
    const first = new Score(id, `cold start to the first 50 rows: ${words}`, { ...options, goal, floor: FLOOR });
    const all = new Score("T2c", "cold start until all is in memory and was asked", {
      ...options,
      goal: { peer: "dexie", times: 4 },
    });
    for (const { round, side } of turns(SIDES, bench.runs)) {
      bench.say(`${id}, ${side}, ${round + 1} of ${bench.runs}`);
      const done = await cold(bench, profiles[side], (page) =>
        page.evaluate(([side, view]) => globalThis.bench.start(side, view), [side, view]),
      );
      first.add(side, round, { times: [done.first], answer: done.answer });
      first.note(`${side}: until opened`, [done.opened]);
      first.note(`${side}: until the rows are here`, [done.here]);
      all.add(side, round, { times: [done.all], answer: done.answer });
    }
    yield first;
    if (view === "free") yield all;
  }
}

async function cold(bench, { folder }, work) {
  const visitor = await visit(folder, bench.page, { backend: bench.backend });
  try {
    return await work(visitor.page);
  } finally {
    await visitor.close();
  }
}
