// Keeps the files of one version of the app, all or none, so that it starts without a network.
// `cargo xtask build` writes the two constants; nothing else in this file changes between versions.
//
// Rules: a version is stored complete or not at all; it takes over only when the page says that
// the user agreed; a tab never gets files of two versions, because every file but index.html is
// named by its content, and index.html is only read at a navigation.

const VERSION = "dev";
const FILES = []; // [path, integrity]

const PREFIX = "kontor-shell-";
const CACHE = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
  if (event.data?.type === "clean") event.waitUntil(clean());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    const file = known(url.pathname) ? url.pathname : "/index.html";
    event.respondWith(stored(file, request));
  } else if (known(url.pathname) || isHashed(url.pathname)) {
    event.respondWith(stored(url.pathname, request));
  }
});

function known(path) {
  return FILES.some(([name]) => name === path);
}

function isHashed(path) {
  return /-[0-9a-f]{16}\.[a-z0-9]+$/.test(path);
}

// The integrity of every file is part of the list, so a deployment caught half-way (new list, old
// file) fails the install and the version that runs stays.
async function install() {
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll(
      FILES.map(([path, integrity]) => new Request(path, { cache: isHashed(path) ? "default" : "no-cache", integrity })),
    );
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// This version first. A tab that was started by an older version finds its own files, which are
// kept as long as it is open, by their content-hashed names.
async function stored(path, request) {
  const cache = await caches.open(CACHE);
  const hit = (await cache.match(path)) ?? (isHashed(path) ? await caches.match(path) : undefined);
  return hit ?? fetch(request);
}

// Deletes the versions that no open tab runs. A tab that does not answer keeps them all.
async function clean() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  if (old.length === 0) return;
  // While a version waits, its cache is "old" only by name.
  if (self.registration.waiting ?? self.registration.installing) return;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const used = await Promise.all(tabs.map(versionOf));
  if (used.includes(null)) return;
  await Promise.all(old.filter((name) => !used.includes(name.slice(PREFIX.length))).map((name) => caches.delete(name)));
}

function versionOf(tab) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    setTimeout(() => resolve(null), 500);
    tab.postMessage({ type: "version" }, [port2]);
  });
}
