import type { Weapon } from "@fray/shared-state/rules";

import type { ClientEvent } from "../../connection/frame.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { WEAPON_LOOKS } from "../../weapons/index.ts";
import { sideOf, type Side } from "../../words/sides.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { PlayerName } from "../parts/player-name.tsx";
import { ShapeIcon } from "../parts/shape-icon.tsx";
import "./kill-feed.css";

const LINES = 4;
const LINE_LIFE_MS = 5000;

interface Fighter {
  readonly name: string;
  readonly bot: boolean;
  readonly self: boolean;
  readonly side: Side;
}

interface KillLine {
  readonly key: number;
  /** The killer; undefined when the victim's own shot killed it. */
  readonly killer: Fighter | undefined;
  readonly victim: Fighter;
  readonly weapon: Weapon;
  readonly endsAt: number;
}

type Death = Extract<ClientEvent, { type: "death" }>;

/** The last few deaths. Each line fades after some time. */
export class KillFeed implements Part {
  readonly #panel: Panel<{ readonly lines: readonly KillLine[] }>;
  #lines: readonly KillLine[] = [];
  #count = 0;

  constructor(parent: HTMLElement) {
    this.#panel = new Panel(parent, Lines, () => ({ lines: this.#lines }));
  }

  update(moment: Moment): void {
    const { frame, now } = moment;
    if (this.#lines.some((line) => line.endsAt <= now)) this.#lines = this.#lines.filter((line) => line.endsAt > now);
    for (const event of frame.events) if (event.type === "death") this.#add(event, moment);
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #add(death: Death, moment: Moment): void {
    const { killer, killerName, victim, victimName, weapon, mine, me } = death;
    const line = {
      key: this.#count++,
      killer: killer === victim ? undefined : fighter(killer, killerName, mine, moment),
      victim: fighter(victim, victimName, me, moment),
      weapon,
      endsAt: moment.now + LINE_LIFE_MS,
    };
    this.#lines = [...this.#lines, line].slice(-LINES);
  }
}

function fighter(id: number, name: string, self: boolean, { standings }: Moment): Fighter {
  const standing = standings.find(id);
  return {
    name: self ? "You" : name,
    bot: standing?.bot ?? false,
    self,
    side: sideOf({ team: standing?.team ?? 0, self }),
  };
}

function Lines({ lines }: { readonly lines: readonly KillLine[] }) {
  return (
    <ul class="kill-feed" aria-label="Kill feed">
      {lines.map(({ key, killer, victim, weapon }) => (
        <li key={key} class={killer?.self ? "own" : victim.self ? "lost" : ""}>
          {killer && <FighterName {...killer} />}
          <GlyphIcon glyph={WEAPON_LOOKS[weapon].glyph} size={20} label={`${WEAPON_LOOKS[weapon].title}:`} />
          <FighterName {...victim} />
          {!killer && <span class="caption">own blast</span>}
        </li>
      ))}
    </ul>
  );
}

function FighterName({ side, ...name }: Fighter) {
  return (
    <span class="fighter">
      <ShapeIcon side={side} />
      <PlayerName {...name} />
    </span>
  );
}
