// The exact work of the tasks that run inside one page. Each takes a side and gives back its times in milliseconds
// and the answer to compare; nothing but the work lies between two looks at the clock.

import { LIFECYCLES, SEARCHED, parsed, plain } from "./contacts.js";
import * as hash from "./hash.js";

const timed = async (times, work) => {
  const from = performance.now();
  const result = await work();
  times.push(performance.now() - from);
  return result;
};

// Everybody does the work some times before the clock runs, so that what is measured has been compiled: Kontor's
// own program is compiled ahead, but the part that stands for its page here is JavaScript like its peers.
const WARM = { times: 20, ms: 400 };

const warm = async (question) => {
  const from = performance.now();
  let answer;
  for (let round = 0; round < WARM.times && (round === 0 || performance.now() - from < WARM.ms); round += 1) {
    answer = await question(round);
  }
  return answer;
};

const repeat = async (count, question) => {
  const times = [];
  let answer = await warm(question);
  for (let round = 0; round < count; round += 1) answer = await timed(times, question);
  return { times, answer: hash.rows(answer) };
};

// T1: into an empty store, until durable and both orders were asked for once.
export async function insert(side, { contacts }) {
  const times = [];
  const [a, b] = await timed(times, async () => {
    await side.insert(contacts);
    return [await side.byEmail(), await side.byLastContact()];
  });
  return { times, answer: hash.rows([...a, ...b]) };
}

// T3 and T3b.
export const filter = (side) => repeat(10, () => side.customers());
export const unprepared = (side) => repeat(4, () => side.customersUnprepared());
export const tree = (side) => repeat(6, () => side.tree());

// Five words typed letter by letter.
export function keystrokes(contacts) {
  const words = [contacts[11].last_name, contacts[23].first_name, contacts[5].city, "Engineer", contacts[42].last_name];
  return words.flatMap((word) => [1, 2, 3, 4, 5].map((letters) => plain(word).slice(0, letters)));
}

// Numbers of the contacts with a word that begins so in one of the five fields. `words` holds every contact's.
const beginning = (words, text) => words.filter(([, own]) => own.some((word) => word.startsWith(text))).map(([number]) => number);

const words = (contacts) =>
  contacts.map((one) => [one.number, SEARCHED.flatMap((field) => plain(one[field]).split(/[^\p{L}\p{N}]+/u))]);

export const matching = (contacts, text) => beginning(words(contacts), text).length;

// What every search must find.
export function truth(contacts) {
  const all = words(contacts);
  return keystrokes(contacts).map((text) => [text, hash.numbers(beginning(all, text))]);
}

// T4: twenty results for every keystroke; what is found in all must be the same.
export async function search(side, { contacts }) {
  const times = [];
  const typed = keystrokes(contacts);
  await warm((round) => side.search(typed[round % typed.length]));
  for (const text of typed) await timed(times, () => side.search(text));
  const found = [];
  for (const text of keystrokes(contacts)) found.push([text, hash.numbers(await side.all(text))]);
  return { times, answer: JSON.stringify(found) };
}

// T4b: libraries from contacts in memory; Kontor when it starts anew, from the moment its records are in memory.
export async function build(side, { contacts }) {
  const times = [];
  if (side.rebuild) times.push(await side.rebuild());
  else await timed(times, async () => side.build(contacts));
  const found = [];
  for (const text of keystrokes(contacts)) found.push([text, hash.numbers(await side.all(text))]);
  return { times, answer: JSON.stringify(found) };
}

const EDITS = 50;

// T5: one edit after the other of records in an open list. Timed until durable; the next one begins when the list
// shows it (where the side has live lists).
export async function edit(side, { contacts, round }) {
  const customers = contacts.filter((one) => one.lifecycle === "customer");
  const numbers = customers.sort((a, b) => b.last_contact - a.last_contact).slice(0, EDITS).map((one) => one.number);
  await side.hold?.(numbers);
  let shown = [];
  let heard = () => {};
  const stop = side.watch?.((rows) => {
    shown = rows;
    heard();
  });
  const until = (holds) =>
    new Promise((resolve) => {
      heard = () => holds() && resolve();
      heard();
    });
  if (stop) await until(() => shown.length === EDITS);
  const times = [];
  const listed = [];
  for (const [at, number] of numbers.entries()) {
    const value = 2000 + round * 100 + at;
    const from = performance.now();
    await side.edit(number, "score", value);
    times.push(performance.now() - from);
    if (stop) await until(() => shown.find((one) => one.number === number)?.score === value);
    listed.push(performance.now() - from);
  }
  stop?.();
  const rows = side.customers ? await side.customers() : [...side.docs.values()].map(({ _id, _rev, ...one }) => one);
  return { times, listed: stop ? listed : undefined, answer: hash.rows(rows) };
}

// T5b: another stage for a thousand records, until durable.
export async function burst(side, { contacts, round }) {
  // Customers stay as they are: other tasks list them.
  const idle = contacts.filter((one) => one.lifecycle === "former" || one.lifecycle === "subscriber");
  const numbers = idle.slice(0, 1000).map((one) => one.number);
  const to = LIFECYCLES[round % 2 === 0 ? 4 : 0];
  const times = [];
  await timed(times, () => side.editMany(numbers, "lifecycle", to));
  return { times, answer: (await side.counts(LIFECYCLES)).join() };
}

// T7: a file until its records are durable and can be asked for. Repeated addresses are left out.
export async function importKontor(side, { file, count }) {
  const times = [];
  const tally = await timed(times, () => side.kontor.import(file));
  if (tally.new !== count) throw new Error(`imported ${JSON.stringify(tally)}`);
  return { times, answer: hash.rows([...(await side.byEmail()), ...(await side.byLastContact())]) };
}

export async function importDexie(side, { file, parse }) {
  const times = [];
  await timed(times, async () => {
    const { data } = parse(await file.text());
    const known = new Set();
    const fresh = data.map(parsed).filter((one) => !known.has(one.email) && known.add(one.email));
    await side.insert(fresh);
  });
  return { times, answer: hash.rows([...(await side.byEmail()), ...(await side.byLastContact())]) };
}

// T7, reading alone. Kontor also finds out what every column holds and where it goes.
export async function readKontor(side, { file, count }) {
  const times = [];
  await timed(times, () => side.kontor.plan(file));
  return { times, answer: hash.hash(JSON.stringify(await side.kontor.lastRows(count))) };
}

export async function readPapa(_, { file, count, parse }) {
  const times = [];
  const { data } = await timed(times, async () => parse(await file.text()));
  if (data.length !== count) throw new Error(`${data.length} rows`);
  return { times, answer: hash.hash(JSON.stringify(data.slice(-50).map((row) => Object.values(row)))) };
}
