/**
 * Fast access to properties whose names are data. A JavaScript engine caches one name for each place in the code that
 * reads or writes a property. In a loop over names it has to look up each name: reading 13 fields of a body took 250
 * ns instead of 15. So the first names have their own places in the code here, and the names beyond them use a loop.
 * This helps the first layout of a process. A second layout works too, but then both are as slow as a loop.
 */

type Values<Name extends PropertyKey> = Record<Name, number | boolean>;

/** If there are fewer names than places, the remaining places use the first name again. */
const READ_PLACES = 8;
const SCAN_PLACES = 16;
const WRITE_PLACES = 32;

/** Reads the named properties of `source` into `row`, in their order. The row needs at least 8 elements. */
export type ReadRow<Name extends PropertyKey> = (source: Readonly<Values<Name>>, row: Float64Array) => void;

/**
 * Calls `onChange` for each named property that differs from `row`, with its index and its value as a number. True is
 * 1.
 */
export type ScanRow<Name extends PropertyKey> = (
  source: Readonly<Values<Name>>,
  row: readonly number[],
  onChange: (place: number, now: number) => void,
) => void;

/** Length of a row for a number of columns. */
export const rowLength = (columns: number): number => Math.max(WRITE_PLACES, columns);

const nothing = (): void => {};

/** Readers of the fields that everyone sees, and of the owner's fields. Each has its own places in the code. */
export const compileSeenReader = <Name extends PropertyKey>(names: readonly Name[]): ReadRow<Name> =>
  names.length > 0 ? seenReader(names) : nothing;
export const compileOwnedReader = <Name extends PropertyKey>(names: readonly Name[]): ReadRow<Name> =>
  names.length > 0 ? ownedReader(names) : nothing;
export const compileSeenScanner = <Name extends PropertyKey>(names: readonly Name[]): ScanRow<Name> =>
  names.length > 0 ? seenScanner(names) : nothing;
export const compileOwnedScanner = <Name extends PropertyKey>(names: readonly Name[]): ScanRow<Name> =>
  names.length > 0 ? ownedScanner(names) : nothing;

function seenReader<Name extends PropertyKey>(names: readonly Name[]): ReadRow<Name> {
  const [a = none(), b = a, c = a, d = a, e = a, f = a, g = a, h = a, ...others] = names;
  const count = names.length;
  return (source, row) => {
    row[0] = +source[a];
    row[1] = +source[b];
    row[2] = +source[c];
    row[3] = +source[d];
    if (count <= 4) return;
    row[4] = +source[e];
    row[5] = +source[f];
    row[6] = +source[g];
    row[7] = +source[h];
    if (count <= 8) return;
    let place = READ_PLACES;
    for (const name of others) row[place++] = +source[name];
  };
}

function ownedReader<Name extends PropertyKey>(names: readonly Name[]): ReadRow<Name> {
  const [a = none(), b = a, c = a, d = a, e = a, f = a, g = a, h = a, ...others] = names;
  const count = names.length;
  return (source, row) => {
    row[0] = +source[a];
    row[1] = +source[b];
    row[2] = +source[c];
    row[3] = +source[d];
    if (count <= 4) return;
    row[4] = +source[e];
    row[5] = +source[f];
    row[6] = +source[g];
    row[7] = +source[h];
    if (count <= 8) return;
    let place = READ_PLACES;
    for (const name of others) row[place++] = +source[name];
  };
}

function seenScanner<Name extends PropertyKey>(names: readonly Name[]): ScanRow<Name> {
  const [
    a = none(),
    b = a,
    c = a,
    d = a,
    e = a,
    f = a,
    g = a,
    h = a,
    i = a,
    j = a,
    k = a,
    l = a,
    m = a,
    n = a,
    o = a,
    p = a,
    ...others
  ] = names;
  const count = names.length;
  return (source, row, onChange) => {
    const aNow = +source[a];
    if (aNow !== row[0]) onChange(0, aNow);
    if (count === 1) return;
    const bNow = +source[b];
    if (bNow !== row[1]) onChange(1, bNow);
    if (count === 2) return;
    const cNow = +source[c];
    if (cNow !== row[2]) onChange(2, cNow);
    if (count === 3) return;
    const dNow = +source[d];
    if (dNow !== row[3]) onChange(3, dNow);
    if (count === 4) return;
    const eNow = +source[e];
    if (eNow !== row[4]) onChange(4, eNow);
    if (count === 5) return;
    const fNow = +source[f];
    if (fNow !== row[5]) onChange(5, fNow);
    if (count === 6) return;
    const gNow = +source[g];
    if (gNow !== row[6]) onChange(6, gNow);
    if (count === 7) return;
    const hNow = +source[h];
    if (hNow !== row[7]) onChange(7, hNow);
    if (count === 8) return;
    const iNow = +source[i];
    if (iNow !== row[8]) onChange(8, iNow);
    if (count === 9) return;
    const jNow = +source[j];
    if (jNow !== row[9]) onChange(9, jNow);
    if (count === 10) return;
    const kNow = +source[k];
    if (kNow !== row[10]) onChange(10, kNow);
    if (count === 11) return;
    const lNow = +source[l];
    if (lNow !== row[11]) onChange(11, lNow);
    if (count === 12) return;
    const mNow = +source[m];
    if (mNow !== row[12]) onChange(12, mNow);
    if (count === 13) return;
    const nNow = +source[n];
    if (nNow !== row[13]) onChange(13, nNow);
    if (count === 14) return;
    const oNow = +source[o];
    if (oNow !== row[14]) onChange(14, oNow);
    if (count === 15) return;
    const pNow = +source[p];
    if (pNow !== row[15]) onChange(15, pNow);
    let place = SCAN_PLACES;
    for (const name of others) {
      const now = +source[name];
      if (now !== row[place]) onChange(place, now);
      place++;
    }
  };
}

