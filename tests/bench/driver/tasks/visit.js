// T11: the app is opened again, without a network, in a new browser process whose profile knows it: from the
// navigation until the list of a hundred thousand people can be worked with.

import { filled, shown } from "../kontor.js";
import { visit } from "../browser.js";
import { Score } from "../abba.js";

export const ids = ["T11"];

export const SIZE = 100_000;
const PATH = "/person";

// Runs in the page before anything else. Rows are there, a frame with them was made, and the main thread answers.
function observe() {
  globalThis.times = new Promise((resolve) => {
    const look = () => {
      const rows = document.querySelectorAll(".grid-row[id] [data-name] .txt");
      if (rows.length <= 5) return requestAnimationFrame(look);
      setTimeout(() => resolve(performance.now()));
    };
    requestAnimationFrame(look);
  });
}

export async function* run(bench) {
  const own = await filled(bench, "kontor", SIZE);
  const url = `${bench.url}${PATH}`;
  const score = new Score("T11", "open the app again, offline, to the list of people", {
    size: SIZE,
    backend: bench.backend,
    goal: { most: 350 },
  });
  bench.say("T11: the visit before");
  const first = await visit(own.folder, url, { backend: bench.backend });
  await shown(first.page, SIZE);
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.waitForTimeout(5000);
  await first.close();
  await bench.server.stop();
  try {
    for (let round = 0; round < bench.runs; round += 1) await again(bench, own, url, round, score);
  } finally {
    await bench.server.start();
  }
  yield score;
}

async function again(bench, own, url, round, score) {
  bench.say(`T11, ${round + 1} of ${bench.runs}`);
  const prepare = (page) => page.addInitScript(observe);
  const visitor = await visit(own.folder, url, { backend: bench.backend, prepare });
  try {
    score.add("kontor", round, { times: [await visitor.page.evaluate(() => globalThis.times)] });
    await shown(visitor.page, SIZE);
    score.note("kontor: everything loaded", [await visitor.page.evaluate(() => performance.now())]);
  } finally {
    await visitor.close();
  }
}
