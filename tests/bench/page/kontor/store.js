// The contacts in Kontor, and questions about them in Kontor's words.

import { FIELDS, LIFECYCLES } from "../contacts.js";
import { KINDS, creation } from "./creation.js";
import { Engine } from "./engine.js";

const PERSON = 2;
// Fields that the standard schema of a person lacks.
const OWN = [
  { id: 0x1_0001, key: "number", label: "Customer number", kind: { Number: { decimals: 0 } } },
  { id: 0x1_0002, key: "score", label: "Score", kind: { Number: { decimals: 0 } } },
  { id: 0x1_0003, key: "last_contact", label: "Last contact", kind: "DateTime" },
];

export class Kontor {
  static async open() {
    const kontor = new Kontor();
    await kontor.spawn().open();
    return kontor;
  }

  // The worker, its storage not yet open.
  spawn() {
    this.engine = new Engine(globalThis.kontorEngine);
    return this.engine;
  }

  close() {
    this.engine.close();
  }

  get person() {
    return this.engine.state.schema.objects.find((object) => object.id === PERSON);
  }

  // Numbers of the fields, in the order of FIELDS.
  get ids() {
    const labels = Object.fromEntries(OWN.map((field) => [field.key, field.label]));
    return FIELDS.map((name) => {
      const found = this.person.fields.find((field) => field.key === name || field.label === labels[name]);
      if (!found) throw new Error(`no field ${name}`);
      return found.id;
    });
  }

  field(name) {
    return this.ids[FIELDS.indexOf(name)];
  }

  // Adds the fields that are missing.
  async prepare() {
    const edits = OWN.map(({ id, key, label, kind }) => {
      const field = { id, key, label, kind, required: false, unique: false, group: null, section: "more" };
      return { PutField: { object: PERSON, field: { ...field, default: "Empty", help: null, archived: false } } };
    });
    const known = this.engine.until((state) => state.schema.objects.some((one) => one.fields.some((f) => f.key === "score")));
    await this.engine.call({ Commit: { command: "settings.field", edits } });
    await known;
  }

  // Inserts contacts in one change; resolves when it is durable.
  async insert(contacts) {
    const { Done } = await this.engine.ask((id) => creation(id, PERSON, this.ids, contacts));
    if (Done.records !== contacts.length) throw new Error(`${Done.records} records instead of ${contacts.length}`);
  }

  // Has the engine read a file and plan its import.
  async plan(file) {
    const files = [{ name: file.name, size: file.size }];
    const { Import } = await this.engine.call({ Import: { Begin: { files, object: PERSON, column_word: "Column" } } }, [file]);
    if (!Import.Plan) throw new Error("no plan");
  }

  // The texts of the last rows of the file that was planned, which has so many.
  async lastRows(count) {
    const window = { start: count - 50, end: count };
    const { Import } = await this.engine.call({ Import: { Rows: { file: 0, filter: "All", window } } });
    if (Import.Rows.total !== count) throw new Error(`${Import.Rows.total} rows`);
    return Import.Rows.rows.map((row) => row.cells.map((cell) => cell.text));
  }

  // Imports a file from beginning to end; resolves when it is durable.
  async import(file) {
    await this.plan(file);
    const { Import } = await this.engine.call({ Import: "Run" });
    return Import.Finished.total;
  }

  // A list of contacts with all fields: `{ filter, sort, text, window }`.
  list({ filter = { All: [] }, sort = [], text = "", window = { start: 0, end: 50 }, columns = FIELDS }) {
    const order = sort.map(([name, descending]) => ({ path: { Field: this.field(name) }, descending }));
    const query = { object: PERSON, filter, text, sort: order, group: null, scope: "Live" };
    return { List: { query, columns: columns.map((name) => ({ Field: this.field(name) })), window, aggregates: [] } };
  }

  is(name, test) {
    return { Is: { path: { Field: this.field(name) }, test } };
  }

  async rows(spec) {
    return (await this.engine.call({ Rows: spec })).Rows;
  }

  async search(text, limit) {
    return (await this.engine.call({ Search: { text, object: PERSON, limit, generation: 1 } })).Hits;
  }

  // Sets one field of some records; resolves when it is durable.
  async set(records, name, value) {
    const cells = [[this.field(name), cell(name, value)]];
    const edits = [{ Set: { object: PERSON, target: { Records: records }, cells } }];
    return (await this.engine.call({ Commit: { command: "record.set", edits } })).Done;
  }
}

function cell(name, value) {
  const kind = KINDS[name] ?? "Text";
  return { [kind]: kind === "Option" ? LIFECYCLES.indexOf(value) + 1 : value };
}

// The cells of a row, asked for with all fields, as a contact.
export function contact(row) {
  const one = {};
  FIELDS.forEach((name, at) => {
    const value = row.cells[at].Value;
    if (value === undefined) one[name] = name === "no_contact" ? false : undefined;
    else if (name === "lifecycle") one[name] = LIFECYCLES[value.Option - 1];
    else one[name] = Object.values(value)[0];
    if (name === "number") one[name] = Number(one[name]);
  });
  return one;
}
