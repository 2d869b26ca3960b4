import type { Client } from "@colyseus/core";
import { LagCompensation, type LagCompensationOptions } from "@fray/netcode/server";
import { hasTeams, modeOf } from "@fray/shared-state/match/modes";
import type { CLIENT_MESSAGES } from "@fray/shared-state/protocol/messages";
import { REWIND_CAP_MS } from "@fray/shared-state/rules";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Fighter } from "@fray/shared-state/simulation/body";

import { Clips, clipSeconds } from "../clips/clips.ts";
import { auditCommands } from "../hosting/audit-commands.ts";
import { Hosting } from "../hosting/hosting.ts";
import type { RoomConfig } from "../hosting/room-config.ts";
import type { RoomInit } from "../hosting/room-init.ts";
import { ArenaInterest } from "../interest/arena-interest.ts";
import { Rounds } from "../match/rounds.ts";
import { refusal, tell, type MessageHandlers, type Read } from "../network/messages.ts";
import { RoomParties } from "../parties/room-parties.ts";
import { recordCommands, recordRounds } from "../replays/record-commands.ts";
import { RoomRecording } from "../replays/room-recording.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { Audience } from "../spectating/audience.ts";
import { sanctionSentence } from "../storage/sanction.ts";
import type { EventSink } from "../sync/event-sink.ts";
import type { openState } from "../sync/open-state.ts";
import { Attendance } from "./attendance.ts";
import { ChatHistory } from "./chat-history.ts";
import type { Refusal, RoomCounters } from "./counters.ts";
import { Fighting } from "./fighting.ts";
import type { RoomContext } from "./room-context.ts";
import { RoomControl } from "./room-control.ts";
import type { Supervised } from "./supervision.ts";
import { createTalk } from "./talk.ts";
import { VoteKick } from "./vote-kick.ts";

/** The room, as far as its parts need it. */
interface Assembled {
  readonly context: RoomContext;
  readonly roomId: string;
  readonly state: ArenaState;
  readonly sessions: Sessions;
  readonly counters: RoomCounters;
  readonly opened: Pick<
    ReturnType<typeof openState>,
    "viewFor" | "createBody" | "events" | "serializer" | "createSecond" | "commonVersion"
  >;
  /** Time in ms of the framework's clock. */
  readonly serverTime: () => number;
  readonly rewind: LagCompensationOptions["rewind"];
  readonly refuse: (client: Client, why: Refusal, reason: string) => void;
  /** Hides the room from quick play and the room list, or shows it again. */
  readonly hide: (isHidden: boolean) => void;
  readonly disconnect: () => void;
  readonly isEnding: () => boolean;
}

/** The parts of an arena room. Each decides its own matters. */
export interface ArenaParts {
  readonly hosting: Hosting;
  readonly rounds: Rounds;
  readonly interest: ArenaInterest;
  readonly audience: Audience;
  readonly events: EventSink;
  readonly clips: Clips;
  readonly attendance: Attendance;
  readonly fighting: Fighting;
  readonly history: ChatHistory;
  readonly lagCompensation: LagCompensation<Fighter>;
  readonly recording: RoomRecording;
  readonly parties: RoomParties;
  readonly handlers: MessageHandlers<Session, Read<typeof CLIENT_MESSAGES>>;
  /** The controls for the server's operator. */
  readonly control: RoomControl;
  readonly supervised: Supervised;
  /** Simulation time in ms. */
  readonly now: () => number;
}

