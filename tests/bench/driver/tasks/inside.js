// T3, T3b, T4, T4b, T5, T5b: everybody holds the same contacts in one page and takes turns there. RxDB and PouchDB
// take minutes to be filled with a hundred thousand, so they are compared over twenty thousand, with Kontor as well.

import { fresh } from "../browser.js";
import { Score, turns } from "../abba.js";

const LARGE = 100_000;
const SMALL = 20_000;

// `by`: what is compared where it is not the median. `sides`: the work of page/tasks.js that each does.
// `most`: turns at most.
const TASKS = [
  {
    id: "T3",
    what: "filter by stage, sort by date, first 50",
    size: LARGE,
    goal: { peer: "array", times: 12 },
    floor: "a message to the worker and back takes 0.1 to 0.3 ms; then fifty rows of fourteen cells are decoded",
    sides: { kontor: "filter", array: "filter", dexie: "filter", "dexie without a compound index": "unprepared" },
  },
  { id: "T3", what: "filter by stage, sort by date, first 50", size: SMALL, sides: { kontor: "filter", rxdb: "filter" } },
  {
    id: "T3b",
    what: "four conditions, sort by names",
    size: LARGE,
    goal: { peer: "array", times: 15 },
    sides: { kontor: "tree", array: "tree" },
  },
  {
    id: "T4",
    what: "search as one types, 25 keystrokes, first 20",
    size: LARGE,
    by: "p95",
    goal: { peer: "flexsearch", times: 6 },
    floor:
      "FlexSearch keeps every beginning of every word with its contacts in order and slices that list, in less time than " +
      "a message to a worker and back takes (0.1 to 0.2 ms), which is Kontor's floor; Kontor ranks across fields, " +
      "forgives errors and sends titles. Its answers to one or two letters are prepared in the quiet after the index " +
      "is built",
    sides: { kontor: "search", flexsearch: "search", "flexsearch without fields": "search", minisearch: "search" },
  },
  {
    id: "T4b",
    what: "build the search index",
    size: LARGE,
    // Half a minute each, for some.
    most: 2,
    goal: { peer: "minisearch", times: 8 },
    sides: { kontor: "build", flexsearch: "build", "flexsearch without fields": "build", minisearch: "build" },
  },
  {
    id: "T5",
    what: "edit a field in an open list, durable",
    size: LARGE,
    goal: { peer: "dexie", times: 2 },
    floor: "a single put into IndexedDB until its transaction completes takes 0.6 to 0.8 ms",
    sides: { kontor: "edit", dexie: "edit" },
  },
  {
    id: "T5",
    what: "edit a field in an open list, durable",
    size: SMALL,
    sides: { kontor: "edit", rxdb: "edit", pouchdb: "edit" },
  },
  {
    id: "T5b",
    what: "another stage for 1,000 records, durable",
    size: LARGE,
    goal: { peer: "dexie", times: 10 },
    sides: { kontor: "burst", dexie: "burst" },
  },
  {
    id: "T5b",
    what: "another stage for 1,000 records, durable",
    size: SMALL,
    sides: { kontor: "burst", rxdb: "burst", pouchdb: "burst" },
  },
];

export const ids = ["T3", "T3b", "T4", "T4b", "T5", "T5b"];

// Which of the page's stores answers for a side.
const store = (side) => (side.startsWith("dexie") ? "dexie-many" : side);

export async function* run(bench) {
  for (const size of [LARGE, SMALL].filter(bench.has)) {
    const tasks = TASKS.filter((task) => task.size === size && bench.wants(task.id));
    if (tasks.length > 0) yield* inside(bench, size, tasks);
  }
}

async function* inside(bench, size, tasks) {
  const stores = new Set(tasks.flatMap((task) => Object.keys(task.sides).map(store)));
  const scores = await fresh(bench.page, { backend: bench.backend }, async (page) => {
    await page.evaluate((count) => globalThis.bench.make(count), size);
    for (const name of stores) {
      bench.say(`fill ${name} with ${size} contacts`);
      await page.evaluate((name) => globalThis.bench.open(name), name);
      await page.evaluate((name) => globalThis.bench.fill(name), name);
    }
    const scores = [];
    for (const { id, what, by, goal, floor, sides, most = Infinity } of tasks) {
      bench.say(`${id}, ${size} contacts`);
      const score = new Score(id, what, { size, by, goal, floor, backend: bench.backend });
      const truth = id === "T4" || id === "T4b" ? await page.evaluate(() => globalThis.bench.truth()) : undefined;
      for (const { round, side } of turns(Object.keys(sides), Math.min(bench.runs, most))) {
        const name = store(side);
        if (id === "T4b" && name !== "kontor") await page.evaluate((name) => globalThis.bench.open(name), name);
        const done = await page.evaluate(([task, name, round]) => globalThis.bench.run(task, name, round), [
          sides[side],
          name,
          round,
        ]);
        if (truth !== undefined && done.answer !== truth) throw new Error(`${id}: ${side} does not find what is there`);
        score.add(side, round, done);
        if (done.listed) score.note(`${side}: list`, done.listed);
      }
      scores.push(score);
    }
    return scores;
  });
  yield* scores;
}
