import { Store } from "@fray/server/internal/storage/store";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

import { player, round } from "./records.ts";

// Writes rounds as fast as it can and reports the written ones, until the process is killed.
const path = process.argv[2] ?? "";
mkdirSync(dirname(path), { recursive: true });
const store = await Store.open(path);
const players = Array.from({ length: 8 }, (_, index) => player(`P${index}`));
for (let endedAt = 1; ; endedAt++) {
  const next = round(players, endedAt);
  await store.record(next);
  process.stdout.write(`${next.id}\n`);
}
