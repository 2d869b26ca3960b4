import type { Client } from "@colyseus/core";
import { announcePresence } from "@fray/server/rooms/presence";
import type { Seat } from "@fray/server/rooms/seat";
import { Seats } from "@fray/server/rooms/seats";
import { expect, test } from "vitest";

/** A room of so many people, and who of them is told something. */
function roomOf(people: number): { seats: Seats; first: Seat; told: number[] } {
  const seats = new Seats();
  const told: number[] = [];
  const members = Array.from({ length: people }, (_, index) => {
    const id = index + 1;
    const client = { send: () => told.push(id) } as unknown as Client;
    return { sessionId: `s${id}`, client, roster: { id, name: `P${id}`, bot: false } } as unknown as Seat;
  });
  for (const member of members) seats.add(member);
  const [first] = members;
  if (!first) throw new Error("nobody is there");
  return { seats, first, told };
}

test("everybody else hears who comes and goes, in a room in which one can keep track of it", () => {
  const { seats, first, told } = roomOf(64);
  announcePresence(seats, first, "joined");
  expect(told).toEqual(Array.from({ length: 63 }, (_, index) => index + 2));
});

test("nobody is told in a crowd, where each who comes would be a message to each who is there", () => {
  const { seats, first, told } = roomOf(65);
  announcePresence(seats, first, "joined");
  expect(told).toEqual([]);
});
