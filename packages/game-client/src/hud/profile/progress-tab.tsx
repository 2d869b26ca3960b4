import { isMode, MODE_TITLES } from "@fray/shared-state/match/modes";
import { BOT_LEVEL_CAP, BOT_POINTS_CAP } from "@fray/shared-state/progress/level";
import { countFor, TITLES } from "@fray/shared-state/progress/titles";

import type { Own, Share } from "../../connection/own-data.ts";
import { mapTitle } from "../parts/map-title.ts";
import { WordsOnly } from "../parts/words.tsx";

const KINDS = [
  ["mode", "By mode"],
  ["map", "By map"],
  ["weapon", "By weapon"],
] as const;

/** The player's level, titles, and sums by mode, map and weapon. */
export function ProgressTab({ own }: { readonly own: Own | undefined }) {
  if (!own) return <WordsOnly>This server keeps no statistics.</WordsOnly>;
  const { level, counted, from, next, botPoints, shares, deeds } = own;
  return (
    <div class="profile-scroll" tabIndex={0} role="region" aria-label="Progress">
      <section class="level" aria-label="Level">
        <b>Level {level}</b>
        <progress max={next - from} value={counted - from} aria-label={`Points towards level ${level + 1}`} />
        <span>
          {number(counted - from)} of {number(next - from)} points to level {level + 1}
        </span>
        {botPoints >= BOT_POINTS_CAP && (
          <p class="soft">
            Bots bring nobody beyond level {BOT_LEVEL_CAP}. From here on, only deeds against people count.
          </p>
        )}
      </section>
      <section aria-label="Titles">
        <h3>Titles</h3>
        <ul class="titles">
          {TITLES.map((rule) => {
            const count = Math.min(rule.least, countFor(rule, deeds));
            return (
              <li key={rule.title} class={count === rule.least ? "earned" : ""}>
                <b>{rule.title}</b>
                <span>{rule.how}</span>
                <span class="count">{count === rule.least ? "Earned" : `${count} of ${rule.least}`}</span>
              </li>
            );
          })}
        </ul>
        <p class="soft">Deeds against people earn titles, deeds against bots do not.</p>
      </section>
      {KINDS.map(([kind, title]) => (
        <Shares key={kind} title={title} kind={kind} shares={shares.filter((share) => share.kind === kind)} />
      ))}
    </div>
  );
}

interface SharesProps {
  readonly title: string;
  readonly kind: Share["kind"];
  readonly shares: readonly Share[];
}

function Shares({ title, kind, shares }: SharesProps) {
  if (shares.length === 0) return null;
  const isWeapon = kind === "weapon";
  return (
    <section>
      <h3 id={`shares-${kind}`}>{title}</h3>
      <table class="shares" aria-labelledby={`shares-${kind}`}>
        <thead>
          <tr>
            <th scope="col">{isWeapon ? "Weapon" : kind === "map" ? "Map" : "Mode"}</th>
            {!isWeapon && <th scope="col">Rounds</th>}
            {!isWeapon && <th scope="col">Won</th>}
            <th scope="col">Kills</th>
            <th scope="col">{isWeapon ? "Deaths by it" : "Deaths"}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ name, rounds, wins, kills, deaths }) => (
            <tr key={name}>
              <th scope="row">{titleOf(kind, name)}</th>
              {!isWeapon && <td>{number(rounds)}</td>}
              {!isWeapon && <td>{number(wins)}</td>}
              <td>{number(kills)}</td>
              <td>{number(deaths)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function titleOf(kind: Share["kind"], name: string): string {
  if (kind === "mode") return isMode(name) ? MODE_TITLES[name] : name;
  return mapTitle(name);
}

const number = (value: number): string => value.toLocaleString("en");
