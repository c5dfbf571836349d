// Postcard (the wire format of the crate of that name), as far as Kontor's messages use it. A type is an object
// with `write(out, value)` and `read(from)`. Enums without content are strings, others `{ Name: content }`.

const scratch = new DataView(new ArrayBuffer(8));
const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

export class Out {
  constructor(size = 1024) {
    this.bytes = new Uint8Array(size);
    this.at = 0;
  }

  room(more) {
    if (this.at + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + more));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }

  byte(value) {
    this.room(1);
    this.bytes[this.at++] = value;
  }

  // A number below 2^53, or a BigInt.
  varint(value) {
    this.room(20);
    if (typeof value === "bigint") {
      while (value >= 128n) {
        this.bytes[this.at++] = Number(value & 127n) | 128;
        value >>= 7n;
      }
      this.bytes[this.at++] = Number(value);
      return;
    }
    while (value >= 128) {
      this.bytes[this.at++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    this.bytes[this.at++] = value;
  }

  signed(value) {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  float(value) {
    this.room(8);
    scratch.setFloat64(0, value, true);
    for (let at = 0; at < 8; at += 1) this.bytes[this.at++] = scratch.getUint8(at);
  }

  text(value) {
    if (value.length < 128) {
      this.room(value.length + 1);
      const from = this.at;
      this.bytes[this.at++] = value.length;
      for (let at = 0; at < value.length; at += 1) {
        const unit = value.charCodeAt(at);
        if (unit > 127) {
          this.at = from;
          return this.anyText(value);
        }
        this.bytes[this.at++] = unit;
      }
      return;
    }
    this.anyText(value);
  }

  anyText(value) {
    const encoded = utf8.encoder.encode(value);
    this.varint(encoded.length);
    this.room(encoded.length);
    this.bytes.set(encoded, this.at);
    this.at += encoded.length;
  }
}

export class In {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new Error("message from another build: too short");
    return this.bytes[this.at++];
  }

  // A number, or from 2^49 on a BigInt.
  varint() {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 7; count += 1) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
    let large = BigInt(value);
    for (let shift = 49n; ; shift += 7n) {
      const byte = this.byte();
      large |= BigInt(byte & 127) << shift;
      if (byte < 128) return large;
    }
  }

  slice(length) {
    const from = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new Error("message from another build: too short");
    return this.bytes.subarray(from, this.at);
  }
}

export const u8 = { write: (out, value) => out.byte(value), read: (from) => from.byte() };
export const bool = { write: (out, value) => out.byte(value ? 1 : 0), read: (from) => from.byte() === 1 };
export const unsigned = { write: (out, value) => out.varint(value), read: (from) => from.varint() };
export const signed = {
  write: (out, value) => out.signed(value),
  read: (from) => {
    const value = from.varint();
    if (typeof value === "bigint") return value & 1n ? -(value >> 1n) - 1n : value >> 1n;
    return value % 2 ? -(value + 1) / 2 : value / 2;
  },
};
export const f64 = {
  write: (out, value) => out.float(value),
  read: (from) => {
    const bytes = from.slice(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  },
};
export const text = {
  write: (out, value) => out.text(value),
  read: (from) => {
    const slice = from.slice(from.varint());
    // The browser's decoder is made for long texts; what a cell holds is short, and mostly ASCII.
    if (slice.length > 32) return utf8.decoder.decode(slice);
    let text = "";
    for (let at = 0; at < slice.length; at += 1) {
      if (slice[at] > 127) return utf8.decoder.decode(slice);
      text += String.fromCharCode(slice[at]);
    }
    return text;
  },
};
export const bytes = {
  write: (out, value) => {
    out.varint(value.length);
    for (const byte of value) out.byte(byte);
  },
  read: (from) => from.slice(from.varint()),
};
// What nobody here looks into, up to the end of the message.
export const rest = { read: (from) => from.slice(from.bytes.length - from.at) };

export const option = (type) => ({
  write: (out, value) => {
    out.byte(value === null ? 0 : 1);
    if (value !== null) type.write(out, value);
  },
  read: (from) => (from.byte() === 0 ? null : type.read(from)),
});

export const list = (type) => ({
  write: (out, values) => {
    out.varint(values.length);
    for (const value of values) type.write(out, value);
  },
  read: (from) => {
    const values = [];
    for (let left = from.varint(); left > 0; left -= 1) values.push(type.read(from));
    return values;
  },
});

export const tuple = (...types) => ({
  write: (out, values) => {
    for (let at = 0; at < types.length; at += 1) types[at].write(out, values[at]);
  },
  read: (from) => types.map((type) => type.read(from)),
});

export const struct = (fields) => {
  const entries = Object.entries(fields);
  return {
    write: (out, value) => {
      for (let at = 0; at < entries.length; at += 1) entries[at][1].write(out, value[entries[at][0]]);
    },
    read: (from) => {
      const value = {};
      for (const [name, type] of entries) value[name] = type.read(from);
      return value;
    },
  };
};

// `variants` in the order of the source: name to type, or null for a variant without content.
export const choice = (variants) => {
  const names = Object.keys(variants);
  const types = Object.values(variants);
  const places = new Map(names.map((name, at) => [name, at]));
  return {
    // The number that stands for a variant.
    place: (name) => places.get(name),
    write: (out, value) => {
      let name = value;
      if (typeof value !== "string") for (name in value) break;
      const at = places.get(name);
      if (at === undefined) throw new Error(`no variant ${name}`);
      out.byte(at);
      types[at]?.write(out, value[name]);
    },
    read: (from) => {
      const at = from.byte();
      if (at >= names.length) throw new Error("message from another build: no such variant");
      return types[at] ? { [names[at]]: types[at].read(from) } : names[at];
    },
  };
};

// For types that contain themselves.
export const lazy = (type) => ({ write: (out, value) => type().write(out, value), read: (from) => type().read(from) });

export function encode(type, value) {
  const out = new Out();
  type.write(out, value);
  return out.bytes.slice(0, out.at);
}

export function decode(type, bytes) {
  const from = new In(bytes);
  const value = type.read(from);
  if (from.at !== bytes.length) throw new Error("message from another build: too long");
  return value;
}
