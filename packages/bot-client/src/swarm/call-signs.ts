import type { Random } from "@fray/netcode/core";

const CALL_SIGNS = [
  ..."Arrow Badger Basalt Birch Cinder Cobalt Comet Dagger Drifter Echo Ember Falcon Flint Fox Gale Ghost".split(" "),
  ..."Hazel Heron Indigo Jackal Juno Kestrel Lark Lynx Mako Maple Nettle Nova Onyx Otter Pike Quill Raven".split(" "),
  ..."Rook Sable Slate Sparrow Talon Thistle Umber Viper Wren Yarrow Zephyr".split(" "),
];

/** Returns `count` different names in a random order; beyond the list they are numbered. */
export function callSigns(count: number, random: Random, prefix = ""): string[] {
  const pool = [...CALL_SIGNS];
  for (let last = pool.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [pool[last], pool[other]] = [pool[other] ?? "", pool[last] ?? ""];
  }
  return Array.from({ length: count }, (_, index) => {
    const lap = Math.floor(index / pool.length);
    return `${prefix}${pool[index % pool.length]}${lap > 0 ? ` ${lap + 1}` : ""}`;
  });
}
