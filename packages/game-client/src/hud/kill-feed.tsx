import { PlayerName } from "./player-name.tsx";

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
  readonly endsAt: number;
}

/** The last few deaths. The list is a new array only when it changed. */
export class KillLog {
  lines: readonly KillLine[] = [];
  #count = 0;

  add(killer: Side, victim: Side, now: number): void {
    const line: KillLine = { key: this.#count++, killer, victim, endsAt: now + LINE_LIFE_MS };
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
          <svg width="18" height="14" viewBox="0 0 18 14" role="img" aria-label="killed">
            <path d="M0 7h11M8 2.5 13 7l-5 4.5" />
            <path d="M17 1v12" />
          </svg>
          <PlayerName {...line.victim} name={line.victim.self ? "You" : line.victim.name} />
        </li>
      ))}
    </ul>
  );
}

const lineClass = (line: KillLine): string => (line.killer.self ? "own" : line.victim.self ? "lost" : "");
