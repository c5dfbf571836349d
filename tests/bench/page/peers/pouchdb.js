// PouchDB with its IndexedDB adapter. Both orders are secondary indexes (map/reduce views), built and kept by PouchDB.

import PouchDB from "pouchdb-browser";

const id = (number) => String(number).padStart(8, "0");
const VIEWS = {
  _id: "_design/orders",
  views: {
    email: { map: "function (doc) { emit(doc.email); }" },
    last_contact: { map: "function (doc) { emit(doc.last_contact); }" },
  },
};

const plain = ({ rows }) => rows.map(({ doc: { _id, _rev, ...one } }) => one);

export class PouchSide {
  static async open() {
    const side = new PouchSide();
    side.db = new PouchDB("pouchdb-contacts", { revs_limit: 1, auto_compaction: true });
    return side;
  }

  async insert(contacts) {
    await this.db.bulkDocs(contacts.map((one) => ({ _id: id(one.number), ...one })));
    const { rev } = await this.db.put(VIEWS);
    if (!rev) throw new Error("pouchdb refused the views");
  }

  async byEmail() {
    return plain(await this.db.query("orders/email", { limit: 50, include_docs: true }));
  }

  async byLastContact() {
    return plain(await this.db.query("orders/last_contact", { limit: 50, include_docs: true, descending: true }));
  }

  // A screen that edits a document holds it already.
  async hold(numbers) {
    const { rows } = await this.db.allDocs({ keys: numbers.map(id), include_docs: true });
    this.docs = new Map(rows.map(({ doc }) => [doc.number, doc]));
  }

  async edit(number, name, value) {
    const doc = { ...this.docs.get(number), [name]: value };
    const { rev } = await this.db.put(doc);
    this.docs.set(number, { ...doc, _rev: rev });
  }

  async editMany(numbers, name, value) {
    const { rows } = await this.db.allDocs({ keys: numbers.map(id), include_docs: true });
    await this.db.bulkDocs(rows.map(({ doc }) => ({ ...doc, [name]: value })));
  }

  async counts(lifecycles) {
    const { rows } = await this.db.allDocs({ include_docs: true });
    return lifecycles.map((lifecycle) => rows.filter(({ doc }) => doc.lifecycle === lifecycle).length);
  }

  close() {
    return this.db.close();
  }
}
