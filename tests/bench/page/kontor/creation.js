// The message that creates many records: columns, as the engine keeps them and as a program that was compiled would
// hold them. No object is made for a cell: a million of them would be what is measured.

import { FIELDS, LIFECYCLES } from "../contacts.js";
import { Out, encode, unsigned } from "./postcard.js";
import { column, edit, request } from "./protocol.js";

// What the fields that are no text hold.
export const KINDS = { number: "Number", birthday: "Date", no_contact: "Bool", score: "Number", last_contact: "DateTime", lifecycle: "Option" };

const each = (write) => (out, contacts, name) => {
  out.varint(contacts.length);
  for (const one of contacts) write(out, one[name]);
};
const WRITE = {
  Text: texts,
  Number: each((out, given) => out.float(given)),
  Date: each((out, given) => out.signed(given)),
  DateTime: each((out, given) => out.signed(given)),
  Bool: each((out, given) => out.byte(given ? 1 : 0)),
  Option: each((out, given) => out.varint(LIFECYCLES.indexOf(given) + 1)),
};

const utf8 = new TextEncoder();

// The ends of all texts in bytes, then the texts one after the other.
function texts(out, contacts, name) {
  out.varint(contacts.length);
  let end = 0;
  for (const one of contacts) {
    end += bytesOf(one[name]);
    out.varint(end);
  }
  out.varint(end);
  out.room(end);
  const { written } = utf8.encodeInto(contacts.map((one) => one[name]).join(""), out.bytes.subarray(out.at, out.at + end));
  if (written !== end) throw new Error(`${written} bytes instead of ${end}`);
  out.at += end;
}

function bytesOf(text) {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Half of a pair makes two of the pair's four bytes.
    if (unit > 0x7f) count += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return count;
}

// Record ids are UUIDs of version 7 that rise in the order of the contacts.
const LOW_BITS = 56n;
const high = () => ((BigInt(Date.now()) << 80n) | (7n << 76n) | (2n << 62n)) >> LOW_BITS;

export function creation(id, object, fields, contacts) {
  const out = new Out(contacts.length * 200);
  const top = [...encode(unsigned, high())];
  out.varint(id);
  out.byte(request.place("Commit"));
  out.text("record.create");
  out.varint(1);
  out.byte(edit.place("CreateMany"));
  out.varint(object);
  out.varint(contacts.length);
  for (let at = 0; at < contacts.length; at += 1) {
    // The lower bits, seven a byte, then the upper ones, which are the same for all.
    for (let group = 0, left = at + 1; group < 8; group += 1, left = Math.floor(left / 128)) out.byte((left % 128) | 128);
    for (const byte of top) out.byte(byte);
  }
  out.varint(FIELDS.length);
  FIELDS.forEach((name, at) => {
    const kind = KINDS[name] ?? "Text";
    out.varint(fields[at]);
    out.byte(column.place(kind));
    WRITE[kind](out, contacts, name);
  });
  // No past.
  out.byte(0);
  return out.bytes.slice(0, out.at);
}
