// Everything in one JavaScript array, as most small tools do it. Not persisted.

const collator = new Intl.Collator("en");

export class ArraySide {
  constructor(contacts) {
    this.list = contacts;
  }

  customers() {
    const found = this.list.filter((one) => one.lifecycle === "customer");
    return found.sort((a, b) => b.last_contact - a.last_contact).slice(0, 50);
  }

  // T3b: (lead or qualified, or score from 800) and a city with "ber" and may be contacted; by name.
  tree() {
    const found = this.list.filter(
      (one) =>
        (one.lifecycle === "lead" || one.lifecycle === "qualified" || one.score >= 800) &&
        one.city.toLowerCase().includes("ber") &&
        !one.no_contact,
    );
    found.sort(
      (a, b) =>
        collator.compare(a.last_name, b.last_name) || collator.compare(a.first_name, b.first_name) || a.number - b.number,
    );
    return found.slice(0, 50);
  }
}
