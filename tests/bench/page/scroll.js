// T8's peer: TanStack's virtualizer over contacts in memory, rows recycled by hand, as its plain example does it.

import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from "@tanstack/virtual-core";

import { FIELDS, contacts } from "./contacts.js";

const HEIGHT = 36;

globalThis.show = (count, columns, height = HEIGHT) => {
  const list = contacts(count);
  const fields = Array.from({ length: columns }, (_, at) => FIELDS[at % FIELDS.length]);
  const style = document.createElement("style");
  style.textContent = `
    body { margin: 0; font: 13px sans-serif; }
    [role=grid] { height: 100vh; overflow: auto; contain: strict; }
    [role=row] { position: absolute; top: 0; left: 0; width: 100%; height: ${height}px; display: grid;
      grid-template-columns: repeat(${columns}, 140px); contain: strict; border-bottom: 1px solid #ddd; }
    [role=gridcell] { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; padding: 8px; }`;
  document.head.append(style);
  const grid = document.createElement("div");
  grid.setAttribute("role", "grid");
  const inner = document.createElement("div");
  inner.style.position = "relative";
  grid.append(inner);
  document.body.append(grid);

  const free = [];
  const shown = new Map();
  const row = () => {
    const made = document.createElement("div");
    made.setAttribute("role", "row");
    for (const _ of fields) {
      const cell = document.createElement("div");
      cell.setAttribute("role", "gridcell");
      cell.append("");
      made.append(cell);
    }
    inner.append(made);
    return made;
  };
  const draw = () => {
    const items = virtualizer.getVirtualItems();
    const wanted = new Set(items.map((item) => item.index));
    for (const [index, element] of shown) {
      if (wanted.has(index)) continue;
      shown.delete(index);
      free.push(element);
    }
    for (const item of items) {
      if (shown.has(item.index)) continue;
      const element = free.pop() ?? row();
      element.style.transform = `translateY(${item.start}px)`;
      fields.forEach((field, at) => {
        element.children[at].firstChild.data = String(list[item.index][field]);
      });
      shown.set(item.index, element);
    }
    inner.style.height = `${virtualizer.getTotalSize()}px`;
  };
  const virtualizer = new Virtualizer({
    count,
    getScrollElement: () => grid,
    estimateSize: () => height,
    overscan: 10,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: draw,
  });
  virtualizer._didMount();
  virtualizer._willUpdate();
  draw();
};
