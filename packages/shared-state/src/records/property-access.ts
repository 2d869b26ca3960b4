/**
 * Access to the properties of a body by their names, which are data. An engine remembers one name for each place in the code
 * that reads or writes a property; in a loop over names it has to look up each of them: to read the 25 fields of a body took
 * 450 ns instead of 28. So each of the first 32 names has a place of its own here. That helps the first layout of a process: if
 * there is a second, both are right, and both as slow as a loop.
 */

type Values<Name extends PropertyKey> = Record<Name, number | boolean>;

/** Where there are fewer names, some of the places that are left over take the first name once more. */
const PLACES = 32;

/** The numbers that a row needs room for when it has so many columns. */
export const rowLength = (columns: number): number => Math.max(PLACES, columns);

/** Reads the named properties of `source` into `row`, in their order. True is 1. */
export type ReadRow<Name extends PropertyKey> = (source: Readonly<Values<Name>>, row: Float64Array) => void;

export function compileRead<Name extends PropertyKey>(names: readonly Name[]): ReadRow<Name> {
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
  const count = names.length;
  return (source, row) => {
    row[0] = +source[a];
    row[1] = +source[b];
    row[2] = +source[c];
    row[3] = +source[d];
    row[4] = +source[e];
    row[5] = +source[f];
    row[6] = +source[g];
    row[7] = +source[h];
    if (count <= 8) return;
    row[8] = +source[i];
    row[9] = +source[j];
    row[10] = +source[k];
    row[11] = +source[l];
    row[12] = +source[m];
    row[13] = +source[n];
    row[14] = +source[o];
    row[15] = +source[p];
    if (count <= 16) return;
    row[16] = +source[q];
    row[17] = +source[r];
    row[18] = +source[s];
    row[19] = +source[t];
    row[20] = +source[u];
    row[21] = +source[v];
    row[22] = +source[w];
    row[23] = +source[x];
    if (count <= 24) return;
    row[24] = +source[y];
    row[25] = +source[z];
    row[26] = +source[a2];
    row[27] = +source[b2];
    row[28] = +source[c2];
    row[29] = +source[d2];
    row[30] = +source[e2];
    row[31] = +source[f2];
    if (count <= PLACES) return;
    let place = PLACES;
    for (const name of others) row[place++] = +source[name];
  };
}

/** The columns of a row that are set: a bit for each of the first 32, and the others. */
export interface Columns {
  first: number;
  readonly others: Set<number>;
}

/** Gives `target` those numbers of a row that are set. */
export type WriteRow<Name extends PropertyKey> = (target: Values<Name>, row: Float64Array, columns: Columns) => void;

/** `isBoolean` says by column which properties are booleans. */
export function compileWrite<Name extends PropertyKey>(
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
    const isSet = columns.first;
    const value = (place: number): number | boolean => {
      const number = row[place] ?? 0;
      return booleans[place] === 1 ? number !== 0 : number;
    };
    if (isSet & 1) target[a] = value(0);
    if (isSet & 2) target[b] = value(1);
    if (isSet & 4) target[c] = value(2);
    if (isSet & 8) target[d] = value(3);
    if (isSet & 16) target[e] = value(4);
    if (isSet & 32) target[f] = value(5);
    if (isSet & 64) target[g] = value(6);
    if (isSet & 128) target[h] = value(7);
    if (isSet & 256) target[i] = value(8);
    if (isSet & 512) target[j] = value(9);
    if (isSet & 1024) target[k] = value(10);
    if (isSet & 2048) target[l] = value(11);
    if (isSet & 4096) target[m] = value(12);
    if (isSet & 8192) target[n] = value(13);
    if (isSet & 16384) target[o] = value(14);
    if (isSet & 32768) target[p] = value(15);
    if (isSet & 65536) target[q] = value(16);
    if (isSet & 131072) target[r] = value(17);
    if (isSet & 262144) target[s] = value(18);
    if (isSet & 524288) target[t] = value(19);
    if (isSet & 1048576) target[u] = value(20);
    if (isSet & 2097152) target[v] = value(21);
    if (isSet & 4194304) target[w] = value(22);
    if (isSet & 8388608) target[x] = value(23);
    if (isSet & 16777216) target[y] = value(24);
    if (isSet & 33554432) target[z] = value(25);
    if (isSet & 67108864) target[a2] = value(26);
    if (isSet & 134217728) target[b2] = value(27);
    if (isSet & 268435456) target[c2] = value(28);
    if (isSet & 536870912) target[d2] = value(29);
    if (isSet & 1073741824) target[e2] = value(30);
    if (isSet & (1 << 31)) target[f2] = value(31);
    for (const column of columns.others) {
      const name = others[column - PLACES];
      if (name !== undefined) target[name] = value(column);
    }
  };
}

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
  const count = names.length;
  return (from, to) => {
    to[a] = from[a];
    to[b] = from[b];
    to[c] = from[c];
    to[d] = from[d];
    to[e] = from[e];
    to[f] = from[f];
    to[g] = from[g];
    to[h] = from[h];
    if (count <= 8) return;
    to[i] = from[i];
    to[j] = from[j];
    to[k] = from[k];
    to[l] = from[l];
    to[m] = from[m];
    to[n] = from[n];
    to[o] = from[o];
    to[p] = from[p];
    if (count <= 16) return;
    to[q] = from[q];
    to[r] = from[r];
    to[s] = from[s];
    to[t] = from[t];
    to[u] = from[u];
    to[v] = from[v];
    to[w] = from[w];
    to[x] = from[x];
    if (count <= 24) return;
    to[y] = from[y];
    to[z] = from[z];
    to[a2] = from[a2];
    to[b2] = from[b2];
    to[c2] = from[c2];
    to[d2] = from[d2];
    to[e2] = from[e2];
    to[f2] = from[f2];
    if (count <= PLACES) return;
    for (const name of others) to[name] = from[name];
  };
}

function none(): never {
  throw new Error("there is no name");
}
