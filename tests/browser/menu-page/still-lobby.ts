import { friends } from "@fray/game-client/internal/connection/friends";
import type { ListedRoom, Lobby, LobbyView } from "@fray/game-client/internal/connection/lobby";
import { Observed } from "@fray/game-client/internal/connection/observed";
import type { FriendPlace } from "@fray/shared-state/protocol/lobby";

import type { LobbyScene } from "./api.ts";

const MARKUP = `<script>window.hacked=1</script><img src=x onerror="window.hacked=2">`;
const code = (letter: string): string => letter.repeat(22);

const room = (id: string, change: Partial<ListedRoom> = {}): ListedRoom => ({
  id,
  name: "",
  mode: "ffa",
  phase: "live",
  map: "foundry",
  people: 3,
  spectators: 0,
  bots: 2,
  places: 24,
  locked: false,
  hasPassword: false,
  friendlyFire: false,
  ...change,
});

const EMPTY: LobbyView = {
  lost: false,
  selfId: 1,
  friendCode: code("s"),
  offer: {
    maps: [
      { name: "foundry", modes: ["ffa", "tdm", "ctf"] },
      { name: "kiln", modes: ["ffa", "hill"] },
    ],
    chat: "on",
    maxPlayers: 24,
    bots: 5,
    skill: "mixed",
    roundSeconds: 300,
    scoreLimit: 0,
  },
  rooms: [],
  people: [{ id: 1, person: 1, name: "Grace Hopper" }],
  chat: [],
  friends: [],
  notice: undefined,
};

const FRIENDS: readonly FriendPlace[] = [
  { code: code("a"), name: "Ada", where: "room", roomId: "den" },
  { code: code("b"), name: "Barbara", where: "lobby" },
  { code: code("c"), name: "Wwwwwwwwwwwwwwww", where: "private" },
];

const FULL: LobbyView = {
  ...EMPTY,
  rooms: [
    room("den", { name: MARKUP.slice(0, 24), mode: "ctf", people: 11, hasPassword: true, friendlyFire: true }),
    room("open", { people: 8, bots: 0, spectators: 2, phase: "warmup" }),
    room("kiln", { name: "Night shift", map: "kiln", mode: "hill", people: 1, bots: 7, places: 8, phase: "results" }),
    room("full", { name: "Wwwwwwwwwwwwwwwwwwwwwwww", people: 24, bots: 0 }),
    room("locked", { name: "No more guests", mode: "tdm", locked: true, people: 4 }),
    ...Array.from({ length: 9 }, (_, index) => room(`more${index}`, { people: 2, places: 12 })),
  ],
  people: [
    ...EMPTY.people,
    ...["Ada", "Barbara", "Wwwwwwwwwwwwwwww", MARKUP.slice(0, 16), "Linus", "Margaret"].map((name, index) => ({
      id: index + 2,
      person: index + 2,
      name,
    })),
  ],
  chat: Array.from({ length: 50 }, (_, index) => ({
    from: 2 + (index % 3),
    person: 2 + (index % 3),
    name: ["Ada", "Barbara", "Wwwwwwwwwwwwwwww"][index % 3] ?? "",
    text: index === 48 ? MARKUP : index === 49 ? "a long line ".repeat(12) : "Anybody for capture the flag?",
    at: Date.UTC(2026, 0, 1, 12, index),
  })),
  friends: FRIENDS,
};

/** A lobby in which nothing changes. */
export async function openStillLobby(scene: LobbyScene): Promise<Lobby> {
  if (scene === "failed") throw new Error("The server can't be reached. Check your connection and try again.");
  for (const { code: known } of friends.list.value) friends.remove(known);
  if (scene === "full") for (const letter of ["d", "c", "b", "a"]) friends.add(code(letter));
  return {
    view: new Observed(scene === "full" ? FULL : { ...EMPTY, lost: scene === "lost" }),
    say: () => {},
    watchFriends: () => {},
    startParty: () => {},
    report: () => {},
    leave: () => {},
  };
}
