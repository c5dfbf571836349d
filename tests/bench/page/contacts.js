// The contacts that everybody gets: the same ones for the same seed. Fourteen fields; five of them hold words
// (first_name, last_name, job_title, email, city), so that a search of letters looks at the same five everywhere.

export const FIELDS = [
  "number", // unique
  "first_name",
  "last_name",
  "job_title",
  "email", // unique; orders alike by code unit and by collation
  "phone",
  "mobile",
  "city",
  "postal_code",
  "lifecycle",
  "birthday", // days since 1970
  "no_contact",
  "score",
  "last_contact", // unique; milliseconds since 1970
];
export const LIFECYCLES = ["subscriber", "lead", "qualified", "customer", "former"];
export const SEARCHED = ["first_name", "last_name", "job_title", "email", "city"];

// Mulberry32, a small generator by Tommy Ettinger (public domain).
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const STARTS = "An Bar Ber Bran Cal Car Dal Dor El Fen Gar Hal Her Iv Jan Kar Kel Lan Lor Mar Mil Nor Ol Per Quin Ros Sal Sten Tor Ul Ver Wal Yor Zim".split(" ");
const MIDDLES = "a e i o u an ar el en er il in is on or ur é ö".split(" ");
const ENDS = "berg by da dez dorf feld ford gen ham ke ley lin low man mann ner nez ric rup sen son stad ston ta ton tti vic ward wick zer".split(" ");
const FIRST_ENDS = "a ah an as bert da den dra e el en ena er ette ia ian ie ika in ine is la lie lina lo mar na nar nie o on ra rd ric ta th us y".split(" ");
const CITY_ENDS = "berg borough burg bury chester field ford hafen ham haven holm hurst mouth pool port stadt stow ton town ville wick".split(" ");
const RANKS = "Senior Junior Chief Deputy Lead Regional Assistant Head".split(" ");
const AREAS = "Sales Finance Product Supply Quality Export Service Research Legal Marketing Plant Design".split(" ");
const JOBS = "Manager Engineer Analyst Director Buyer Officer Planner Consultant Coordinator Partner".split(" ");
const DOMAINS = "acorn atlas beacon bluebird cedar comet delta ember falcon garnet harvest indigo juniper keystone lantern maple nimbus onyx pioneer quarry".split(" ");

export function contacts(count, seed = 7) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const names = (count, ends) => {
    const made = new Set();
    while (made.size < count) made.add(pick(STARTS) + pick(MIDDLES) + (next() < 0.4 ? pick(MIDDLES) : "") + pick(ends));
    return [...made];
  };
  const words = { first: names(600, FIRST_ENDS), last: names(4000, ENDS), city: names(900, CITY_ENDS) };
  const digits = (count) => String(Math.floor(next() * 10 ** count)).padStart(count, "0");
  // Few records come first in a list of names, many in none: as in life, some names are frequent.
  const often = (list) => list[Math.floor(next() ** 2 * list.length)];
  const numbers = shuffled(count, next);
  const moments = shuffled(count, next);
  const made = [];
  for (let at = 0; at < count; at += 1) {
    const first_name = often(words.first);
    const last_name = often(words.last);
    const rank = next() < 0.4 ? `${pick(RANKS)} ` : "";
    made.push({
      number: numbers[at] + 1,
      first_name,
      last_name,
      job_title: `${rank}${pick(AREAS)} ${pick(JOBS)}`,
      email: `${plain(first_name)}.${plain(last_name)}${String(at).padStart(6, "0")}@${pick(DOMAINS)}.example`,
      phone: `+49 30 ${digits(7)}`,
      mobile: `+49 17${digits(1)} ${digits(7)}`,
      city: often(words.city),
      postal_code: digits(5),
      lifecycle: pick(LIFECYCLES),
      birthday: -7000 + Math.floor(next() * 18000),
      no_contact: next() < 0.05,
      score: Math.floor(next() * 1001),
      // Whole minutes back from a fixed day, each minute once.
      last_contact: 1_790_000_000_000 - moments[at] * 60_000 - (1_790_000_000_000 % 60_000),
    });
  }
  return made;
}

export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function shuffled(count, next) {
  const list = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

const HEADINGS = {
  number: "Customer number",
  first_name: "First name",
  last_name: "Last name",
  job_title: "Job title",
  email: "Email",
  phone: "Phone",
  mobile: "Mobile",
  city: "City",
  postal_code: "Postal code",
  lifecycle: "Lifecycle",
  birthday: "Birthday",
  no_contact: "Do not contact",
  score: "Score",
  last_contact: "Last contact",
};

export const day = (days) => new Date(days * 86_400_000).toISOString().slice(0, 10);

export function csv(list) {
  const lines = [FIELDS.map((field) => HEADINGS[field]).join(",")];
  for (const one of list) {
    const moment = new Date(one.last_contact).toISOString();
    lines.push(
      `${one.number},${one.first_name},${one.last_name},${one.job_title},${one.email},${one.phone},${one.mobile},` +
        `${one.city},${one.postal_code},${one.lifecycle},${day(one.birthday)},${one.no_contact ? "yes" : "no"},` +
        `${one.score},${moment.slice(0, 10)} ${moment.slice(11, 19)}`,
    );
  }
  return `${lines.join("\r\n")}\r\n`;
}

// A row of the CSV file, as text by heading, back to a contact.
export function parsed(row) {
  return {
    number: Number(row["Customer number"]),
    first_name: row["First name"],
    last_name: row["Last name"],
    job_title: row["Job title"],
    email: row["Email"],
    phone: row["Phone"],
    mobile: row["Mobile"],
    city: row["City"],
    postal_code: row["Postal code"],
    lifecycle: row["Lifecycle"],
    birthday: Math.round(Date.parse(row["Birthday"]) / 86_400_000),
    no_contact: row["Do not contact"] === "yes",
    score: Number(row["Score"]),
    last_contact: Date.parse(`${row["Last contact"].replace(" ", "T")}Z`),
  };
}
