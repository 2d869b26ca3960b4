import type { TALK_MESSAGES } from "@fray/shared-state/protocol/messages";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Clips } from "../clips/clips.ts";
import type { Rounds } from "../match/rounds.ts";
import { REPORT_TAKEN, type ReportDoor } from "../moderation/report-door.ts";
import { refusal, tell, type MessageHandlers, type Read, type Refusal } from "../network/messages.ts";
import type { RoomParties } from "../parties/room-parties.ts";
import type { RoomRecording } from "../replays/room-recording.ts";
import { identitiesOf } from "../sessions/identities.ts";
import type { Joiner } from "../sessions/joiner.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Audience } from "../spectating/audience.ts";
import type { ReportedLine } from "../storage/report.ts";
import { ROLE_REST_S, type Attendance } from "./attendance.ts";
import type { ChatHistory } from "./chat-history.ts";
import type { Fighting } from "./fighting.ts";
import type { VoteKick } from "./vote-kick.ts";

interface Surroundings {
  readonly sessions: Sessions;
  readonly audience: Audience;
  /** Whether one more spectator may be in the room. */
  readonly hasRoomToWatch: () => boolean;
  readonly fighting: Fighting;
  readonly attendance: Pick<Attendance, "wear">;
  readonly history: ChatHistory;
  readonly votes: VoteKick;
  readonly clips: Pick<Clips, "ask">;
  readonly parties: Pick<RoomParties, "change">;
  readonly recording: Pick<RoomRecording, "note">;
  /** The arena of the current round. */
  readonly arena: () => { readonly width: number; readonly height: number };
  readonly rounds: Pick<Rounds, "vote">;
  /** Returns why a guest of an address may not say a line; undefined if they may, and then it is counted. */
  readonly report: (filed: Omit<Parameters<ReportDoor["file"]>[0], "roomId">) => Refusal | undefined;
  readonly refuseLine: (speaker: Pick<Joiner, "address" | "playerId">, text: string) => Refusal | undefined;
  /** Simulation time in s. */
  readonly now: () => number;
}

/** Creates the handlers for the messages of a room's clients. */
export function createTalk({
  sessions,
  audience,
  ...room
}: Surroundings): MessageHandlers<Session, Read<typeof TALK_MESSAGES>> {
  return {
    chat({ roster, joiner: { address } }, { scope, text }) {
      const { id, person, name, team, spectator } = roster;
      if (scope === "team" && team === 0 && !spectator)
        return refusal("notAllowed", "There are no teams in this round.");
      const { playerId } = roster;
      const why = room.refuseLine({ address, playerId }, text);
      if (why) return why;
      const listeners = Array.from(sessions).filter((other) => scope === "all" || areMates(roster, other.roster));
      const line = room.history.keep({ from: id, person, name, team, scope, text }, listeners);
      for (const { client } of listeners) if (client) tell(client, "chat", line);
      return undefined;
    },

    emote({ player }, { emote }) {
      if (!player?.alive) return refusal("notAllowed", "Only living players can show emotes.");
      audience.showEmote({ id: player.id, emote });
      return undefined;
    },

    mark({ roster, player }, { x, y }) {
      const { id, team } = roster;
      if (!player || team === 0) return refusal("notAllowed", "Only fighters of a team can mark a place.");
      const { width, height } = room.arena();
      if (x > width || y > height) return refusal("malformed", "Not accepted: that place is outside of the map.");
      // Nobody else may know it: not the other team, and not spectators, who could tell the other team.
      for (const { client, roster: other, player: body } of sessions)
        if (client && body && other.team === team) tell(client, "mark", { id, x, y });
      return undefined;
    },

    note({ roster }, note) {
      if (!roster.bot) return refusal("notAllowed", "Only bots leave notes in the replay.");
      room.recording.note(roster.id, note);
      return undefined;
    },

    party: (session, { join }) => room.parties.change(session, join),

    look(session, { x, y }) {
      if (!session.roster.spectator) return ONLY_SPECTATORS;
      if (!audience.mayRoam(session)) return NO_FREE_CAMERA;
      audience.aimCamera(session.sessionId, x, y);
      return undefined;
    },

    wear: (session, chosen) => room.attendance.wear(session, chosen),

    follow(session, { id }) {
      if (!session.roster.spectator) return ONLY_SPECTATORS;
      if (id === 0 && !audience.mayRoam(session)) return NO_FREE_CAMERA;
      audience.follow(session.sessionId, id);
      return undefined;
    },

    report(reporter, { id, reason, text }) {
      const target = sessions.byId(id) ?? sessions.departed(id);
      const lines = (): ReportedLine[] =>
        room.history.readableBy(reporter.roster).map(({ person, name, text: line }) => ({ person, name, text: line }));
      const why = room.report({ reporter, target, reason, text, lines });
      if (!why && reporter.client) tell(reporter.client, "notice", REPORT_TAKEN);
      return why;
    },

    vote: (session, { id }) => room.votes.vote(session, sessions.byId(id), room.now() * 1000),

    clip: (session, { kind }) => room.clips.ask(session, kind),

    next: (session, { round, choice }) =>
      room.rounds.vote({ roster: session.roster, identities: identitiesOf(session) }, round, choice),

    role(session, { spectate }) {
      if (spectate === session.roster.spectator) return undefined;
      const now = room.now();
      if (now - session.roleSince < ROLE_REST_S)
        return refusal("tooFast", "You have just changed between playing and watching. Wait a few seconds.");
      if (spectate && audience.fightsElsewhere(session)) return FIGHTS_ELSEWHERE;
      if (spectate && !room.hasRoomToWatch()) return refusal("full", "This room has enough spectators.");
      session.roleSince = now;
      if (spectate) room.fighting.leave(session);
      else room.fighting.enter(session);
      return undefined;
    },
  };
}

const FIGHTS_ELSEWHERE = refusal("notAllowed", "You fight in this room in another tab.");
const NO_FREE_CAMERA = refusal("mustFollow", "You have fought in this round: follow a player until it is over.");
const ONLY_SPECTATORS = refusal("notAllowed", "Only spectators move the camera.");

/** Whether team chat of one member is for the other too. */
const areMates = (a: RosterEntry, b: RosterEntry): boolean => a.spectator === b.spectator && a.team === b.team;