/** Creates the parts of a room and connects them. */
export function createParts(
  room: Assembled,
  { settings, handover, transfer }: RoomInit,
  roomConfig: RoomConfig,
): ArenaParts {
  const { context, roomId, state, sessions, counters, refuse, disconnect } = room;
  const { runtime, admission, limits, moderation } = context;
  const { viewFor, createBody, serializer, createSecond, commonVersion } = room.opened;
  const stepMs = 1000 / settings.tickRate;
  const now = (): number => rounds.world.tick * stepMs;
  const places = roomConfig.maxPlayers;
  const clips = new Clips(
    { state, sessions, moments: () => audience.moments, dt: 1 / settings.tickRate, places },
    settings.killcam,
  );
  const events = clips.watchEvents(room.opened.events);
  // Half of the places are reserved for fighters.
  const hasRoomToWatch = (): boolean => sessions.spectators < Math.floor(roomConfig.maxPlayers / 2);
  const hosting = new Hosting(
    {
      runtime,
      info: state.room,
      sessions,
      levels: context.levels,
      hasRoomToWatch,
      round: () => state.match.round,
      hasTeams: () => hasTeams(modeOf(state.match)),
      hide: room.hide,
      removeSession: (session, why) => {
        if (session.client) refuse(session.client, why, `${why} by the person in charge`);
        else attendance.giveUp(session, why);
      },
    },
    roomConfig,
    handover,
  );
  const recording = new RoomRecording(context.replays, {
    members: sessions.members,
    past: () => lagCompensation,
    tickRate: settings.tickRate,
    settings: { ...settings, ...roomConfig },
    tell: (id) => {
      for (const { client } of sessions) if (client) tell(client, "replay", { id });
    },
    isPublic: () => !roomConfig.private && roomConfig.password === "",
    hasPassword: () => roomConfig.password !== "",
  });
  const rounds = new Rounds(
    {
      ...settings,
      ...roomConfig,
      onRoundOver: (result) => {
        settings.onRoundOver(result);
        attendance.showLevels();
      },
    },
    { runtime, state, members: sessions.members, dt: 1 / settings.tickRate, recording },
    { round: handover?.round, series: transfer?.series },
  );
  hosting.door.keepOut(handover?.kicked ?? []);
  const interest = new ArenaInterest(state, rounds.world.arena, clips.watchViews(viewFor));
  const audience = new Audience(
    {
      state,
      sessions,
      interest,
      events,
      serializer,
      createSecond,
      commonVersion,
      stepMs,
      serverTime: room.serverTime,
      endWatching: ({ client }) => client && refuse(client, "fighting", "fights on another connection"),
    },
    settings.spectatorDelaySeconds,
    settings.killcam ? clipSeconds(places) : 0,
  );
  const parties = new RoomParties(sessions, admission.parties);
  const fighting = new Fighting({ state, rounds, audience, recording }, createBody);
  const attendance = new Attendance({
    runtime,
    state,
    sessions,
    audience,
    counters,
    ownership: hosting.ownership,
    identities: admission.identities,
    progress: context.progress,
    fighting,
    recording,
    partyFor: (joiner) => parties.partyFor(joiner),
    now: () => now() / 1000,
    isEnding: room.isEnding,
  });
  const lagCompensation = new LagCompensation<Fighter>(
    { rewind: room.rewind, stepMs, capMs: REWIND_CAP_MS, now },
    (fighter) => fighter,
  );
  const history = new ChatHistory();
  const votes = new VoteKick({
    members: () => sessions,
    isOwner: (person) => hosting.ownership.isOwner(person),
    remove: (person) => hosting.remove(person, "kicked"),
    announce: (text) => control.announce({ code: "vote", text }),
  });
  const handlers = {
    ...createTalk({
      sessions,
      audience,
      hasRoomToWatch,
      fighting,
      attendance,
      history,
      parties,
      recording,
      arena: () => rounds.world.arena,
      votes,
      clips,
      report: (filed) => context.reports.file({ ...filed, roomId }),
      refuseLine: (speaker, text) => {
        const mute = moderation.muteOf(speaker);
        return mute ? refusal("notAllowed", sanctionSentence(mute)) : limits.chat.refuse(speaker, text, runtime.now());
      },
      rounds,
      now: () => now() / 1000,
    }),
    ...auditCommands(
      recordCommands(hosting.createOwnerCommands(recordRounds(rounds, state.room, recording), settings), recording),
      (id) => sessions.byId(id) ?? sessions.departed(id),
      (entry) => moderation.note(entry),
    ),
  };
  const control = new RoomControl({
    roomId,
    state,
    places,
    sessions,
    rounds,
    kick: (person) => hosting.remove(person, "kicked"),
    recording,
    disconnect,
  });
  const supervised = { sessions, idleSeconds: settings.idleSeconds, refuse };
  return {
    hosting,
    rounds,
    interest,
    audience,
    events,
    clips,
    attendance,
    fighting,
    history,
    lagCompensation,
    recording,
    parties,
    handlers,
    control,
    supervised,
    now,
  };
}
