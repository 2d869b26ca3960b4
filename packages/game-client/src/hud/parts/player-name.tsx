import "./player-name.css";

export interface PlayerNameProps {
  readonly name: string;
  readonly bot: boolean;
  readonly self: boolean;
  readonly connected?: boolean;
}

/** A name as the HUD writes it: bots and lost lines marked, the player's own set apart. */
export function PlayerName({ name, bot, self, connected = true }: PlayerNameProps) {
  return (
    <span class={self ? "player-name self" : "player-name"}>
      <span class="text">{name}</span>
      {bot && <span class="chip">BOT</span>}
      {!connected && <span class="chip away">AWAY</span>}
    </span>
  );
}
