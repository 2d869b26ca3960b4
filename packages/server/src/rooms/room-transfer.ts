import type { Client } from "@colyseus/core";
import type { Runtime } from "@fray/netcode/core";
import { createAbsent } from "@fray/netcode/server";
import { snapshotFighter } from "@fray/shared-state/simulation/fighter-snapshot";

import { BUILD } from "../build.ts";
import type { Transfer, TransferredMember } from "../handover/transfer.ts";
import type { Handover, RoomInit } from "../hosting/room-init.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { ArenaParts } from "./arena-parts.ts";

const ID_BYTES = 12;

interface Leaving {
  readonly runtime: Pick<Runtime, "randomBytes">;
  readonly roomId: string;
  readonly init: RoomInit;
  readonly sessions: Sessions;
  readonly parts: ArenaParts;
}

/** Returns everything from which another node continues a room at this very tick. */
export function transferOf({ runtime, roomId, init, sessions, parts }: Leaving): Transfer {
  const { hosting, rounds, history, audience, fighting } = parts;
  const { settings, mode, created } = init;
  const { guests, bans, kicked, isLocked, bots, skill } = hosting.handOver(undefined);
  return {
    id: Buffer.from(runtime.randomBytes(ID_BYTES)).toString("base64url"),
    from: roomId,
    build: BUILD,
    tickRate: settings.tickRate,
    ...(mode && { mode }),
    ...(created && { created }),
    series: rounds.snapshotSeries(),
    members: Array.from(sessions).flatMap((session) => memberOf(session, parts) ?? []),
    lastId: sessions.lastId,
    owner: hosting.ownership.id,
    isLocked,
    bots,
    skill,
    guests: [...guests],
    bans: { players: [...bans.players], addresses: [...bans.addresses] },
    kicked: [...kicked],
    ...history.snapshot(),
    fought: [...audience.fought],
    respawns: Array.from(fighting.respawns, ([playerId, tick]) => [playerId, tick]),
  };
}

function memberOf(
  { sessionId, client, hold, joiner, roster, roleSince, player }: Session,
  { rounds }: ArenaParts,
): TransferredMember | undefined {
  const token = client?.reconnectionToken ?? hold?.token;
  if (token === undefined) return undefined;
  const { id, name, playerId, person, bot, backfill, team, spectator, killedAway } = roster;
  const { score, kills, deaths, ping, look, level, title } = roster;
  const counts = { score, kills, deaths, ping, look, level, title };
  return {
    sessionId,
    token,
    // The host's own bots stay at this node. Those of the other node take their places.
    isConnected: client !== undefined && !backfill,
    // The client has joined, so its secrets are not needed any more.
    joiner: { ...joiner, token: "", password: "", botToken: "" },
    roster: { id, name, playerId, person, bot, backfill, team, spectator, killedAway, ...counts },
    ...(Number.isFinite(roleSince) && { roleSince }),
    ...(player && { body: snapshotFighter(rounds.world, player) }),
  };
}

/** Returns what the hosting of a room needs of the room on another node that it continues. */
export const handoverOf = ({ guests, bans, kicked, isLocked, bots, skill }: Transfer): Handover => ({
  round: undefined,
  // Known by the id once the members are there.
  owner: "",
  guests: new Set(guests),
  bans: { players: new Set(bans.players), addresses: new Map(bans.addresses) },
  kicked: new Set(kicked),
  isLocked,
  bots,
  skill,
});

/** Puts the members of a room on another node into a new room. Returns what stands for their clients until they come. */
export function restoreMembers(transfer: Transfer, sessions: Sessions, parts: ArenaParts): Client[] {
  const { attendance, hosting, history, audience, fighting } = parts;
  const clients = transfer.members.map((member) => {
    const { sessionId, token, joiner } = member;
    const client = createAbsent({ sessionId, reconnectionToken: token, auth: joiner });
    attendance.restore(client, member);
    return client;
  });
  sessions.continueIds(transfer.lastId);
  hosting.ownership.restore(transfer.owner);
  history.restore(transfer);
  audience.restoreFought(transfer.fought);
  fighting.restoreRespawns(transfer.respawns);
  return clients;
}
