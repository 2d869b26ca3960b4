import { Client } from "@colyseus/sdk";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";
import { afterEach, expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until, settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
afterEach(() => server.stop());

/** The two clients read snapshot records. */
test.each([
  ["snapshot records", READS_RECORDS],
  ["patches of a schema", {}],
] as const)(
  "two clients, an observer that reads %s, and the server agree on where everybody is",
  async (encoding, reads) => {
    server = await startVirtual({ args: ["--map", "duel", "--max-players", "24"] });
    const [ann, bob] = await Promise.all([TestPlayer.join(server.http, "Ann"), TestPlayer.join(server.http, "Bob")]);
    const observer = followState(
      await settled(new Client(server.url).joinOrCreate<ArenaState>(ARENA_ROOM, { name: "Eve", ...reads }, ArenaState)),
    );
    expect(observer.serializerId).toBe(encoding === "snapshot records" ? READS_RECORDS.records : "schema");
    try {
      let tick = 0;
      ann.play = () => ({ ...IDLE, moveX: Math.sin(tick++ / 20), moveY: Math.cos(tick / 15), aim: 1 });
      bob.play = () => ({ ...IDLE, moveX: -1, moveY: Math.sin(tick / 30), aim: 2, buttons: 2 });
      await until("everybody has moved", () => tick > 200);
      ann.play = bob.play = () => IDLE;

      const truthOf = (name: string) => {
        const session = [...observer.state.roster].find(([, entry]) => entry.name === name)?.[0] ?? "";
        return observer.state.players.get(session);
      };
      const close = (a: { x: number; y: number } | undefined, b: { x: number; y: number } | undefined) =>
        a && b && Math.hypot(a.x - b.x, a.y - b.y) < 1e-9;
      const seenBy = (player: TestPlayer, name: string) => player.frame?.others.find((body) => body.name === name);

      await until("Ann's own body is where the server has it", () => close(ann.frame?.self, truthOf("Ann")));
      await until("Bob's own body is where the server has it", () => close(bob.frame?.self, truthOf("Bob")));
      await until("Bob sees Ann there", () => close(seenBy(bob, "Ann"), truthOf("Ann")));
      await until("Ann sees Bob there", () => close(seenBy(ann, "Bob"), truthOf("Bob")));
      expect(truthOf("Ann")?.alive).toBe(true);
    } finally {
      await Promise.all([ann.leave(), bob.leave(), settled(observer.leave())]);
    }
  },
);
