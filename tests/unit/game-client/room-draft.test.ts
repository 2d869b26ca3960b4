import {
  highest,
  maxBots,
  modesOf,
  newDraft,
  redraft,
  createRequestOf,
} from "@fray/game-client/internal/hud/rooms/room-draft";
import { CreateOptions } from "@fray/shared-state/protocol/create-options";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";
import { OPTION_NAMES } from "@fray/shared-state/protocol/room-options";
import { expect, test } from "vitest";

const OFFER: HostOffer = {
  maps: [
    { name: "foundry", modes: ["ffa", "ctf"] },
    { name: "kiln", modes: ["ffa"] },
  ],
  chat: "on",
  maxPlayers: 12,
  bots: 5,
  skill: "mixed",
  roundSeconds: 300,
  scoreLimit: 0,
};

test("an unchanged draft asks for a room with the host's defaults", () => {
  expect(CreateOptions.parse(createRequestOf(newDraft(OFFER)))).toMatchObject({
    name: "",
    mode: "all",
    maps: [],
    maxPlayers: 12,
    bots: 5,
    roundSeconds: 300,
    private: false,
    password: "",
  });
});

test("only modes with at least one map are offered, and a map is deselected if it lacks the chosen mode", () => {
  expect(modesOf(OFFER)).toEqual(["ffa", "ctf"]);
  const onKiln = redraft(newDraft(OFFER), { map: "kiln" }, OFFER);
  expect(createRequestOf(onKiln).maps).toEqual(["kiln"]);
  expect(redraft(onKiln, { mode: "ffa" }, OFFER).map).toBe("kiln");
  expect(createRequestOf(redraft(onKiln, { mode: "ctf" }, OFFER)).maps).toEqual([]);
});

test("bots leave the owner a place, however small the room gets", () => {
  const small = redraft(newDraft(OFFER), { maxPlayers: 3 }, OFFER);
  expect(small.bots).toBe(2);
  expect(maxBots(small)).toBe(2);
});

test("the host's defaults have a value for every option, and a request carries each of them unchanged", () => {
  const draft = newDraft(OFFER);
  const intent = CreateOptions.parse(createRequestOf(draft));
  for (const name of OPTION_NAMES) {
    expect(draft[name], name).toBeDefined();
    expect(intent[name], name).toEqual(draft[name]);
  }
});

test("a slider ends at the host's own value when that is the maximum, and reaches it otherwise", () => {
  const offer = { ...OFFER, roundSeconds: 3000 };
  const draft = newDraft(offer);
  expect(highest("maxPlayers", draft, offer)).toBe(12);
  expect(highest("bots", draft, offer)).toBe(11);
  expect(highest("roundSeconds", draft, offer)).toBe(3000);
  expect(highest("scoreLimit", draft, offer)).toBe(150);
});
