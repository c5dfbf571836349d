// Kontor behind the same calls as its peers.

import { Kontor, contact } from "./store.js";

export class KontorSide {
  static async open() {
    const side = new KontorSide();
    side.kontor = await Kontor.open();
    return side;
  }

  prepare() {
    return this.kontor.prepare();
  }

  insert(contacts) {
    return this.kontor.insert(contacts);
  }

  async ask(question) {
    return (await this.kontor.rows(this.kontor.list(question))).rows.map(contact);
  }

  byEmail() {
    return this.ask({ sort: [["email", false]] });
  }

  byLastContact() {
    return this.ask({ sort: [["last_contact", true]] });
  }

  customersQuestion() {
    return { filter: this.kontor.is("lifecycle", { Equals: { Option: 4 } }), sort: [["last_contact", true]] };
  }

  customers() {
    return this.ask(this.customersQuestion());
  }

  tree() {
    const is = (name, test) => this.kontor.is(name, test);
    const either = { Any: [is("lifecycle", { AnyOf: [{ Option: 2 }, { Option: 3 }] }), is("score", { AtLeast: { Number: 800 } })] };
    const filter = { All: [either, is("city", { Contains: "ber" }), { Not: is("no_contact", { Equals: { Bool: true } }) }] };
    const sort = [["last_name", false], ["first_name", false], ["number", false]];
    return this.ask({ filter, sort });
  }

  // The record behind each number. Asked for once: peers are told numbers, Kontor is told records.
  async know() {
    const spec = this.kontor.list({ columns: ["number"], window: { start: 0, end: 1_000_000 } });
    const { rows } = await this.kontor.rows(spec);
    this.records = new Map(rows.map((row) => [row.cells[0].Value.Number, row.id]));
    this.numbers = new Map(rows.map((row) => [row.id, row.cells[0].Value.Number]));
  }

  // Waits until everything can be found. `total` contacts match `text`.
  async searchable(text, total) {
    while ((await this.kontor.search(text, 1)).total !== total) await new Promise((go) => setTimeout(go, 50));
  }

  // Starts the engine anew; how long it takes from its records being in memory until they can be searched.
  async rebuild() {
    await this.kontor.engine.call("Flush");
    this.close();
    await new Promise((go) => setTimeout(go, 500));
    this.kontor = new Kontor();
    const engine = this.kontor.spawn();
    const loaded = engine.until((state) => state.loaded).then(() => performance.now());
    await engine.open();
    return performance.now() - (await loaded);
  }

  search(text) {
    return this.kontor.search(text, 20);
  }

  async all(text) {
    const { hits } = await this.kontor.search(text, 1_000_000);
    return hits.map(({ id }) => this.numbers.get(id));
  }

  watch(call) {
    let rows = [];
    const spec = this.kontor.list(this.customersQuestion());
    const id = this.kontor.engine.subscribe(spec, (live) => {
      if (live.Rows) rows = live.Rows.rows;
      else {
        const known = new Map([...rows, ...live.Delta.changed].map((row) => [row.id, row]));
        rows = live.Delta.order.map((id) => known.get(id));
      }
      call(rows.map(contact));
    });
    return () => this.kontor.engine.unsubscribe(id);
  }

  edit(number, name, value) {
    return this.kontor.set([this.records.get(number)], name, value);
  }

  editMany(numbers, name, value) {
    return this.kontor.set(numbers.map((number) => this.records.get(number)), name, value);
  }

  async counts(lifecycles) {
    const totals = lifecycles.map(async (_, at) => {
      const filter = this.kontor.is("lifecycle", { Equals: { Option: at + 1 } });
      return (await this.kontor.rows(this.kontor.list({ filter, window: { start: 0, end: 1 } }))).total;
    });
    return Promise.all(totals);
  }

  close() {
    this.kontor.close();
  }
}
