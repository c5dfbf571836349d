// Kontor's messages (src/protocol, src/db and src/model), as far as the benchmark speaks them. A change there that
// is not followed here makes the decoder fail, never a wrong answer: the answers are compared.

import { bool, bytes, choice, f64, lazy, list, option, rest, signed, struct, text, tuple, u8, unsigned } from "./postcard.js";

const record = unsigned;
const range = struct({ start: unsigned, end: unsigned });
const currency = tuple(u8, u8, u8);
const money = struct({ minor: signed, currency });

export const value = choice({
  Empty: null,
  Text: text,
  Number: f64,
  Money: money,
  Date: signed,
  DateTime: signed,
  Bool: bool,
  Rating: u8,
  Minutes: unsigned,
  Option: unsigned,
  Options: list(unsigned),
  Ref: record,
  Refs: list(record),
});

const meta = choice({ Created: null, CreatedBy: null, Updated: null, UpdatedBy: null, Title: null });
const path = choice({ Field: unsigned, Through: tuple(unsigned, unsigned), Meta: meta });
const test = choice({
  Empty: null,
  Filled: null,
  Equals: value,
  Differs: value,
  AnyOf: list(value),
  NoneOf: list(value),
  AllOf: list(value),
  Contains: text,
  Lacks: text,
  StartsWith: text,
  EndsWith: text,
  Less: value,
  AtMost: value,
  More: value,
  AtLeast: value,
  Between: tuple(value, value),
});
const filter = choice({
  All: list(lazy(() => filter)),
  Any: list(lazy(() => filter)),
  Not: lazy(() => filter),
  Is: struct({ path, test }),
  Among: list(record),
});
const sort = struct({ path, descending: bool });
const query = struct({
  object: unsigned,
  filter,
  text,
  sort: list(sort),
  group: option(path),
  scope: choice({ Live: null, Trash: null }),
});

// Aggregates are not asked for, so their lists are always empty.
const none = list({ read: () => bad("an aggregate"), write: () => bad("an aggregate") });
export const spec = choice({
  List: struct({ query, columns: list(path), window: range, aggregates: none }),
  Record: tuple(unsigned, record),
  Totals: list(query),
});

const link = struct({ object: unsigned, id: record, title: text, deleted: bool });
const cell = choice({ Empty: null, Value: value, Links: list(link) });
const row = struct({ id: record, title: text, cells: list(cell) });
const rows = struct({ total: unsigned, start: unsigned, rows: list(row), figures: none, groups: none, partial: bool });
const delta = struct({ total: unsigned, start: unsigned, order: list(record), changed: list(row), figures: none, groups: none });

const hue = choice({ Grey: null, Blue: null, Green: null, Amber: null, Red: null, Harbour: null });
const option_ = struct({
  id: unsigned,
  key: text,
  label: option(text),
  hue,
  parent: option(unsigned),
  probability: option(u8),
  outcome: choice({ Open: null, Won: null, Lost: null }),
  archived: bool,
});
const fieldKind = choice({
  Text: null,
  LongText: null,
  Number: struct({ decimals: u8 }),
  Percent: null,
  Money: null,
  Date: null,
  DateTime: null,
  Checkbox: null,
  Rating: struct({ max: u8 }),
  Duration: null,
  Select: struct({ options: list(option_), depends_on: option(unsigned) }),
  MultiSelect: struct({ options: list(option_) }),
  Relation: struct({ target: unsigned }),
  Relations: struct({ target: unsigned }),
  User: null,
  Link: null,
  Phone: null,
  Email: null,
});
const field = struct({
  id: unsigned,
  key: text,
  label: option(text),
  kind: fieldKind,
  required: bool,
  unique: bool,
  group: option(text),
  section: text,
  default: value,
  help: option(text),
  archived: bool,
});
const object = struct({
  id: unsigned,
  key: text,
  label: option(tuple(text, text)),
  icon: text,
  role: choice({ Main: null, Supporting: null, System: null }),
  fields: list(field),
  title: list(unsigned),
  subtitle: option(unsigned),
});

const target = choice({ Records: list(record), Found: struct({ query, except: list(record) }) });
const cells = list(tuple(unsigned, value));
// Of a block only the places of its columns are used: see creation.js.
export const column = choice({
  Text: rest,
  Number: rest,
  Money: rest,
  Date: rest,
  DateTime: rest,
  Bool: rest,
  Rating: rest,
  Minutes: rest,
  Option: rest,
  Ref: rest,
  Options: rest,
  Refs: rest,
});
export const edit = choice({
  Create: struct({ object: unsigned, id: record, cells }),
  CreateMany: rest,
  Set: struct({ object: unsigned, target, cells }),
  Elements: struct({ object: unsigned, target, field: unsigned, add: value, remove: value }),
  Delete: struct({ object: unsigned, target }),
  Restore: struct({ object: unsigned, target }),
  AddObject: object,
  PutField: struct({ object: unsigned, field }),
});

