// T10: opens what is stored so that a list is shown and all can be searched, then asks the browser what that holds.

import { Kontor } from "./kontor/store.js";
import { DexieSide } from "./peers/dexie.js";
import { MiniSide } from "./peers/search.js";

const OPEN = {
  async kontor() {
    // The same engine, with a note of its memory: browsers leave WebAssembly out when they measure a page.
    globalThis.kontorEngine = "/bench/weighed.js";
    const kontor = new Kontor();
    await kontor.spawn().open();
    const rows = await new Promise((resolve) => {
      kontor.engine.subscribe(kontor.list({ sort: [["last_contact", true]] }), resolve);
    });
    return [kontor, rows, await kontor.search("mar", 20)];
  },
  async "dexie + minisearch"() {
    const dexie = await DexieSide.open();
    const search = new MiniSide();
    // In parts, so that no moment holds all of them.
    for (let from = 0; ; from += 5000) {
      const part = await dexie.table.offset(from).limit(5000).toArray();
      search.build(part);
      if (part.length < 5000) break;
    }
    return [dexie, search, await dexie.byLastContact(), search.search("mar")];
  },
  async "array + minisearch"() {
    const dexie = await DexieSide.open();
    const list = await dexie.all();
    const search = new MiniSide();
    search.build(list);
    return [dexie, list, search, search.search("mar")];
  },
};

export async function hold(side) {
  // Kept on the page, so that nothing of it is garbage.
  globalThis.held = await OPEN[side]();
  await new Promise((go) => setTimeout(go, 2000));
  globalThis.gc?.();
  const { breakdown } = await performance.measureUserAgentSpecificMemory();
  const parts = {};
  for (const { bytes, types, attribution } of breakdown) {
    const name = `${types.join(" ") || "other"}, ${attribution.map(({ scope }) => scope).join(" ") || "shared"}`;
    if (bytes > 0) parts[name] = (parts[name] ?? 0) + bytes / 1e6;
  }
  return parts;
}
