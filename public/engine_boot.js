// Starts the engine in its worker. Messages may arrive before the engine listens: they are kept and
// handed over. A failure is thrown at top level, because only that reaches the page as an error event;
// a rejected promise inside a worker would be silent.
const early = [];
self.onmessage = (event) => early.push(event);
self.addEventListener("unhandledrejection", (event) => fail(event.reason));

start().catch(fail);

async function start() {
  // Both files at the same time.
  const wasm = fetch(new URL("./engine_bg.wasm", import.meta.url));
  const { default: init } = await import("./engine.js");
  await init({ module_or_path: wasm });
  for (const { data, ports } of early) self.dispatchEvent(new MessageEvent("message", { data, ports }));
}

function fail(error) {
  setTimeout(() => {
    throw error;
  });
}
