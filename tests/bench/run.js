// Runs the benchmark. `cargo xtask bench` calls it with KONTOR_DIST (a finished build) and KONTOR_CHROMIUM; what it
// takes stands at `usage` below. Results are written after each group of tasks.

import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { build } from "esbuild";

import * as browser from "./driver/browser.js";
import { removeFilled } from "./driver/kontor.js";
import * as report from "./driver/report.js";
import { Server } from "./driver/server.js";
import * as bytes from "./driver/tasks/bytes.js";
import * as file from "./driver/tasks/file.js";
import * as heap from "./driver/tasks/heap.js";
import * as insert from "./driver/tasks/insert.js";
import * as inside from "./driver/tasks/inside.js";
import * as scroll from "./driver/tasks/scroll.js";
import * as start from "./driver/tasks/start.js";
import * as visit from "./driver/tasks/visit.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const STORAGE = [insert, start, file];
// Scrolling and visits come last: they leave the app's service worker in the profile, which then answers for the
// benchmark's own pages.
const TASKS = [insert, start, inside, file, heap, scroll, visit, bytes];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "7" },
    backend: { type: "string", default: "both" },
    // Only tasks over so many contacts.
    size: { type: "string" },
    // Where to write, instead of the files of the repository.
    out: { type: "string" },
  },
});
const runs = Number(values.runs);
const backends = values.backend === "both" ? Object.keys(browser.BACKENDS) : [values.backend];
const known = TASKS.flatMap((task) => task.ids);
const wrong = positionals.filter((id) => !known.includes(id));
if (!(runs >= 1) || wrong.length > 0 || !backends.every((name) => name in browser.BACKENDS)) {
  console.error(`usage: bench [${known.join("|")}]... [--runs N] [--backend leveldb|sqlite|both] [--size 20000|100000] [--out FOLDER]`);
  process.exit(2);
}
const dist = process.env.KONTOR_DIST;
if (!dist) throw new Error("KONTOR_DIST names no build");

const began = Date.now();
const say = (what) => console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${what}`);

await bundle();
const server = new Server([["/bench/", join(here, "dist")], ["/", dist]]);
await server.start();
const chromium = await browser.version();
const loads = [];
const tasks = [];
const failed = [];
for (const backend of backends) {
  for (const module of TASKS) {
    // What does not touch IndexedDB is the same on either.
    if (backend !== backends[0] && !STORAGE.includes(module)) continue;
    const has = (size) => values.size === undefined || Number(values.size) === size;
    if (module.SIZE && !has(module.SIZE)) continue;
    const wants = (id) => positionals.length === 0 || positionals.includes(id);
    if (!module.ids.some(wants)) continue;
    const bench = { server, url: server.url, page: `${server.url}/bench/main.html`, dist, runs, backend, wants, has, say };
    try {
      for await (const score of module.run(bench)) {
        const one = report.task(score, version);
        loads.push(loadavg()[0]);
        tasks.push(one);
        say(`${one.id} ${one.what}: ${JSON.stringify({ ours: one.ours, peers: one.peers, notes: one.notes })}`);
      }
    } catch (error) {
      failed.push(module.ids.join(", "));
      console.error(`FAILED ${module.ids.join(", ")}: ${error.stack}`);
    }
    await save();
  }
}
await server.stop();
await removeFilled();
if (failed.length > 0) {
  console.error(`not everything could be measured: ${failed.join("; ")}`);
  process.exit(1);
}

// Writes what is measured so far: a run of hours that is interrupted has not been for nothing.
async function save() {
  if (tasks.length === 0) return;
  const results = {
    // Every file of a build is named by its content, and the page names the files.
    build: createHash("sha256").update(await readFile(join(dist, "index.html"))).digest("hex").slice(0, 16),
    machine: {
      cores: cpus().length,
      cpu: cpus()[0].model,
      memory_gb: Math.round(totalmem() / 2 ** 30),
      chromium,
      load: Number(Math.max(0, ...loads).toFixed(1)),
    },
    date: new Date().toISOString().slice(0, 10),
    runs,
    tasks,
  };
  const json = values.out ? join(values.out, "results.json") : join(here, "results.json");
  const readme = values.out ? join(values.out, "README.md") : join(root, "README.md");
  await report.write(results, json, readme);
}

// The pages that the tasks visit.
async function bundle() {
  const out = join(here, "dist");
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: { main: join(here, "page", "main.js"), scroll: join(here, "page", "scroll.js"), memory: join(here, "page", "memory.js"), cold: join(here, "page", "cold.js") },
    bundle: true,
    format: "esm",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    outdir: out,
    logLevel: "warning",
  });
  const index = await readFile(join(dist, "index.html"), "utf8");
  const engine = /name="kontor-engine" content="([^"]+)"/.exec(index)?.[1];
  if (!engine) throw new Error(`${dist}/index.html names no engine`);
  for (const page of ["main", "scroll"]) {
    const words = `<!doctype html><meta charset="utf-8"><title>${page}</title><link rel="icon" href="data:,">`;
    const script = `<script>globalThis.kontorEngine = ${JSON.stringify(engine)}</script><script type="module" src="${page}.js"></script>`;
    await writeFile(join(out, `${page}.html`), `${words}<body>${script}`);
  }
  await writeFile(join(out, "weighed.js"), `import "./memory.js";\nimport ${JSON.stringify(engine)};\n`);
  await writeFile(join(out, "started_when_asked.js"), `import "./cold.js";\nimport ${JSON.stringify(engine)};\n`);
}

// "papaparse + dexie" has two.
function version(peer) {
  const require = createRequire(import.meta.url);
  const names = peer.split(" + ").map((name) => name.split(" ")[0]);
  const of = (name) => {
    const folder = { pouchdb: "pouchdb-browser", tanstack: "@tanstack/virtual-core" }[name] ?? name;
    try {
      return JSON.parse(require("node:fs").readFileSync(join(here, "node_modules", folder, "package.json"), "utf8")).version;
    } catch {
      return null;
    }
  };
  return names.map(of).filter(Boolean).join(" + ") || null;
}