const fileInfo = struct({ name: text, size: unsigned });
const importRequest = choice({
  Begin: struct({ files: list(fileInfo), object: option(unsigned), column_word: text }),
  Change: rest,
  SetPolicy: rest,
  Rows: struct({ file: unsigned, filter: choice({ All: null, Errors: null, Duplicates: null, Unclear: null }), window: range }),
  Test: null,
  Diff: rest,
  Unclear: rest,
  Choose: rest,
  Run: null,
  ErrorFile: rest,
  Cancel: null,
});
const tally = struct({
  new: unsigned,
  changed: unsigned,
  same: unsigned,
  skipped: unsigned,
  repeated: unsigned,
  unclear: unsigned,
  rejected: unsigned,
  blank: unsigned,
});
const report = struct({ total: tally, rest });
// A reason is one of few, without content: its number will do.
const shownCell = struct({ text, value, problem: option(u8), fixed: bool });
const shownRow = struct({ index: unsigned, number: unsigned, cells: list(shownCell), problem: option(u8) });
const importEvent = choice({
  Plan: rest,
  Rows: struct({ file: unsigned, total: unsigned, start: unsigned, rows: list(shownRow) }),
  Tested: report,
  Diff: rest,
  Unclear: rest,
  Finished: report,
  File: rest,
  Gone: null,
});

export const request = choice({
  Open: struct({ zone: text, locale: text }),
  Subscribe: tuple(unsigned, spec),
  Window: tuple(unsigned, range),
  Unsubscribe: unsigned,
  Rows: spec,
  Commit: struct({ command: text, edits: list(edit) }),
  Undo: null,
  Redo: null,
  UndoTx: rest,
  Search: struct({ text, object: option(unsigned), limit: unsigned, generation: unsigned }),
  Timeline: rest,
  Ids: query,
  Configure: rest,
  Storage: null,
  Sample: struct({ contacts: unsigned, seed: unsigned }),
  Import: importRequest,
  ExportCsv: rest,
  ExportAll: null,
  CancelJob: null,
  Erase: null,
  Usage: rest,
  Flush: null,
});
export const toEngine = struct({ id: unsigned, request });

const fault = choice({
  StorageUnavailable: null,
  StorageBlocked: null,
  StorageFull: null,
  StorageNewer: null,
  StorageFailed: text,
  NoSuchRecord: null,
  NoSuchField: null,
  BadValue: null,
  Required: unsigned,
  Taken: unsigned,
  NothingToUndo: null,
  FileUnreadable: text,
  Cancelled: null,
  EngineStopped: text,
});
const aggregate = choice({
  Count: null,
  Filled: null,
  Empty: null,
  FilledShare: null,
  Distinct: null,
  Sum: null,
  Average: null,
  Min: null,
  Max: null,
  Median: null,
  WeightedSum: struct({ weight: unsigned, stage: unsigned }),
});
const density = choice({ Compact: null, Default: null, Touch: null });
const view = struct({
  layout: choice({ List: null, Board: unsigned }),
  filter,
  sort: list(sort),
  group: option(path),
  columns: list(struct({ path, width: unsigned, footer: option(aggregate) })),
  density,
});
const settings = struct({
  workspace: text,
  me: record,
  currency,
  theme: choice({ System: null, Light: null, Dark: null }),
  locale: text,
  dates: choice({ Locale: null, Iso: null, DayMonthYear: null, MonthDayYear: null }),
  numbers: choice({ Locale: null, CommaPoint: null, PointComma: null, SpaceComma: null }),
  week_start: u8,
  density,
  keys: list(tuple(text, text)),
  rotting_days: unsigned,
  set_up: bool,
});
const state = struct({
  schema: struct({ objects: list(object) }),
  settings,
  undo: option(text),
  redo: option(text),
  loaded: bool,
  searchable: bool,
  trouble: option(
    choice({
      CannotWrite: fault,
      Quarantined: struct({ frames: unsigned, chunks: unsigned, records: unsigned }),
      MemoryOnly: null,
    }),
  ),
  users: list(link),
  tags: list(tuple(link, hue)),
  views: list(struct({ id: record, object: unsigned, name: text, view, pinned: bool, shared: bool })),
  client: unsigned,
});
const done = struct({
  tx: option(struct({ time: unsigned, client: unsigned })),
  command: text,
  records: unsigned,
  record: option(tuple(unsigned, record)),
});
const hit = struct({
  object: unsigned,
  id: record,
  title: text,
  subtitle: text,
  matched: option(tuple(unsigned, text)),
  deleted: bool,
});
const storageInfo = struct({
  used: unsigned,
  quota: unsigned,
  persistent: bool,
  records: list(tuple(unsigned, unsigned, unsigned)),
  frames: unsigned,
  chunks: unsigned,
  bytes: tuple(unsigned, unsigned, unsigned, unsigned),
});
const reply = choice({
  Ok: null,
  Ready: tuple(state, option(tuple(spec, rows))),
  Done: done,
  Rows: rows,
  Record: rest,
  Hits: struct({ generation: unsigned, hits: list(hit), total: unsigned }),
  Timeline: rest,
  Ids: list(record),
  Storage: storageInfo,
  File: struct({ name: text, media: text, bytes }),
  Import: importEvent,
});
const live = choice({ Rows: rows, Delta: delta, Record: rest, Totals: list(unsigned) });
export const fromEngine = choice({
  Reply: tuple(unsigned, choice({ Ok: reply, Err: fault })),
  Live: tuple(unsigned, live),
  State: state,
  Job: rest,
});

function bad(what) {
  throw new Error(`message from another build: ${what}`);
}
