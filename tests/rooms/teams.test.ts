import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--mode", "ctf"] });
});
afterAll(() => server.stop());

const guests: Guest[] = [];
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
});
const join = async (spectate = false): Promise<Guest> => {
  const guest = await Guest.join(server.url, { name: `P${guests.length}`, spectate });
  guests.push(guest);
  return guest;
};
const sizes = ({ room }: Guest): [number, number] => {
  const teams = Array.from(room.state.roster.values(), ({ team }) => team);
  return [teams.filter((team) => team === 1).length, teams.filter((team) => team === 2).length];
};

test("teams differ by one at most as people join one after the other, and bodies have their colours", async () => {
  const first = await join();
  for (let count = 2; count <= 7; count++) {
    await join();
    await until("it is known to the first", () => first.room.state.roster.size === count);
    const [blue, orange] = sizes(first);
    expect(blue + orange).toBe(count);
    expect(Math.abs(blue - orange)).toBeLessThanOrEqual(1);
  }
  for (const guest of guests) {
    await until("it has a body", () => guest.bodyOf(guest));
    expect(guest.bodyOf(guest)?.team).toBe(guest.entry?.team);
  }
});

test("a spectator is in no team; a late player, or a former spectator, fills the smaller one", async () => {
  const first = await join();
  const [second, third, watcher] = [await join(), await join(), await join(true)];
  expect(watcher.entry).toMatchObject({ team: 0, spectator: true });
  await until("teams are two and one", () => first.room.state.roster.size === 4);
  const lone = [first, second, third].find((guest) => {
    const { team } = guest.entry ?? {};
    return [first, second, third].every((other) => other === guest || other.entry?.team !== team);
  });
  watcher.say("role", { spectate: false });
  await until("it fights", () => watcher.bodyOf(watcher));
  expect(watcher.entry?.team).toBe(lone?.entry?.team);
  await until("the first knows", () => sizes(first).join() === "2,2");
});

test("both flags are known to all players, at home as a capture the flag begins", async () => {
  const first = await join();
  await join();
  const flags = () => Array.from(first.room.state.match.flags, ({ team, home, carrier }) => ({ team, home, carrier }));
  await until("they are there", () => first.room.state.match.flags.length > 0);
  expect(flags()).toEqual([
    { team: 1, home: true, carrier: 0 },
    { team: 2, home: true, carrier: 0 },
  ]);
});
