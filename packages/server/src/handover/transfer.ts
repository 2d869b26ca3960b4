import { MODES } from "@fray/shared-state/match/modes";
import { BOT_SKILLS } from "@fray/shared-state/protocol/bot-skill";
import { CreateOptions } from "@fray/shared-state/protocol/create-options";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { CHAT_SCOPES, type ChatLine } from "@fray/shared-state/protocol/messages";
import { FighterSnapshot } from "@fray/shared-state/simulation/fighter-snapshot";
import { z } from "zod";

import { SeriesSnapshot } from "../match/series-snapshot.ts";

/** No room has more members or bans. */
const MOST = 4096;
const MAX_LINES = 64;
const Count = z.number().int().min(0).max(0xffff);
const MemberId = Count.min(1);
const PersonNumber = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1);
const PlayerId = z.string().max(64);
const Address = z.string().max(64);
const Name = z.string().max(256);
/** As the framework makes the ids of rooms and sessions, and reconnection tokens. */
const FrameworkId = z.string().regex(/^[\w-]{1,64}$/);

const Line = z.object({
  number: z.number().int().min(1),
  from: Count,
  person: PersonNumber,
  name: Name,
  team: z.number().int().min(0).max(2),
  scope: z.enum(CHAT_SCOPES),
  text: z.string().max(1024),
}) satisfies z.ZodType<ChatLine>;

/** One member of a room, with everything that its client finds again. */
export const TransferredMember = z.object({
  sessionId: FrameworkId,
  /** The reconnection token that the client has. */
  token: FrameworkId,
  /** Whether the client is connected, so that it comes at once. */
  isConnected: z.boolean(),
  joiner: JoinOptions.extend({
    address: Address,
    playerId: PlayerId,
    isOwn: z.boolean(),
    isFounder: z.boolean(),
  }),
  roster: z.object({
    id: MemberId,
    name: Name,
    playerId: PlayerId,
    person: PersonNumber,
    bot: z.boolean(),
    backfill: z.boolean(),
    team: z.number().int().min(0).max(2),
    spectator: z.boolean(),
    score: Count,
    kills: Count,
    deaths: Count,
    ping: Count,
    look: Count,
    level: z.number().int().min(0).max(255),
    title: z.number().int().min(0).max(255),
    killedAway: z.boolean(),
  }),
  /** Simulation time of the last change of role, in s; undefined when the role never changed. */
  roleSince: z.number().min(0).optional(),
  /** The body; undefined for a spectator. */
  body: FighterSnapshot.optional(),
});
export type TransferredMember = z.infer<typeof TransferredMember>;

/** A whole room, as a node that shuts down hands it over to another node. */
export const Transfer = z.object({
  /** New for each attempt, so that a copy of it is recognized. */
  id: FrameworkId,
  /** Id that the room had. */
  from: FrameworkId,
  build: z.string().max(64),
  tickRate: z.number().int().min(1).max(1000),
  /** The only mode that the room plays. */
  mode: z.enum(MODES).optional(),
  /** The room that a person asked for. */
  created: z.object({ request: CreateOptions, addressKey: Address }).optional(),
  series: SeriesSnapshot,
  members: z.array(TransferredMember).max(MOST),
  /** The last id that was given to a member. */
  lastId: Count,
  /** Roster id of the owner; 0 for none. */
  owner: Count,
  isLocked: z.boolean(),
  bots: Count,
  skill: z.enum(BOT_SKILLS),
  /** People who may come back to a locked room. */
  guests: z.array(PlayerId).max(MOST),
  bans: z.object({
    players: z.array(PlayerId).max(MOST),
    addresses: z.array(z.tuple([Address, z.number()])).max(MOST),
  }),
  /** Keys of people who were kicked from this round. */
  kicked: z.array(z.string().max(128)).max(MOST),
  chat: z.array(z.object({ line: Line, readers: z.array(Count).max(MOST) })).max(MAX_LINES),
  /** Lines so far. */
  chatCount: z.number().int().min(0),
  /** Identities of the people who have fought in this round. */
  fought: z.array(PlayerId).max(MOST),
  /** Respawn tick of people who left while dead, by identity. */
  respawns: z.array(z.tuple([PlayerId, z.number().int().min(0)])).max(MOST),
});
export type Transfer = z.infer<typeof Transfer>;
