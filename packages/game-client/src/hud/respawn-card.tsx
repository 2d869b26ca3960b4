import type { Weapon } from "@fray/shared-state/simulation/rules";

import "./respawn-card.css";

/** How the player last died. */
export interface LastDeath {
  readonly killerName: string;
  readonly killerBot: boolean;
  /** Round trip of the killer in ms. */
  readonly killerPing: number;
  readonly weapon: Weapon;
  readonly behindCover: boolean;
}

export interface RespawnCardProps {
  readonly dead: boolean;
  /** Tenths of a second. */
  readonly tenths: number;
  readonly death: LastDeath | undefined;
}

/** What a fallen player reads: by whom and how, and how long until they are back. */
export function RespawnCard({ dead, tenths, death }: RespawnCardProps) {
  if (!dead) return null;
  return (
    <section class="respawn" role="status">
      {death && <Cause {...death} />}
      <p class="in">
        Respawning in <b>{(tenths / 10).toFixed(1)}</b>
      </p>
    </section>
  );
}

function Cause({ killerName, killerBot, killerPing, weapon, behindCover }: LastDeath) {
  return (
    <>
      <p class="by">
        Killed by <b>{killerName}</b> {killerBot && <span class="chip">BOT</span>}
      </p>
      <p class="how">
        {weapon === "rail" ? "Rail" : "Pulse rifle"}
        {!killerBot && ` · their ping ${killerPing} ms`}
      </p>
      {behindCover && <p class="cover">You were in cover already; on their screen, a moment late, you were not.</p>}
    </>
  );
}
