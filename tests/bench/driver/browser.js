// Chromium as people have it: profiles on disk. (Contexts without one keep IndexedDB in memory.)

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const executablePath = process.env.KONTOR_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--js-flags=--expose-gc",
];
// Longest wait for one piece of work, in milliseconds.
const PATIENCE = 900_000;

export const BACKENDS = { leveldb: [], sqlite: ["--enable-features=IdbSqliteBackingStore"] };

export async function profile() {
  const folder = await mkdtemp(join(tmpdir(), "kontor-bench-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

// Opens `url` with a profile. Errors of the page become errors here.
export async function visit(folder, url, { backend = "leveldb", flags = [], prepare } = {}) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: [...FLAGS, ...BACKENDS[backend], ...flags],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(PATIENCE);
  page.on("pageerror", (error) => console.error(`  page: ${error.message}`));
  await prepare?.(page);
  await page.goto(url, { waitUntil: "load" });
  return { page, context, close: () => context.close() };
}

// A visit with a profile of its own that is thrown away afterwards.
export async function fresh(url, options, work) {
  const own = await profile();
  try {
    const visitor = await visit(own.folder, url, options);
    try {
      return await work(visitor.page);
    } finally {
      await visitor.close();
    }
  } finally {
    await own.remove();
  }
}

export const version = async () => {
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  const text = browser.version();
  await browser.close();
  return text;
};
