import type { Talk } from "../../connection/game-connection.ts";

type PresenceTalk = Extract<Talk, { type: "presence" }>;

const PREDICATES: Readonly<Record<PresenceTalk["what"], string>> = {
  joined: " joined",
  left: " left",
  dropped: "’s line dropped",
  returned: " is back",
  timedOut: " did not come back",
  kicked: " was sent out",
  banned: " was banned from the room",
  idle: " did nothing for too long and had to go",
  refused: "’s connection was closed",
  watches: " is watching now",
  fights: " joined the fight",
  owns: " is in charge now",
};

/** The sentence for a change of a person's presence, side or role. */
export const presenceLine = ({ name, what }: Pick<PresenceTalk, "name" | "what">): string =>
  `${name}${PREDICATES[what]}`;
