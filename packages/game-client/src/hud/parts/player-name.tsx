import "./player-name.css";

export interface PlayerNameProps {
  readonly name: string;
  readonly bot: boolean;
  readonly self: boolean;
  readonly connected?: boolean;
  /** In charge of the room. */
  readonly owner?: boolean;
}

/** A name as the HUD writes it: bots, the owner and lost lines marked, the player's own set apart. */
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
