import { MODES, PHASES, type Mode, type Phase } from "../match/modes.ts";
import type { Weapon } from "../rules.ts";
import type { RecordedCommand } from "./operations.ts";
import type { ReplayPlayer } from "./replay-player.ts";

/** What a timeline shows. Members are given by their ordinal; undefined for one who has left. */
export type TimelineEvent = { readonly tick: number; readonly second: number } & (
  | { readonly type: "phase"; readonly phase: Phase; readonly mode: Mode }
  | {
      readonly type: "kill";
      readonly killer: number | undefined;
      readonly victim: number | undefined;
      readonly weapon: Weapon;
    }
  | { readonly type: "flag"; readonly what: "taken" | "dropped" | "returned" | "captured"; readonly team: number }
  | { readonly type: "hill"; readonly team: number }
  | { readonly type: "join" | "leave"; readonly member: number }
  | { readonly type: "command"; readonly command: RecordedCommand; readonly by: number | undefined }
);

type Happened = TimelineEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, "tick" | "second">
    : never
  : never;

/** The state that the events of a tick are compared with. */
interface Before {
  readonly phase: number;
  readonly hillTeam: number;
  readonly flags: readonly { readonly carrier: number; readonly home: boolean; readonly team: number }[];
  readonly members: ReadonlyMap<number, number>;
}

/** Plays a replay from its present moment to its end, and returns what happens. It takes as long as the rules do. */
export function* timelineOf(player: ReplayPlayer): Generator<TimelineEvent> {
  const { firstTick } = player;
  let before = look(player);
  while (player.step()) {
    const { tick } = player;
    const second = Math.floor((tick - firstTick) * player.state.world.dt);
    const now = look(player);
    for (const happened of compare(player, before, now)) yield { tick, second, ...happened };
    before = now;
  }
}

function look({ state: { match, members } }: ReplayPlayer): Before {
  const { phase, hill, flags } = match.state;
  return {
    phase,
    hillTeam: hill.team,
    flags: Array.from(flags, ({ carrier, home, team }) => ({ carrier, home, team })),
    members: new Map(Array.from(members.values(), ({ id, ordinal }) => [id, ordinal])),
  };
}

function* compare({ state, commands }: ReplayPlayer, before: Before, now: Before): Generator<Happened> {
  const { world, match } = state;
  const known = (id: number): number | undefined => now.members.get(id) ?? before.members.get(id);
  for (const member of now.members.values()) {
    if (![...before.members.values()].includes(member)) yield { type: "join", member };
  }
  for (const member of before.members.values()) {
    if (![...now.members.values()].includes(member)) yield { type: "leave", member };
  }
  for (const { command, by } of commands) yield { type: "command", command, by: known(by) };
  for (const event of world.events) {
    if (event.type !== "death") continue;
    yield { type: "kill", killer: known(event.killer), victim: known(event.victim), weapon: event.weapon };
  }
  for (const [index, flag] of now.flags.entries()) {
    const was = before.flags[index];
    if (!was) continue;
    if (was.carrier === 0 && flag.carrier !== 0) yield { type: "flag", what: "taken", team: flag.team };
    else if (was.carrier !== 0 && flag.carrier === 0) {
      yield { type: "flag", what: flag.home ? "captured" : "dropped", team: flag.team };
    } else if (!was.home && flag.home) yield { type: "flag", what: "returned", team: flag.team };
  }
  if (now.hillTeam !== before.hillTeam && now.hillTeam !== 0) yield { type: "hill", team: now.hillTeam };
  if (now.phase === before.phase) return;
  const phase = PHASES[now.phase];
  const mode = MODES[match.state.mode];
  if (phase && mode) yield { type: "phase", phase, mode };
}
