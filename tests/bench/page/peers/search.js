// Two search libraries over the same five fields. Both fold case and accents, take words at anything that is neither
// letter nor digit, and match beginnings of words, as Kontor does.

import { Document, Index } from "flexsearch";
import MiniSearch from "minisearch";

import { SEARCHED, plain } from "../contacts.js";

const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

export class MiniSide {
  constructor() {
    this.index = new MiniSearch({
      idField: "number",
      fields: SEARCHED,
      tokenize: words,
      processTerm: (term) => term,
      searchOptions: { prefix: true, combineWith: "AND", boost: { first_name: 3, last_name: 3 } },
    });
  }

  build(contacts) {
    this.index.addAll(contacts);
  }

  // The best twenty; ranking needs them all first.
  search(text) {
    return this.index.search(text).slice(0, 20);
  }

  all(text) {
    return this.index.search(text).map(({ id }) => id);
  }
}

// FlexSearch over one text a contact: the quickest it can be. It knows no fields then, and ranks by place alone.
export class FlexTextSide {
  constructor() {
    this.index = new Index({ tokenize: "forward", encode: words });
  }

  build(contacts) {
    for (const one of contacts) this.index.add(one.number, SEARCHED.map((field) => one[field]).join(" "));
  }

  search(text) {
    return this.index.search(text, { limit: 20 });
  }

  all(text) {
    return this.index.search(text, { limit: 1_000_000 });
  }
}

// FlexSearch over fields: what each of them finds, one after the other, joined.
export class FlexSide {
  constructor() {
    this.index = new Document({ tokenize: "forward", encode: words, document: { id: "number", index: SEARCHED } });
  }

  build(contacts) {
    for (const one of contacts) this.index.add(one);
  }

  search(text) {
    return this.index.search(text, { limit: 20, merge: true });
  }

  all(text) {
    return this.index.search(text, { limit: 1_000_000, merge: true }).map(({ id }) => id);
  }
}
