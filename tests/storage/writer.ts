import { Store } from "@fray/server/internal/storage/store";

import { player, round } from "./records.ts";

// Writes rounds as fast as it can and reports the written ones, until the process is killed.
const store = await Store.open(process.argv[2] ?? "");
const players = Array.from({ length: 8 }, (_, index) => player(`P${index}`));
for (let endedAt = 1; ; endedAt++) {
  const next = round(players, endedAt);
  await store.record(next);
  process.stdout.write(`${next.id}\n`);
}
