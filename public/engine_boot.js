// Starts the engine in its worker. Messages may arrive before the engine listens: they are kept and
// handed over. A failure is thrown at top level, because only that reaches the page as an error event;
// a rejected promise inside a worker would be silent.
import init from "./engine.js";

const early = [];
self.onmessage = (event) => early.push(event);
self.addEventListener("unhandledrejection", (event) => fail(event.reason));

init({ module_or_path: new URL("./engine_bg.wasm", import.meta.url) }).then(() => {
  for (const { data, ports } of early) self.dispatchEvent(new MessageEvent("message", { data, ports }));
}, fail);

function fail(error) {
  setTimeout(() => {
    throw error;
  });
}
