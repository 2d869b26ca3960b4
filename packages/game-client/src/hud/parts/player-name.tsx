import { mutedPeople } from "../../connection/muted-people.ts";
import "./player-name.css";
import { useObserved } from "./use-observed.ts";

export interface PlayerNameProps {
  /** The person's number; 0 or missing for a bot. */
  readonly person?: number;
  readonly name: string;
  readonly bot: boolean;
  readonly self: boolean;
  readonly connected?: boolean;
  /** This player is the owner of the room. */
  readonly owner?: boolean;
}

/** A player's name in the HUD. It marks bots, the owner, muted people, lost connections and the player's own name. */
export function PlayerName({ person = 0, name, bot, self, connected = true, owner = false }: PlayerNameProps) {
  const muted = useObserved(mutedPeople.list).includes(person);
  return (
    <span class={self ? "player-name self" : "player-name"}>
      <span class="text">{name}</span>
      {bot && <span class="chip">BOT</span>}
      {owner && <span class="chip owner">OWNER</span>}
      {muted && <span class="chip away">MUTED</span>}
      {!connected && <span class="chip away">AWAY</span>}
    </span>
  );
}
