import { REST_MS, VOTE_MS, VoteKick } from "@fray/server/internal/rooms/vote-kick";
import { UNKNOWN_JOINER } from "@fray/server/internal/sessions/joiner";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { expect, test } from "vitest";

const person = (name: string, address: string, bot = false) => ({
  joiner: { ...UNKNOWN_JOINER, address, playerId: bot ? "" : name },
  roster: Object.assign(new RosterEntry(), { name, bot, playerId: bot ? "" : name }),
});
type Person = ReturnType<typeof person>;

function roomOf(...members: Person[]) {
  const removed: string[] = [];
  const said: string[] = [];
  let owner: Person | undefined;
  const votes = new VoteKick({
    members: () => members,
    isOwner: ({ roster }) => roster === owner?.roster,
    remove: ({ roster }) => removed.push(roster.name),
    announce: (text) => said.push(text),
  });
  return { votes, removed, said, members, own: (who: Person) => (owner = who) };
}

const [ann, bob, cid, eve] = [
  person("Ann", "192.0.2.1"),
  person("Bob", "192.0.2.2"),
  person("Cid", "192.0.2.3"),
  person("Eve", "192.0.2.4"),
];

test("more than half of the others remove a person, and not before", () => {
  const { votes, removed, said } = roomOf(ann, bob, cid, eve);
  expect(votes.vote(ann, eve, 0)).toBeUndefined();
  expect(removed).toEqual([]);
  expect(said).toEqual(["Ann votes to remove Eve: 1 of 2. To join in: menu, People."]);
  expect(votes.vote(ann, eve, 1)).toMatchObject({ text: "You have voted already." });
  expect(votes.vote(bob, eve, 2)).toBeUndefined();
  expect(removed).toEqual(["Eve"]);
});

test("a vote is over after a minute, and who started it rests for two", () => {
  const { votes, removed } = roomOf(ann, bob, cid, eve);
  votes.vote(ann, eve, 0);
  expect(votes.vote(bob, eve, VOTE_MS)).toBeUndefined();
  expect(removed).toEqual([]);
  expect(votes.vote(ann, cid, REST_MS - 1)).toMatchObject({ code: "tooFast" });
  expect(votes.vote(ann, cid, REST_MS)).toBeUndefined();
});

test("several tabs of one address have one vote", () => {
  const tabs = ["Tab 1", "Tab 2", "Tab 3"].map((name) => person(name, "192.0.2.9"));
  const { votes, removed } = roomOf(ann, bob, eve, ...tabs);
  for (const tab of tabs) votes.vote(tab, eve, 0);
  expect(removed).toEqual([]);
  votes.vote(ann, eve, 0);
  expect(removed).toEqual(["Eve"]);
});

test("two tabs against one person remove nobody", () => {
  const tabs = ["Tab 1", "Tab 2"].map((name) => person(name, "192.0.2.9"));
  const { votes, removed } = roomOf(eve, ...tabs);
  for (const tab of tabs) votes.vote(tab, eve, 0);
  expect(removed).toEqual([]);
});

test("where all share one address, as at a school, each person has a vote", () => {
  const [x, y, z] = ["X", "Y", "Z"].map((name) => person(name, "192.0.2.9"));
  if (!x || !y || !z) throw new Error("nobody is there");
  const { votes, removed } = roomOf(x, y, z);
  votes.vote(x, z, 0);
  votes.vote(y, z, 0);
  expect(removed).toEqual(["Z"]);
});

test("a person who left has no vote any more", () => {
  const { votes, removed, members } = roomOf(ann, bob, cid, eve);
  votes.vote(ann, eve, 0);
  members.splice(0, 1);
  votes.vote(bob, eve, 1);
  expect(removed).toEqual([]);
  votes.vote(cid, eve, 2);
  expect(removed).toEqual(["Eve"]);
});

test("what can't be voted on is refused with a sentence", () => {
  const bot = person("Hal", "127.0.0.1", true);
  const room = roomOf(ann, bob, cid, eve, bot);
  expect(room.votes.vote(ann, undefined, 0)).toMatchObject({ text: "No member of the room has that number." });
  expect(room.votes.vote(ann, ann, 0)).toMatchObject({ text: "You can't do that to yourself." });
  expect(room.votes.vote(ann, bot, 0)).toMatchObject({ text: "Only people can be voted out." });
  expect(room.votes.vote(bot, ann, 0)).toMatchObject({ code: "notAllowed" });
  room.own(eve);
  expect(room.votes.vote(ann, eve, 0)).toMatchObject({ text: "This room belongs to that person." });
  expect(roomOf(ann, eve, bot).votes.vote(ann, eve, 0)).toMatchObject({ text: "A vote needs at least three people." });
  expect(room.said).toEqual([]);
});
