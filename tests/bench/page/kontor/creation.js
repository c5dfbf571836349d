// The message that creates many records, written without an object for each cell: compiled code would not make them
// either, and a million of them would be what is measured.

import { FIELDS, LIFECYCLES } from "../contacts.js";
import { Out, encode, unsigned } from "./postcard.js";
import { edit, request, value } from "./protocol.js";

// What the fields that are no text hold.
export const KINDS = { number: "Number", birthday: "Date", no_contact: "Bool", score: "Number", last_contact: "DateTime", lifecycle: "Option" };
const WRITE = {
  Text: (out, given) => out.text(given),
  Number: (out, given) => out.float(given),
  Date: (out, given) => out.signed(given),
  DateTime: (out, given) => out.signed(given),
  Bool: (out, given) => out.byte(given ? 1 : 0),
  Option: (out, given) => out.byte(LIFECYCLES.indexOf(given) + 1),
};

// Record ids are UUIDs of version 7 that rise in the order of the contacts.
const LOW_BITS = 56n;
const high = () => ((BigInt(Date.now()) << 80n) | (7n << 76n) | (2n << 62n)) >> LOW_BITS;

export function creation(id, object, fields, contacts) {
  const out = new Out(contacts.length * 300);
  const top = [...encode(unsigned, high())];
  const columns = FIELDS.map((name, at) => {
    const kind = KINDS[name] ?? "Text";
    return { name, head: [...encode(unsigned, fields[at]), value.place(kind)], write: WRITE[kind] };
  });
  out.varint(id);
  out.byte(request.place("Commit"));
  out.text("record.create");
  out.varint(contacts.length);
  for (let at = 0; at < contacts.length; at += 1) {
    out.byte(edit.place("Create"));
    out.varint(object);
    // The lower bits, seven a byte, then the upper ones, which are the same for all.
    for (let group = 0, left = at + 1; group < 8; group += 1, left = Math.floor(left / 128)) out.byte((left % 128) | 128);
    for (const byte of top) out.byte(byte);
    out.varint(columns.length);
    for (const { name, head, write } of columns) {
      for (const byte of head) out.byte(byte);
      write(out, contacts[at][name]);
    }
  }
  return out.bytes.slice(0, out.at);
}
