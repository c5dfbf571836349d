// T8: ten seconds of flinging through a hundred thousand rows, three screens a frame: Kontor's real list page beside
// a bare grid of TanStack's virtualizer with as many columns and nothing else to do.

import { profile, visit } from "../browser.js";
import { Score, turns } from "../abba.js";
import { fling, traced } from "../fling.js";
import { filled, shown } from "../kontor.js";

export const ids = ["T8"];

export const SIZE = 100_000;
const MS = 10_000;

export async function* run(bench) {
  const what = "fling through the rows: script in a frame";
  const score = new Score("T8", what, { size: SIZE, by: "p95", goal: { most: 8 } });
  const own = await filled(bench, "kontor", SIZE);
  const other = await profile();
  try {
    let columns = 12;
    for (const { round, side } of turns(["kontor", "tanstack"], bench.runs)) {
      bench.say(`T8, ${side}, ${round + 1} of ${bench.runs}`);
      const url = side === "kontor" ? `${bench.url}/person` : `${bench.url}/bench/scroll.html`;
      const visitor = await visit((side === "kontor" ? own : other).folder, url, { backend: bench.backend });
      try {
        const { page } = visitor;
        if (side === "kontor") {
          await shown(page, SIZE);
          columns = await page.evaluate(() => document.querySelectorAll("#line-0 [role=gridcell]").length);
        } else await page.evaluate(([size, columns]) => globalThis.show(size, columns), [SIZE, columns]);
        await page.waitForTimeout(1000);
        await page.evaluate(fling, { ms: 1000, look: false });
        const { result, script, all, long } = await traced(page, () => page.evaluate(fling, { ms: MS, look: false }));
        const { blank, seen } = await page.evaluate(fling, { ms: MS / 2, look: true });
        score.add(side, round, { times: script });
        score.note(`${side}: frames`, [result.frames]);
        score.note(`${side}: main thread in a frame`, all);
        score.note(`${side}: tasks over 50 ms`, [long]);
        score.note(`${side}: blank rows in percent`, [(100 * blank) / seen]);
      } finally {
        await visitor.close();
      }
    }
  } finally {
    await other.remove();
  }
  yield score;
}
