// Dexie: bulk calls, relaxed durability, an index for every order asked for and a compound one for T3.

import Dexie, { liveQuery } from "dexie";

const FEW = "number, &email, last_contact";
const MANY = `${FEW}, lifecycle, [lifecycle+last_contact]`;

export class DexieSide {
  static async open({ indexes = "few" } = {}) {
    const side = new DexieSide();
    side.db = new Dexie("dexie-contacts", { chromeTransactionDurability: "relaxed" });
    side.db.version(1).stores({ contacts: indexes === "few" ? FEW : MANY });
    await side.db.open();
    return side;
  }

  get table() {
    return this.db.contacts;
  }

  insert(contacts) {
    return this.table.bulkPut(contacts);
  }

  byEmail() {
    return this.table.orderBy("email").limit(50).toArray();
  }

  byLastContact() {
    return this.table.orderBy("last_contact").reverse().limit(50).toArray();
  }

  customers() {
    const range = this.table.where("[lifecycle+last_contact]").between(["customer", Dexie.minKey], ["customer", Dexie.maxKey]);
    return range.reverse().limit(50).toArray();
  }

  // As a question nobody made a compound index for is answered.
  async customersUnprepared() {
    const found = await this.table.where("lifecycle").equals("customer").toArray();
    return found.sort((a, b) => b.last_contact - a.last_contact).slice(0, 50);
  }

  // T2: filter and order without any index.
  async cityByScore(city) {
    const found = await this.table.filter((one) => one.city === city).toArray();
    return found.sort((a, b) => b.score - a.score || a.number - b.number).slice(0, 50);
  }

  all() {
    return this.table.toArray();
  }

  watch(call) {
    const watching = liveQuery(() => this.customers()).subscribe(call);
    return () => watching.unsubscribe();
  }

  edit(number, name, value) {
    return this.table.update(number, { [name]: value });
  }

  editMany(numbers, name, value) {
    return this.table.bulkUpdate(numbers.map((key) => ({ key, changes: { [name]: value } })));
  }

  counts(lifecycles) {
    return Promise.all(lifecycles.map((one) => this.table.where("lifecycle").equals(one).count()));
  }

  close() {
    this.db.close();
  }
}
