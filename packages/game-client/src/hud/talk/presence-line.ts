import type { Talk } from "../../connection/game-connection.ts";

type PresenceTalk = Extract<Talk, { type: "presence" }>;

const PREDICATES: Readonly<Record<PresenceTalk["what"], string>> = {
  joined: " joined",
  left: " left",
  dropped: "’s connection was lost",
  returned: " is back",
  timedOut: " did not come back",
  kicked: " was kicked",
  banned: " was banned from the room",
  idle: " was removed for being idle",
  refused: "’s connection was closed",
  watches: " is watching now",
  fights: " joined the fight",
  owns: " is the owner now",
};

/** The sentence for a change of a person's presence, side or role. */
export const presenceLine = ({ name, what }: Pick<PresenceTalk, "name" | "what">): string =>
  `${name}${PREDICATES[what]}`;
