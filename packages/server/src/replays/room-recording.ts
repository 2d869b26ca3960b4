import type { PastViews } from "@fray/netcode/core";
import type { Match, MatchSettings } from "@fray/shared-state/match/match";
import { phaseOf, modeOf } from "@fray/shared-state/match/modes";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";
import type { RecordedCommand } from "@fray/shared-state/replay/operations";
import { RoundRecorder } from "@fray/shared-state/replay/round-recorder";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import type { Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import type { World } from "@fray/shared-state/simulation/world";

import { loadMap } from "../maps.ts";
import type { Recording, Replays } from "./replays.ts";

interface Recorded {
  readonly members: ReadonlyMap<number, RosterEntry>;
  readonly past: () => PastViews<Fighter>;
  readonly tickRate: number;
  readonly settings: MatchSettings;
  /** Tells the people in the room the id of the replay of their round. */
  readonly tell: (id: string) => void;
  /** Whether everybody can find the room. */
  readonly isPublic: () => boolean;
  /** Whether a link to the room is not enough to enter it. */
  readonly hasPassword: () => boolean;
}

/** A shorter recording shows nothing, such as that of a round which was left at once. In s. */
const LEAST_KEPT_S = 3;

/**
 * Records the rounds of a room, a replay for each. A recording begins when somebody who is not one of the host's own
 * bots fights, and is kept when the round went live. Without `replays` nothing is recorded.
 */
export class RoomRecording {
  readonly #replays: Replays | undefined;
  readonly #room: Recorded;
  #round: { readonly world: World; readonly match: Match } | undefined;
  #recording: Recording | undefined;
  #recorder: RoundRecorder | undefined;
  #isPublic = false;
  /** The last round of the room that everybody may see. */
  #last: string | undefined;

  constructor(replays: Replays | undefined, room: Recorded) {
    this.#replays = replays;
    this.#room = room;
  }

  /** Begins a new round. Its recording begins with its next step. */
  begin(world: World, match: Match): void {
    this.#round = { world, match };
  }

  /** Ends the recording of the present round, while its state is still there. Rounds that never counted are deleted. */
  finish(): void {
    if (!this.#recorder || !this.#recording || !this.#round) return;
    const hasCounted = phaseOf(this.#round.match.state) !== "warmup";
    if (!hasCounted || this.#recorder.seconds < LEAST_KEPT_S) this.#recording.discard();
    else {
      this.#recording.isRoundOver = phaseOf(this.#round.match.state) === "results";
      this.#recorder.finish();
      this.#last = this.publicId;
    }
    this.#recorder = undefined;
    this.#recording = undefined;
    this.#round = undefined;
  }

  /** The id of the present round's replay, if it is recorded and everybody may see it. */
  get publicId(): string | undefined {
    return this.#isPublic ? this.#recording?.id : undefined;
  }

  /**
   * The id by which those can watch the present round who may enter the room by its link; "" if there is none. A room
   * with a password tells it only to those who are in it.
   */
  get watchId(): string {
    return this.#room.hasPassword() ? "" : (this.#recording?.id ?? "");
  }

  /** Tells those who are here the id of the present round's replay, also in a private room: they have seen the round. */
  announce(): void {
    if (this.#recording) this.#room.tell(this.#recording.id);
  }

  /** Records a tick. Call it before the world steps. */
  step(commands: readonly Command[]): void {
    if (!this.#recorder && this.#replays && this.#round && this.#hasGuests) this.#start(this.#replays, this.#round);
    this.#recorder?.step(commands);
  }

  /** Does what recording need not do within a tick. Call it after each. */
  afterTick(): void {
    this.#recorder?.afterStep();
  }

  join(member: RosterEntry): void {
    this.#recorder?.join(member);
  }

  /** Level and title of a member are known now. */
  introduce({ id }: RosterEntry): void {
    this.#recorder?.introduce(id);
  }

  /** Takes what a bot says of itself. */
  note(id: number, note: BotNote): void {
    this.#recorder?.note(id, note);
  }

  leave(id: number): void {
    this.#recorder?.leave(id);
  }

  enter(body: Fighter): void {
    this.#recorder?.enter(body);
  }

  exit(id: number, isForfeit: boolean): void {
    this.#recorder?.exit(id, isForfeit);
  }

  replaceBody(id: number): void {
    this.#recorder?.replaceBody(id);
  }

  connection(id: number, isUp: boolean): void {
    this.#recorder?.connection(id, isUp);
  }

  end(): void {
    this.#recorder?.end();
  }

  restore(): void {
    this.#recorder?.restore();
  }

  standing(member: RosterEntry): void {
    this.#recorder?.standing(member);
  }

  view(id: number, reach: number, patchEvery: number): void {
    this.#recorder?.view(id, reach, patchEvery);
  }

  /** `by` is the id of the room's owner, or 0 for the host. */
  command(by: number, command: RecordedCommand, about: number): void {
    this.#recorder?.command(by, command, about);
  }

  get #hasGuests(): boolean {
    for (const { spectator, backfill } of this.#room.members.values()) if (!spectator && !backfill) return true;
    return false;
  }

  #start(replays: Replays, { world, match }: { readonly world: World; readonly match: Match }): void {
    const { members, past, tickRate, settings, isPublic } = this.#room;
    const { warmupSeconds, roundSeconds, scoreLimit } = settings;
    this.#isPublic = isPublic();
    const facts = {
      map: world.arena.name,
      mode: modeOf(match.state),
      tickRate,
      settings: { warmupSeconds, roundSeconds, scoreLimit },
      worldRules: world.rules,
      isPublic: this.#isPublic,
    };
    const map = loadMap(world.arena.name).text;
    this.#recording = replays.begin(facts, map, { memberOf: (id) => members.get(id), after: this.#last });
    this.#recorder = new RoundRecorder({ world, match, members, past: past(), tickRate }, this.#recording);
  }
}
