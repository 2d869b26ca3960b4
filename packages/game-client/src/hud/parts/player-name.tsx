import "./player-name.css";

export interface PlayerNameProps {
  readonly name: string;
  readonly bot: boolean;
  readonly self: boolean;
  readonly connected?: boolean;
  /** This player is the owner of the room. */
  readonly owner?: boolean;
}

/** A player's name in the HUD. It marks bots, the owner, lost connections and the player's own name. */
export function PlayerName({ name, bot, self, connected = true, owner = false }: PlayerNameProps) {
  return (
    <span class={self ? "player-name self" : "player-name"}>
      <span class="text">{name}</span>
      {bot && <span class="chip">BOT</span>}
      {owner && <span class="chip owner">OWNER</span>}
      {!connected && <span class="chip away">AWAY</span>}
    </span>
  );
}
