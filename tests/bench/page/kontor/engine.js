// Kontor's engine as its interface sees it (src/client/bridge.rs): a message leaves the main thread, an answer comes
// back and is decoded there.

import { decode, encode } from "./postcard.js";
import { fromEngine, toEngine } from "./protocol.js";

export class Engine {
  constructor(address) {
    this.waiting = new Map();
    this.subs = new Map();
    this.next = 1;
    this.state = null;
    this.watchers = [];
    this.worker = new Worker(address, { type: "module" });
    this.worker.onmessage = ({ data }) => this.receive(decode(fromEngine, data));
    this.worker.onerror = (event) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`the engine stopped: ${event.message}`));
      this.waiting.clear();
    };
  }

  receive(message) {
    if (message.Reply) {
      const [id, answer] = message.Reply;
      const { resolve, reject } = this.waiting.get(id);
      this.waiting.delete(id);
      if (answer.Ok) resolve(answer.Ok);
      else reject(new Error(`the engine refused: ${JSON.stringify(answer.Err)}`));
    } else if (message.Live) {
      this.subs.get(message.Live[0])?.(message.Live[1]);
    } else if (message.State) {
      this.state = message.State;
      this.watchers = this.watchers.filter(({ holds, resolve }) => !holds(this.state) || resolve(this.state));
    }
  }

  // Says what needs no answer.
  tell(request) {
    this.send(encode(toEngine, { id: 0, request }), []);
  }

  send(bytes, files) {
    this.worker.postMessage(files.length > 0 ? [bytes, ...files] : bytes, [bytes.buffer]);
  }

  call(request, files) {
    return this.ask((id) => encode(toEngine, { id, request }), files);
  }

  // Asks in bytes that somebody else wrote for the id.
  ask(write, files = []) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send(write(id), files);
    });
  }

  // Opens storage. Resolves when everything is in memory and can be searched.
  async open() {
    const ready = this.until((state) => state.loaded && state.searchable);
    await this.call({ Open: { zone: "UTC", locale: "en" } });
    await ready;
  }

  // The next state for which that holds.
  until(holds) {
    return new Promise((resolve) => this.watchers.push({ holds, resolve }));
  }

  subscribe(spec, call) {
    const id = this.next++;
    this.subs.set(id, call);
    this.tell({ Subscribe: [id, spec] });
    return id;
  }

  unsubscribe(id) {
    this.subs.delete(id);
    this.tell({ Unsubscribe: id });
  }

  close() {
    this.worker.terminate();
  }
}
