// Numbers about numbers.

const sorted = (list) => [...list].sort((a, b) => a - b);

// The value below which the share `part` of the list lies, by the nearest rank.
export const quantile = (list, part) => sorted(list)[Math.max(0, Math.ceil(list.length * part) - 1)];

export function median(list) {
  const order = sorted(list);
  const middle = order.length >> 1;
  return order.length % 2 ? order[middle] : (order[middle - 1] + order[middle]) / 2;
}

export const rounded = (value) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
