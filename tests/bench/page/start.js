// T2: what a cold process does first. The program is there and idle; the clock runs from the moment its storage is
// opened until fifty rows are laid out, and on until everything is in memory and was asked once.

import { FIELDS, contacts } from "./contacts.js";
import * as hash from "./hash.js";
import { Kontor, contact } from "./kontor/store.js";
import { DexieSide } from "./peers/dexie.js";

// A frequent city.
const CITY = contacts(100)[5].city;

// The views: one that Dexie has an index for, one that it has none for.
const QUESTIONS = {
  prepared: (kontor) => kontor.list({ sort: [["last_contact", true]] }),
  free: (kontor) =>
    kontor.list({ filter: kontor.is("city", { Equals: { Text: CITY } }), sort: [["score", true], ["number", false]] }),
};
const DEXIE = {
  prepared: (side) => side.byLastContact(),
  free: (side) => side.cityByScore(CITY),
};

let kontor;

// The worker, its storage not yet open.
function spawnKontor() {
  globalThis.kontorEngine = "/bench/started_when_asked.js";
  kontor = new Kontor();
  kontor.spawn();
}

// Leaves the view open as a person would, so that the next start finds it.
export async function leaveKontor(view) {
  spawnKontor();
  await kontor.engine.open();
  const spec = QUESTIONS[view](kontor);
  await new Promise((resolve) => kontor.engine.subscribe(spec, resolve));
  await kontor.engine.call("Flush");
}

export async function start(side, view) {
  if (side === "kontor") spawnKontor();
  // Until programs are compiled and idle.
  await new Promise((go) => setTimeout(go, 1500));
  return side === "kontor" ? startKontor(view) : startDexie(view);
}

async function startKontor(view) {
  const from = performance.now();
  const { engine } = kontor;
  const loaded = engine.until((state) => state.loaded);
  const [state, page] = (await engine.call({ Open: { zone: "UTC", locale: "en" } })).Ready;
  engine.state = state;
  const opened = performance.now() - from;
  const spec = QUESTIONS[view](kontor);
  const later = new Promise((resolve) => engine.subscribe(spec, resolve));
  // As src/client/bridge.rs: the page that was stored, if it is the one that is asked for.
  const same = page !== null && JSON.stringify(page[0], inFull) === JSON.stringify(spec, inFull);
  const Rows = same ? page[1] : (await later).Rows;
  const here = performance.now() - from;
  show(Rows.rows.map(contact));
  const first = performance.now() - from;
  await loaded;
  const again = (await kontor.rows(spec)).rows.map(contact);
  const all = performance.now() - from;
  return { opened, here, first, all, answer: hash.rows(Rows.rows.map(contact)) + hash.rows(again) };
}

const inFull = (_, value) => (typeof value === "bigint" ? String(value) : value);

async function startDexie(view) {
  const from = performance.now();
  const side = await DexieSide.open();
  const opened = performance.now() - from;
  const rows = await DEXIE[view](side);
  const here = performance.now() - from;
  show(rows);
  const first = performance.now() - from;
  // The other half on a clock of its own: a page would not read everything twice.
  const whole = performance.now();
  const list = await side.all();
  const found =
    view === "free"
      ? list.filter((one) => one.city === CITY).sort((a, b) => b.score - a.score || a.number - b.number)
      : list.sort((a, b) => b.last_contact - a.last_contact);
  const all = opened + performance.now() - whole;
  return { opened, here, first, all, answer: hash.rows(rows) + hash.rows(found.slice(0, 50)) };
}

function show(rows) {
  const table = document.createElement("table");
  for (const one of rows) {
    const line = table.insertRow();
    for (const field of FIELDS) line.insertCell().textContent = one[field];
  }
  document.body.replaceChildren(table);
  // Laid out now, not some time later.
  table.getBoundingClientRect();
}
