// Starts the engine, the interface, and the service worker that makes both work offline.
// An external file, so that the content security policy needs no 'unsafe-inline'.
//
// What the interface can rely on:
//   <html data-update="ready">        a new version is downloaded and waits
//   event "kontor-update-ready"       the same, at the moment it happens (on window)
//   dispatch "kontor-update-accept"   the user agreed: the new version takes over, the page reloads
//   globalThis.kontorEngine           the engine's worker, to be taken over

startEngine();
paint();
start();
if ("serviceWorker" in navigator) keepShell();

// At once, while the interface still loads. If it fails, the interface starts its own and hears why.
function startEngine() {
  const engine = new Worker(document.querySelector('meta[name="kontor-engine"]').content, { type: "module" });
  engine.onerror = () => delete globalThis.kontorEngine;
  globalThis.kontorEngine = engine;
}

// In the theme of the last visit from the first paint on; `ui::theme` remembers it.
function paint() {
  try {
    const theme = localStorage.getItem("kontor.theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // No storage: as the system.
  }
}

async function start() {
  try {
    const { default: init } = await import("./app.js");
    await init({ module_or_path: new URL("./app_bg.wasm", import.meta.url) });
  } catch (error) {
    // Nothing of the interface runs yet, so its translations cannot be used.
    const text = document.createElement("p");
    text.setAttribute("role", "alert");
    text.textContent = `Kontor could not start: ${error}. Your data is safe in this browser; reload the page to try again.`;
    document.body.append(text);
    throw error;
  }
}

async function keepShell() {
  const container = navigator.serviceWorker;
  const hadController = container.controller !== null;
  let accepted = false;

  const ready = () => {
    document.documentElement.dataset.update = "ready";
    dispatchEvent(new Event("kontor-update-ready"));
  };

  // The service worker asks which versions are still on screen before it deletes an old one.
  container.addEventListener("message", (event) => {
    if (event.data?.type === "version") event.ports[0]?.postMessage(version());
  });
  container.startMessages();

  container.addEventListener("controllerchange", () => {
    // The first install claims nothing; a change means that some tab accepted an update. This
    // tab keeps what it runs (drafts included) until its own user agrees or reloads.
    if (accepted) location.reload();
    else if (hadController) ready();
  });

  let registration;
  try {
    registration = await container.register("/sw.js", { updateViaCache: "none" });
  } catch (error) {
    console.warn("offline start is not available:", error);
    return;
  }

  const watch = (worker) => {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) ready();
    });
  };
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  if (registration.waiting && registration.active) ready();

  addEventListener("kontor-update-accept", () => {
    accepted = true;
    if (registration.waiting) registration.waiting.postMessage({ type: "activate" });
    else location.reload();
  });

  container.controller?.postMessage({ type: "clean" });

  // A page that stays open for days still learns of a new version.
  let checked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - checked < 3_600_000) return;
    checked = Date.now();
    registration.update().catch(() => {}); // offline: the next look will do
  });
}

function version() {
  return document.querySelector('meta[name="kontor-version"]').content;
}