function ownedScanner<Name extends PropertyKey>(names: readonly Name[]): ScanRow<Name> {
  const [
    a = none(),
    b = a,
    c = a,
    d = a,
    e = a,
    f = a,
    g = a,
    h = a,
    i = a,
    j = a,
    k = a,
    l = a,
    m = a,
    n = a,
    o = a,
    p = a,
    ...others
  ] = names;
  const count = names.length;
  return (source, row, onChange) => {
    const aNow = +source[a];
    if (aNow !== row[0]) onChange(0, aNow);
    if (count === 1) return;
    const bNow = +source[b];
    if (bNow !== row[1]) onChange(1, bNow);
    if (count === 2) return;
    const cNow = +source[c];
    if (cNow !== row[2]) onChange(2, cNow);
    if (count === 3) return;
    const dNow = +source[d];
    if (dNow !== row[3]) onChange(3, dNow);
    if (count === 4) return;
    const eNow = +source[e];
    if (eNow !== row[4]) onChange(4, eNow);
    if (count === 5) return;
    const fNow = +source[f];
    if (fNow !== row[5]) onChange(5, fNow);
    if (count === 6) return;
    const gNow = +source[g];
    if (gNow !== row[6]) onChange(6, gNow);
    if (count === 7) return;
    const hNow = +source[h];
    if (hNow !== row[7]) onChange(7, hNow);
    if (count === 8) return;
    const iNow = +source[i];
    if (iNow !== row[8]) onChange(8, iNow);
    if (count === 9) return;
    const jNow = +source[j];
    if (jNow !== row[9]) onChange(9, jNow);
    if (count === 10) return;
    const kNow = +source[k];
    if (kNow !== row[10]) onChange(10, kNow);
    if (count === 11) return;
    const lNow = +source[l];
    if (lNow !== row[11]) onChange(11, lNow);
    if (count === 12) return;
    const mNow = +source[m];
    if (mNow !== row[12]) onChange(12, mNow);
    if (count === 13) return;
    const nNow = +source[n];
    if (nNow !== row[13]) onChange(13, nNow);
    if (count === 14) return;
    const oNow = +source[o];
    if (oNow !== row[14]) onChange(14, oNow);
    if (count === 15) return;
    const pNow = +source[p];
    if (pNow !== row[15]) onChange(15, pNow);
    let place = SCAN_PLACES;
    for (const name of others) {
      const now = +source[name];
      if (now !== row[place]) onChange(place, now);
      place++;
    }
  };
}

/** A set of columns of a row: a bit for each of the first 32, and a list of the others. */
export interface Columns {
  readonly first: number;
  readonly others: readonly number[];
}

export const columnsAt = (places: readonly number[]): Columns => ({
  first: places.reduce((bits, place) => (place < WRITE_PLACES ? bits | (1 << place) : bits), 0),
  others: places.filter((place) => place >= WRITE_PLACES),
});

/** Writes the numbers of a row to `target` in the given columns. */
export type WriteRow<Name extends PropertyKey> = (target: Values<Name>, row: Float64Array, columns: Columns) => void;

