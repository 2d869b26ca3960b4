import type { PlayerRecord, RoundRecord } from "@fray/server/internal/storage/records";
import { randomUUID } from "node:crypto";

const ROUND_MS = 300_000;

export const player = (name: string, more: Partial<PlayerRecord> = {}): PlayerRecord => ({
  playerId: `00000000-0000-4000-8000-${name.padStart(12, "0")}`,
  name,
  team: 0,
  score: more.kills ?? 0,
  kills: 0,
  deaths: 0,
  won: false,
  ...more,
});

export const bot = (name: string, more: Partial<PlayerRecord> = {}): PlayerRecord =>
  player(name, { ...more, playerId: undefined });

export const round = (players: readonly PlayerRecord[], endedAt = Date.now()): RoundRecord => ({
  id: randomUUID(),
  map: "foundry",
  mode: "ffa",
  winner: 0,
  startedAt: endedAt - ROUND_MS,
  endedAt,
  players,
});
