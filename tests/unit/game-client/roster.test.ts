import { Roster } from "@fray/game-client/internal/connection/roster";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { expect, test } from "vitest";

test("a player who leaves still has a name for the events of that patch, but is no longer a member", () => {
  const roster = new Roster();
  const [ann, bob] = [1, 2].map((id) => Object.assign(new RosterEntry(), { id, name: `player ${id}` }));
  if (!ann || !bob) throw new Error("no entries");
  roster.receive([ann, bob]);
  roster.receive([ann]);
  expect(roster.get(2)?.name).toBe("player 2");
  expect(roster.isFighter(2)).toBe(false);
  expect([...roster.values()]).toEqual([ann]);
  roster.receive([ann]);
  expect(roster.get(2)).toBeUndefined();
});