/** `isBoolean` says for each column whether the property is a boolean. */
export function compileWriter<Name extends PropertyKey>(
  names: readonly Name[],
  isBoolean: readonly boolean[],
): WriteRow<Name> {
  const [
    a = none(),
    b = a,
    c = a,
    d = a,
    e = a,
    f = a,
    g = a,
    h = a,
    i = a,
    j = a,
    k = a,
    l = a,
    m = a,
    n = a,
    o = a,
    p = a,
    q = a,
    r = a,
    s = a,
    t = a,
    u = a,
    v = a,
    w = a,
    x = a,
    y = a,
    z = a,
    a2 = a,
    b2 = a,
    c2 = a,
    d2 = a,
    e2 = a,
    f2 = a,
    ...others
  ] = names;
  const booleans = Uint8Array.from(isBoolean, Number);
  return (target, row, columns) => {
    if (columns.others.length > 0) {
      for (const column of columns.others) {
        const name = others[column - WRITE_PLACES];
        if (name !== undefined) target[name] = valueIn(row, column, booleans);
      }
    }
    const isSet = columns.first;
    if (isSet & (1 << 0)) target[a] = valueIn(row, 0, booleans);
    if (isSet & (1 << 1)) target[b] = valueIn(row, 1, booleans);
    if (isSet & (1 << 2)) target[c] = valueIn(row, 2, booleans);
    if (isSet & (1 << 3)) target[d] = valueIn(row, 3, booleans);
    if (isSet & (1 << 4)) target[e] = valueIn(row, 4, booleans);
    if (isSet & (1 << 5)) target[f] = valueIn(row, 5, booleans);
    if (isSet & (1 << 6)) target[g] = valueIn(row, 6, booleans);
    if (isSet & (1 << 7)) target[h] = valueIn(row, 7, booleans);
    if (isSet >>> 8 === 0) return;
    if (isSet & (1 << 8)) target[i] = valueIn(row, 8, booleans);
    if (isSet & (1 << 9)) target[j] = valueIn(row, 9, booleans);
    if (isSet & (1 << 10)) target[k] = valueIn(row, 10, booleans);
    if (isSet & (1 << 11)) target[l] = valueIn(row, 11, booleans);
    if (isSet & (1 << 12)) target[m] = valueIn(row, 12, booleans);
    if (isSet & (1 << 13)) target[n] = valueIn(row, 13, booleans);
    if (isSet & (1 << 14)) target[o] = valueIn(row, 14, booleans);
    if (isSet & (1 << 15)) target[p] = valueIn(row, 15, booleans);
    if (isSet >>> 16 === 0) return;
    if (isSet & (1 << 16)) target[q] = valueIn(row, 16, booleans);
    if (isSet & (1 << 17)) target[r] = valueIn(row, 17, booleans);
    if (isSet & (1 << 18)) target[s] = valueIn(row, 18, booleans);
    if (isSet & (1 << 19)) target[t] = valueIn(row, 19, booleans);
    if (isSet & (1 << 20)) target[u] = valueIn(row, 20, booleans);
    if (isSet & (1 << 21)) target[v] = valueIn(row, 21, booleans);
    if (isSet & (1 << 22)) target[w] = valueIn(row, 22, booleans);
    if (isSet & (1 << 23)) target[x] = valueIn(row, 23, booleans);
    if (isSet >>> 24 === 0) return;
    if (isSet & (1 << 24)) target[y] = valueIn(row, 24, booleans);
    if (isSet & (1 << 25)) target[z] = valueIn(row, 25, booleans);
    if (isSet & (1 << 26)) target[a2] = valueIn(row, 26, booleans);
    if (isSet & (1 << 27)) target[b2] = valueIn(row, 27, booleans);
    if (isSet & (1 << 28)) target[c2] = valueIn(row, 28, booleans);
    if (isSet & (1 << 29)) target[d2] = valueIn(row, 29, booleans);
    if (isSet & (1 << 30)) target[e2] = valueIn(row, 30, booleans);
    if (isSet & (1 << 31)) target[f2] = valueIn(row, 31, booleans);
  };
}

const valueIn = (row: Float64Array, column: number, booleans: Uint8Array): number | boolean => {
  const number = row[column] ?? 0;
  return booleans[column] === 1 ? number !== 0 : number;
};

/** Copies the named properties from one body to another. */
export type CopyProperties<Name extends PropertyKey> = (from: Readonly<Values<Name>>, to: Values<Name>) => void;

export function compileCopy<Name extends PropertyKey>(names: readonly Name[]): CopyProperties<Name> {
  const [
    a = none(),
    b = a,
    c = a,
    d = a,
    e = a,
    f = a,
    g = a,
    h = a,
    i = a,
    j = a,
    k = a,
    l = a,
    m = a,
    n = a,
    o = a,
    p = a,
    q = a,
    r = a,
    s = a,
    t = a,
    u = a,
    v = a,
    w = a,
    x = a,
    ...others
  ] = names;
  const count = names.length;
  return (from, to) => {
    to[a] = from[a];
    to[b] = from[b];
    to[c] = from[c];
    to[d] = from[d];
    if (count <= 4) return;
    to[e] = from[e];
    to[f] = from[f];
    to[g] = from[g];
    to[h] = from[h];
    if (count <= 8) return;
    to[i] = from[i];
    to[j] = from[j];
    to[k] = from[k];
    to[l] = from[l];
    if (count <= 12) return;
    to[m] = from[m];
    to[n] = from[n];
    to[o] = from[o];
    to[p] = from[p];
    if (count <= 16) return;
    to[q] = from[q];
    to[r] = from[r];
    to[s] = from[s];
    to[t] = from[t];
    if (count <= 20) return;
    to[u] = from[u];
    to[v] = from[v];
    to[w] = from[w];
    to[x] = from[x];
    if (count <= 24) return;
    for (const name of others) to[name] = from[name];
  };
}

/**
 * Copies the named properties in a loop. It is for rare copies, which would otherwise compete for the places above
 * with the copies of every step.
 */
export function copyProperties<Name extends PropertyKey>(
  names: readonly Name[],
  from: Readonly<Values<Name>>,
  to: Values<Name>,
): void {
  for (const name of names) to[name] = from[name];
}

function none(): never {
  throw new Error("at least one name is needed");
}
