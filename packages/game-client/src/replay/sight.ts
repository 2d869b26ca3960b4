import { screenCentre } from "@fray/shared-state/protocol/screen";
import { BUSH_SIGHT_U } from "@fray/shared-state/rules";
import { areEnemies } from "@fray/shared-state/simulation/body";

import type { Point } from "../connection/frame.ts";
import { AREA } from "./area.ts";
import type { RecordedBody, RecordedMember } from "./recorded.ts";

/** How old a player's picture is taken to be as long as the replay does not say it, in ms. */
export const USUAL_AGE_MS = 100;

/** What a player could see: their area of interest, without enemies in bushes, and everybody else a little late. */
export interface Sight {
  readonly eyes: RecordedBody;
  /** How old their picture of the others was, in ms. */
  readonly ageMs: number;
  /** Whether a shot at this picture has said how old it was. */
  readonly isStated: boolean;
  includes(place: Point): boolean;
  shows(body: RecordedBody): boolean;
}

export function sightOf(
  eyes: RecordedBody,
  member: Pick<RecordedMember, "reachPercent" | "sightAgeMs"> | undefined,
  map: { readonly width: number; readonly height: number },
): Sight {
  const viewed = { centre: screenCentre(eyes.x, eyes.y, map), reach: (member?.reachPercent ?? 100) / 100 };
  const includes = (place: Point): boolean => AREA.includes(viewed, place, true);
  const isInBushTooFar = (body: RecordedBody): boolean =>
    body.isHiding && areEnemies(eyes, body) && Math.hypot(body.x - eyes.x, body.y - eyes.y) > BUSH_SIGHT_U;
  return {
    eyes,
    ageMs: member?.sightAgeMs ?? USUAL_AGE_MS,
    isStated: member?.sightAgeMs !== undefined,
    includes,
    shows: (body) => body.id === eyes.id || (includes(body) && !isInBushTooFar(body)),
  };
}
