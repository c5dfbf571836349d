// The page in which everybody runs side by side. The driver calls `bench.…` from outside.

import Papa from "papaparse";

import { contacts, csv } from "./contacts.js";
import { hold } from "./heap.js";
import { KontorSide } from "./kontor/side.js";
import { ArraySide } from "./peers/array.js";
import { DexieSide } from "./peers/dexie.js";
import { PouchSide } from "./peers/pouchdb.js";
import { RxdbSide } from "./peers/rxdb.js";
import { FlexSide, FlexTextSide, MiniSide } from "./peers/search.js";
import { leaveKontor, start } from "./start.js";
import * as tasks from "./tasks.js";

const open = {
  kontor: async () => {
    const side = await KontorSide.open();
    if (!side.kontor.person.fields.some((field) => field.label === "Score")) await side.prepare();
    return side;
  },
  dexie: () => DexieSide.open(),
  "dexie-many": () => DexieSide.open({ indexes: "many" }),
  rxdb: () => RxdbSide.open(),
  pouchdb: () => PouchSide.open(),
  array: (ctx) => new ArraySide(ctx.contacts),
  minisearch: () => new MiniSide(),
  flexsearch: () => new FlexSide(),
  "flexsearch without fields": () => new FlexTextSide(),
};

const parse = (text) => Papa.parse(text, { header: true, skipEmptyLines: true });

const state = { sides: {} };

const settle = async () => {
  globalThis.gc?.();
  await new Promise((go) => setTimeout(go, 100));
};

globalThis.bench = {
  // Makes the contacts of this page.
  make(count) {
    state.contacts = contacts(count);
    state.count = count;
  },

  makeFile() {
    state.file = new File([csv(state.contacts)], "contacts.csv", { type: "text/csv" });
  },

  truth() {
    return JSON.stringify(tasks.truth(state.contacts));
  },

  async open(name) {
    state.sides[name] = await open[name](state);
  },

  close(name) {
    return state.sides[name].close?.();
  },

  // Fills a side without measuring it.
  async fill(name) {
    const side = state.sides[name];
    if (side.insert) await side.insert(state.contacts);
    else side.build?.(state.contacts);
    if (name !== "kontor") return;
    await side.know();
    const [text] = tasks.keystrokes(state.contacts);
    await side.searchable(text, tasks.matching(state.contacts, text));
  },

  hold,
  leaveKontor,
  start,

  async run(task, name, round = 0) {
    await settle();
    return tasks[task](state.sides[name], { ...state, round, parse });
  },
};
