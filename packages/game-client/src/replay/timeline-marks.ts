import type { BotNote, TimelineEvent } from "./recorded.ts";

/** A mark on the timeline. */
export interface Mark {
  readonly kind: "kill" | "own" | "capture" | "round" | "note";
  /** Place on the timeline, 0..1. */
  readonly at: number;
  readonly tick: number;
  /** How many events it stands for. */
  readonly count: number;
}

interface Span {
  readonly firstTick: number;
  readonly lastTick: number;
}

/** Marks that are nearer to each other than this share of the timeline become one. */
const NEAREST = 1 / 160;

/**
 * Returns the marks of a timeline: captures and holds of objectives, phases, and kills; those of the followed member, by
 * its ordinal, are told apart; and what that member said of itself. Of marks that would cover each other one stays, with the number of events.
 */
export function marksOf(
  events: readonly TimelineEvent[],
  span: Span,
  followed: number | undefined,
  notes: readonly BotNote[] = [],
): Mark[] {
  const marks: Mark[] = [];
  const all = [...events, ...notes.filter(({ ordinal }) => ordinal === followed)];
  const lastOf = new Map<Mark["kind"], number>();
  const length = Math.max(1, span.lastTick - span.firstTick);
  for (const event of all) {
    const kind = "type" in event ? kindOf(event, followed) : "note";
    if (!kind) continue;
    const at = Math.min(1, Math.max(0, (event.tick - span.firstTick) / length));
    const index = lastOf.get(kind);
    const before = index === undefined ? undefined : marks[index];
    if (index !== undefined && before && at - before.at < NEAREST) {
      marks[index] = { ...before, count: before.count + 1 };
    } else {
      lastOf.set(kind, marks.length);
      marks.push({ kind, at, tick: event.tick, count: 1 });
    }
  }
  return marks;
}

function kindOf(event: TimelineEvent, followed: number | undefined): Mark["kind"] | undefined {
  switch (event.type) {
    case "kill":
      return followed !== undefined && (event.killer === followed || event.victim === followed) ? "own" : "kill";
    case "flag":
      return event.what === "captured" ? "capture" : undefined;
    case "hill":
      return "capture";
    case "phase":
      return "round";
    default:
      return undefined;
  }
}
