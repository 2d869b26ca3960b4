import { getMessageBytes, Protocol } from "@colyseus/core";
import type { Clip } from "@fray/shared-state/protocol/clip";
import { EVENTS, type EventsMessage } from "@fray/shared-state/protocol/events";
import type { ClientMessage, ClientMessageType, ServerMessages } from "@fray/shared-state/protocol/messages";

import { hexOf } from "./hex.ts";

const LINE = {
  number: 3,
  from: 7,
  person: 70_000,
  name: "Ann",
  team: 1,
  scope: "all",
  text: "Grüße, 世界 👋",
} as const;

const CLIP: Clip = {
  kind: "death",
  map: "duel",
  by: 300,
  victim: 7,
  first: 70_000,
  gaps: [1, 2],
  bodies: [
    { id: 300, runs: [[0, 6740, 2922, 200, 50, -50, 3, 0, 0, -3]], looks: [[0, 0, 100, 0, 1, 1, 2, 0, 0]] },
    {
      id: 7,
      runs: [
        [0, 7168, 2557, 0],
        [2, 7200, 2557, 255],
      ],
      looks: [[0, 0, 13, 50, 5, 3, 255, 1, 12]],
    },
  ],
  events: [{ tick: 70_000, shots: [[300, 9, 6740, 2922, 0]] }],
  match: [
    {
      patch: 0,
      mode: 0,
      phase: 1,
      round: 3,
      endTick: 79_000,
      scoreLimit: 0,
      scores: [0, 0],
      flags: [],
      hill: { x: 0, y: 0, radius: 0, team: 0, contested: false, moveTick: 0 },
      pickups: [true, false],
    },
  ],
  sightAgeMs: 133,
  isSightStated: false,
  places: { now: [7200, 2557], judged: [7168, 2557] },
};

const FROM_SERVER: { readonly [Type in keyof ServerMessages]: ServerMessages[Type] } = {
  chat: LINE,
  history: { lines: [LINE, { ...LINE, number: 4, scope: "team", text: "x".repeat(160) }] },
  emote: { id: 300, emote: 2 },
  mark: { id: 300, x: 12.5, y: 30.25 },
  party: { token: "token", members: [300, 2] },
  notice: { code: "tooFast", text: "You did that too often. Wait a moment." },
  presence: { id: 2, name: "Bob", what: "returned" },
  moved: { roomId: "RqsAnrr1j" },
  replay: { id: "019e1c7e-52aa-7b1e-9d3a-0123456789ab" },
  clipOffer: { kind: "death", by: 300, kills: 0 },
  clip: CLIP,
  identity: { id: "6f1c7e52-3f0a-4b1e-9d3a-0123456789ab", token: "token" },
};

const EVENTS_OF_A_TICK: EventsMessage = {
  tick: 70_000,
  shots: [
    [1, 9, 6740, 2922, 0],
    [2, 300, 7168, 2557, 40_000, 1, 385],
  ],
  hits: [[1, 9, 3, 189, 13]],
  blasts: [[3, 10, 7086, 2901, 3]],
  deaths: [[3, 1, 0, 0]],
  pickups: [[4, 0]],
  deeds: [[1, 300, 2, 7]],
};

const FROM_CLIENT: { readonly [Type in ClientMessageType]: ClientMessage<Type> } = {
  chat: { text: LINE.text },
  emote: { emote: 0 },
  look: { x: 12.5, y: -3.25 },
  wear: { look: 133, title: 2 },
  follow: { id: 7 },
  mark: { x: 12.5, y: 30.25 },
  note: { say: "going for the pad", mark: { x: 12.5, y: 30.25, text: "ambush" } },
  party: { join: true },
  role: { spectate: true },
  report: { id: 4, reason: "insult", text: "at the flag" },
  vote: { id: 9 },
  next: { round: 3, choice: 1 },
  clip: { kind: "best" },
  kick: { id: 300 },
  ban: { id: 70 },
  bots: { count: 4, skill: "veteran" },
  play: { turn: 1 },
  restart: {},
  lock: { locked: true },
  pass: { id: 2 },
};

const frameOf = ([type, message]: readonly [string, unknown]) => ({
  type,
  message,
  frame: hexOf(getMessageBytes.raw(Protocol.ROOM_DATA, type, message)),
});

/** Every message that an arena sends or accepts, each as a frame. */
export function messages() {
  return {
    fromServer: [...Object.entries(FROM_SERVER), [EVENTS, EVENTS_OF_A_TICK] as const].map(frameOf),
    fromClient: Object.entries(FROM_CLIENT).map(frameOf),
  };
}
