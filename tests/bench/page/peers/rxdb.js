// RxDB on its Dexie storage, the free one for browsers.

import { createRxDatabase } from "rxdb/plugins/core";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";

const text = { type: "string", maxLength: 80 };
const whole = (maximum) => ({ type: "integer", minimum: -100_000, maximum, multipleOf: 1 });
const SCHEMA = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id: { type: "string", maxLength: 10 },
    number: whole(10_000_000),
    first_name: text,
    last_name: text,
    job_title: text,
    email: text,
    phone: text,
    mobile: text,
    city: text,
    postal_code: text,
    lifecycle: { type: "string", maxLength: 10 },
    birthday: whole(100_000),
    no_contact: { type: "boolean" },
    score: whole(100_000),
    last_contact: whole(10_000_000_000_000),
  },
  required: ["id", "email", "lifecycle", "last_contact"],
  indexes: ["email", "last_contact", ["lifecycle", "last_contact"]],
};

const id = (number) => String(number).padStart(8, "0");
const plain = (docs) => docs.map((doc) => doc.toJSON());

export class RxdbSide {
  static async open() {
    const side = new RxdbSide();
    side.db = await createRxDatabase({ name: "rxdb-contacts", storage: getRxStorageDexie(), multiInstance: false });
    ({ contacts: side.contacts } = await side.db.addCollections({ contacts: { schema: SCHEMA } }));
    return side;
  }

  async insert(contacts) {
    const { error } = await this.contacts.bulkInsert(contacts.map((one) => ({ id: id(one.number), ...one })));
    if (error.length > 0) throw new Error(`rxdb refused ${error.length} documents`);
  }

  async byEmail() {
    return plain(await this.contacts.find({ sort: [{ email: "asc" }], limit: 50 }).exec());
  }

  async byLastContact() {
    return plain(await this.contacts.find({ sort: [{ last_contact: "desc" }], limit: 50 }).exec());
  }

  customersQuery() {
    const index = ["lifecycle", "last_contact"];
    return this.contacts.find({ selector: { lifecycle: "customer" }, sort: [{ last_contact: "desc" }], limit: 50, index });
  }

  // The storage itself is asked: a second exec of the same query is answered from RxDB's cache.
  async customers() {
    const query = this.customersQuery();
    return (await this.contacts.storageInstance.query(query.getPreparedQuery())).documents;
  }

  watch(call) {
    const watching = this.customersQuery().$.subscribe((docs) => call(plain(docs)));
    return () => watching.unsubscribe();
  }

  // A screen that edits a document holds it already.
  async hold(numbers) {
    this.docs = await this.contacts.findByIds(numbers.map(id)).exec();
  }

  async edit(number, name, value) {
    await this.docs.get(id(number)).incrementalPatch({ [name]: value });
  }

  async editMany(numbers, name, value) {
    const docs = await this.contacts.findByIds(numbers.map(id)).exec();
    await this.contacts.bulkUpsert([...docs.values()].map((doc) => ({ ...doc.toJSON(), [name]: value })));
  }

  counts(lifecycles) {
    const index = ["lifecycle", "last_contact"];
    return Promise.all(lifecycles.map((lifecycle) => this.contacts.count({ selector: { lifecycle }, index }).exec()));
  }

  close() {
    return this.db.close();
  }
}
