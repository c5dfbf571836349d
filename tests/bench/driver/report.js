// From scores to results.json and to the table in the README.

import { readFile, writeFile } from "node:fs/promises";

import { median, quantile, rounded } from "./stats.js";

const START = "<!-- bench:start -->";
const END = "<!-- bench:end -->";

const FIGURES = { median, p95: (times) => quantile(times, 0.95) };

function summary(rounds) {
  const times = rounds.flat();
  return { median: rounded(median(times)), p95: rounded(FIGURES.p95(times)), runs: rounds.length };
}

// A score as results.json has it. `ratio` is the peer's figure divided by ours, above 1 where we are ahead; `spread`
// its least and largest value in a single round.
export function task(score, versions) {
  const by = score.by ?? "median";
  const rounds = score.rounds.get("kontor");
  const own = summary(rounds);
  const peers = {};
  for (const [name, others] of score.rounds) {
    if (name === "kontor") continue;
    const peer = summary(others);
    const each = others.map((times, at) => FIGURES[by](times) / FIGURES[by](rounds[at]));
    const spread = [rounded(Math.min(...each)), rounded(Math.max(...each))];
    peers[name] = { version: versions(name), ...peer, ratio: rounded(peer[by] / own[by]), spread };
  }
  const notes = Object.fromEntries([...score.notes].map(([name, times]) => [name, rounded(median(times))]));
  return {
    id: score.id,
    what: score.what,
    ...(score.size && { size: score.size }),
    ...(score.backend && { backend: score.backend }),
    unit: score.unit ?? "ms",
    by,
    ours: own,
    peers,
    ...(score.answers.size > 0 && { answers_equal: true }),
    ...(score.notes.size > 0 && { notes }),
    ...(score.goal && { goal: score.goal, met: met(score.goal, own[by], peers) }),
    ...(score.floor && { floor: score.floor }),
  };
}

// A goal names a peer and how many times it is to be beaten, or a most of our own figure; or both.
function met({ peer, times, most }, own, peers) {
  const ahead = peer === undefined || (peers[peer] !== undefined && peers[peer].ratio >= times);
  return ahead && (most === undefined || own <= most);
}

const shown = (value, unit) => (unit === "kB" ? `${Math.round(value)} kB` : `${rounded(value)} ${unit}`);

function goal({ peer, times, most }, unit) {
  const words = [];
  if (peer !== undefined) words.push(`${times}x ${peer}`);
  if (most !== undefined) words.push(`at most ${shown(most, unit)}`);
  return words.join(", ");
}

function line(one) {
  const size = one.size ? ` (${one.size.toLocaleString("en")})` : "";
  const figures = Object.entries(one.peers).sort(([, a], [, b]) => a.ratio - b.ratio);
  const own = shown(one.ours[one.by], one.unit);
  const peers = figures.map(([name, peer]) => `${name} ${shown(peer[one.by], one.unit)}`).join("; ");
  const ratio = ({ ratio, spread, runs }) => (runs > 1 && spread ? `${ratio}x (${spread.join(" to ")})` : `${ratio}x`);
  const ratios = figures.map(([, peer]) => ratio(peer)).join("; ");
  const aim = one.goal ? `${goal(one.goal, one.unit)} | ${one.met ? "yes" : "**no**"}` : "none | ";
  return `| ${one.id} ${one.what}${size}${one.by === "p95" ? ", p95" : ""} | ${own} | ${peers || "none"} | ${ratios} | ${aim} |`;
}

export function table({ machine, date, tasks, assembled }) {
  const backends = [...new Set(tasks.map((one) => one.backend).filter(Boolean))];
  // What does not touch IndexedDB stands with the first.
  const parts = (backends.length > 0 ? backends : [undefined]).map((backend) => {
    const own = tasks.filter((one) => (one.backend ?? backends[0]) === backend);
    const title = backends.length > 1 ? `IndexedDB on ${backend === "sqlite" ? "SQLite" : "LevelDB"}:\n\n` : "";
    return `${title}| Task | Kontor | Others, the best first | Ratio | Goal | Met |\n|---|---|---|---|---|---|\n${own.map(line).join("\n")}`;
  });
  const turns = tasks.filter((one) => one.unit !== "kB").map((one) => one.ours.runs);
  const spread = turns.length > 0 ? [...new Set([Math.min(...turns), Math.max(...turns)])].join(" to ") : 1;
  const where = `${machine.cores} cores (${machine.cpu}), Chromium ${machine.chromium}, ${spread} turns each`;
  const busy =
    machine.load > machine.cores
      ? ` Other work kept the machine busy (load ${machine.load}): everything took longer than it need, and most of all what crosses threads.`
      : "";
  const pieced = assembled
    ? " The rows come from several runs of the benchmark over one build of Kontor, between which the benchmark itself may have been changed; each row's ratios are from one run."
    : "";
  const bounds = new Map(tasks.filter((one) => one.floor).map((one) => [one.id, one.floor]));
  const floors = [...bounds].map(([id, floor]) => `- ${id}: ${floor}.`).join("\n");
  return `Measured ${date} by \`cargo xtask bench\` on ${where}. A ratio above 1x means that Kontor is ahead; ratios are the claim, milliseconds depend on the machine.${busy}${pieced}\n\n${parts.join("\n\n")}\n\nWhat bounds them:\n\n${floors}`;
}

// Adds results to those of other tasks that were measured with the same build on the same machine, and writes
// results.json and the table.
export async function write(results, json, readme) {
  const before = await readFile(json, "utf8").then(JSON.parse, () => undefined);
  const same = before?.build === results.build && before.machine.cpu === results.machine.cpu;
  const key = (task) => [task.id, task.size, task.backend, task.what].join();
  const fresh = new Set(results.tasks.map(key));
  const kept = same ? before.tasks.filter((task) => !fresh.has(key(task))) : [];
  const tasks = [...kept, ...results.tasks].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const load = same && kept.length > 0 ? Math.max(before.machine.load, results.machine.load) : results.machine.load;
  const assembled = kept.length > 0;
  const whole = { ...results, machine: { ...results.machine, load }, assembled, tasks };
  await writeFile(json, `${JSON.stringify(whole, null, 2)}\n`);
  const text = await readFile(readme, "utf8");
  const [from, to] = [text.indexOf(START), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${readme} has no place for the table: ${START} … ${END}`);
  await writeFile(readme, `${text.slice(0, from + START.length)}\n${table(whole)}\n${text.slice(to)}`);
}
