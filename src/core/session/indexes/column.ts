/** A growing list of 32-bit integers: what a recording keeps for every step and message, at four bytes each. */
export type Column = {
  readonly length: number;
  at(index: number): number;
  push(value: number): void;
  set(index: number, value: number): void;
};

const FIRST_CAPACITY = 1024;

export function createColumn(): Column {
  let values = new Int32Array(FIRST_CAPACITY);
  let length = 0;
  return {
    get length() {
      return length;
    },
    at: (index) => (index < length ? (values[index] ?? -1) : -1),
    push(value) {
      if (length === values.length) {
        const grown = new Int32Array(2 * length);
        grown.set(values);
        values = grown;
      }
      values[length] = value;
      length += 1;
    },
    set(index, value) {
      values[index] = value;
    },
  };
}

/** How many entries of an ascending column are at most `limit`. */
export function countUpTo(column: Column, limit: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column.at(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
