import type { Weapon } from "@fray/shared-state/simulation/rules";

import { PlayerName } from "./player-name.tsx";
import "./kill-feed.css";

const LINES = 4;
const LINE_LIFE_MS = 5000;

interface Side {
  readonly name: string;
  readonly bot: boolean;
  readonly self: boolean;
}

export interface KillLine {
  readonly key: number;
  readonly killer: Side;
  readonly victim: Side;
  readonly weapon: Weapon;
  readonly endsAt: number;
}

/** The last few deaths. The list is a new array only when it changed. */
export class KillLog {
  lines: readonly KillLine[] = [];
  #count = 0;

  add(killer: Side, victim: Side, weapon: Weapon, now: number): void {
    const line: KillLine = { key: this.#count++, killer, victim, weapon, endsAt: now + LINE_LIFE_MS };
    this.lines = [...this.lines, line].slice(-LINES);
  }

  expire(now: number): void {
    if (this.lines.some((line) => line.endsAt <= now)) this.lines = this.lines.filter((line) => line.endsAt > now);
  }
}

/** Who struck down whom; each line fades by itself. */
export function KillFeed({ lines }: { readonly lines: readonly KillLine[] }) {
  return (
    <ul class="kill-feed" aria-label="Kill feed" aria-live="off">
      {lines.map((line) => (
        <li key={line.key} class={lineClass(line)}>
          <PlayerName {...line.killer} name={line.killer.self ? "You" : line.killer.name} />
          <WeaponIcon weapon={line.weapon} />
          <PlayerName {...line.victim} name={line.victim.self ? "You" : line.victim.name} />
        </li>
      ))}
    </ul>
  );
}

/** An arrow from killer to victim: broken for the pulse, doubled for the rail. */
function WeaponIcon({ weapon }: { readonly weapon: Weapon }) {
  return (
    <svg width="28" height="14" viewBox="0 0 28 14" role="img" aria-label={weapon === "rail" ? "railed" : "shot"}>
      {weapon === "rail" ? (
        <path d="M2 4.8h15M2 9.2h15M17 1.8 24 7l-7 5.2" />
      ) : (
        <path d="M2 7h3M9 7h3M16 7h6M18.5 3 23 7l-4.5 4" />
      )}
    </svg>
  );
}

const lineClass = (line: KillLine): string => (line.killer.self ? "own" : line.victim.self ? "lost" : "");
