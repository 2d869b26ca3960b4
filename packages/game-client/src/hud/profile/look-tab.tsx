import { namesOf } from "@fray/netcode/core";
import { countFor, TITLES, type DeedCounts } from "@fray/shared-state/progress/titles";
import { COLORS, packAppearance, PATTERNS, readAppearance, TRAILS } from "@fray/shared-state/protocol/appearance";

import {
  CROSSHAIR_COLORS,
  CROSSHAIR_PAINTS,
  CROSSHAIR_SHAPES,
  type CrosshairColor,
  type CrosshairShape,
} from "../../settings/crosshair.ts";
import { HULL_PAINTS } from "../../settings/hull-paints.ts";
import { settings } from "../../settings/settings.ts";
import { Choice, Row, Select } from "../parts/rows.tsx";
import { useSettings } from "../settings/use-settings.ts";
import { BodyPicture } from "./body-picture.tsx";
import { Swatches } from "./swatches.tsx";

const COLOR_WORDS: Readonly<Record<(typeof COLORS)[number], string>> = {
  none: "Side’s own",
  rose: "Rose",
  coral: "Coral",
  gold: "Gold",
  lime: "Lime",
  mint: "Mint",
  sky: "Sky",
  violet: "Violet",
  white: "White",
};
const PATTERN_WORDS: Readonly<Record<(typeof PATTERNS)[number], string>> = {
  none: "None",
  stripe: "Stripe",
  stripes: "Two stripes",
  cross: "Cross",
  ring: "Ring",
  halves: "Halves",
  chevron: "Chevron",
  checks: "Checks",
};
const TRAIL_WORDS: Readonly<Record<(typeof TRAILS)[number], string>> = {
  ghost: "Ghost",
  sparks: "Sparks",
  rings: "Rings",
  ribbon: "Ribbon",
};
const SHAPE_WORDS: Readonly<Record<CrosshairShape, string>> = {
  ticks: "Ticks",
  cross: "Cross",
  diagonal: "Diagonal",
  dot: "Dot",
};
const CROSSHAIR_WORDS: Readonly<Record<CrosshairColor, string>> = {
  white: "White",
  cyan: "Cyan",
  lime: "Lime",
  yellow: "Yellow",
  pink: "Pink",
};

/** What a person looks like. Others see colour, pattern, trail and title; the crosshair is for the player alone. */
export function LookTab({ deeds }: { readonly deeds: DeedCounts | undefined }) {
  const { look, title, palette, crosshair, crosshairColor } = useSettings();
  const appearance = readAppearance(look);
  const wear = (change: Partial<typeof appearance>): void =>
    settings.set({ look: packAppearance({ ...appearance, ...change }) });
  const paints = HULL_PAINTS[palette];
  return (
    <div class="profile-scroll" tabIndex={0} role="region" aria-label="Look">
      <div class="bodies">
        <BodyPicture look={look} team={0} side={1} self label="You" />
        <BodyPicture look={look} team={0} side={2} self={false} label="Others see" />
        <BodyPicture look={look} team={1} side={1} self={false} label="Team Blue" />
        <BodyPicture look={look} team={2} side={2} self={false} label="Team Orange" />
      </div>
      <Swatches
        label="Colour"
        value={appearance.color}
        options={COLORS.map((name) => ({
          text: COLOR_WORDS[name],
          paint: name === "none" ? undefined : paints[name],
        }))}
        onSet={(color) => wear({ color })}
      />
      <Row label="Pattern">
        {(id) => (
          <Select
            id={id}
            value={PATTERNS[appearance.pattern] ?? "none"}
            options={PATTERNS.map((name) => [name, PATTERN_WORDS[name]] as const)}
            onSet={(name) => wear({ pattern: PATTERNS.indexOf(name) })}
          />
        )}
      </Row>
      <Choice
        label="Trail of a dash"
        value={TRAILS[appearance.trail] ?? "ghost"}
        options={namesOf(TRAIL_WORDS).map((name) => [name, TRAIL_WORDS[name]] as const)}
        onSet={(name) => wear({ trail: TRAILS.indexOf(name) })}
      />
      <Row label="Title">
        {(id) => (
          <Select
            id={id}
            value={String(title)}
            options={[["0", "None"], ...TITLES.flatMap(earned(deeds))]}
            onSet={(chosen) => settings.set({ title: Number(chosen) })}
          />
        )}
      </Row>
      <Choice
        label="Crosshair"
        value={crosshair}
        options={CROSSHAIR_SHAPES.map((name) => [name, SHAPE_WORDS[name]] as const)}
        onSet={(shape) => settings.set({ crosshair: shape })}
      />
      <Swatches
        label="Colour of the crosshair"
        value={CROSSHAIR_COLORS.indexOf(crosshairColor)}
        options={CROSSHAIR_COLORS.map((name) => ({ text: CROSSHAIR_WORDS[name], paint: CROSSHAIR_PAINTS[name] }))}
        onSet={(index) => settings.set({ crosshairColor: CROSSHAIR_COLORS[index] ?? "white" })}
      />
      <p class="soft">Others see a change at once. In modes with teams the team’s colour replaces yours.</p>
    </div>
  );
}

/** Titles that the deeds have earned, as options. */
const earned =
  (deeds: DeedCounts | undefined) =>
  (rule: (typeof TITLES)[number], index: number): (readonly [string, string])[] =>
    deeds && countFor(rule, deeds) >= rule.least ? [[String(index + 1), rule.title]] : [];
