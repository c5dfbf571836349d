// Profiles with contacts in them, filled once for all tasks that only read; and Kontor's own pages.

import { profile, visit } from "./browser.js";

// After so many milliseconds of quiet Kontor has put what was inserted in order on disk.
const QUIET = 6000;

const profiles = new Map();

// A profile in which `side` holds so many contacts.
export async function filled(bench, side, size) {
  const key = `${side} ${size} ${bench.backend}`;
  if (!profiles.has(key)) {
    bench.say(`fill ${side} with ${size} contacts`);
    const own = await profile();
    profiles.set(key, own);
    const visitor = await visit(own.folder, bench.page, { backend: bench.backend });
    try {
      await visitor.page.evaluate(
        async ([side, size, quiet]) => {
          globalThis.bench.make(size);
          await globalThis.bench.open(side);
          await globalThis.bench.fill(side);
          await new Promise((go) => setTimeout(go, quiet));
          await globalThis.bench.close(side);
        },
        [side, size, QUIET],
      );
    } finally {
      await visitor.close();
    }
  }
  return profiles.get(key);
}

export async function removeFilled() {
  for (const own of profiles.values()) await own.remove();
}

// Waits until a list shows rows and knows that there are so many.
export const shown = (page, size) =>
  page.waitForFunction(
    (size) => {
      const grid = document.querySelector("[role=grid]");
      const rows = document.querySelectorAll(".grid-row[id] [data-name] .txt");
      return rows.length > 5 && Number(grid?.getAttribute("aria-rowcount")) > size;
    },
    size,
    { polling: 50 },
  );
