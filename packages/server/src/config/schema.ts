import { isProxyList, ORIGIN } from "@fray/netcode/server";
import { MODES } from "@fray/shared-state/match/modes";
import { BOT_SKILLS } from "@fray/shared-state/protocol/bot-skill";
import { CHAT_MODES } from "@fray/shared-state/protocol/chat-modes";
import { DEFAULT_TICK_RATE, TICK_RATE_RANGE } from "@fray/shared-state/protocol/rooms";
import { z } from "zod";

import { DEFAULT_MAPS } from "../match/rotation.ts";
import { BASE_PATH } from "../network/base-path.ts";
import { PUBLIC_ADDRESS } from "../network/public-address.ts";

/** The name and the token of a person who runs a server. */
const STAFF_TOKEN = /^[\w .-]{1,32}:[^\s,]{12,128}$/;

/**
 * Every setting of a server, each parsed from text. The descriptions are the help text, and the messages name the
 * allowed values.
 */
export const Config = z.object({
  port: wholeNumber(0, 65_535).default(2567).describe("TCP port; 0 picks a free one"),
  host: z.string().min(1, "must be a name or an address").default("0.0.0.0").describe("address to listen on"),
  map: list(DEFAULT_MAPS.join())
    .refine((maps) => maps.length > 0, "must name a map")
    .describe("maps played in turn: names of files in maps/, without .tmj, separated by commas"),
  mode: list()
    .pipe(z.array(oneOf(MODES)))
    .describe(`modes played in turn, separated by commas: ${MODES.join(", ")}; by default, all that each map supports`),
  roundSeconds: wholeNumber(1, 7200).default(300).describe("seconds a round lasts"),
  warmupSeconds: wholeNumber(0, 600).default(5).describe("shortest warmup before a round, in seconds"),
  scoreLimit: wholeNumber(0, 10_000).default(0).describe("score that ends a round before its time; 0 for none"),
  bots: wholeNumber(0, 64)
    .default(5)
    .describe("smallest number of fighters in a room: bots fill it, and leave as people join; 0 for no bots"),
  botSkill: oneOf(BOT_SKILLS)
    .default("adaptive")
    .describe("skill of those bots: adaptive (to the people), 1..9, or rookie (2), regular (5), veteran (8) or mixed"),
  botPolicy: oneOf(["allow", "refuse", "only"])
    .default("allow")
    .describe("policy for external bots: allow, refuse, or only (no people); the rooms' own may always join"),
  botToken: z
    .string("must be text")
    .max(128, "must have at most 128 characters")
    .default("")
    .describe("token that external bots must send; empty for none"),
  maxPlayers: wholeNumber(2, 1000).default(24).describe("players a room holds, bots included"),
  stockShare: wholeNumber(0, 100)
    .default(25)
    .describe("percent of a room's places for clients that read no snapshot records, but 64 at least; 0 for none"),
  idleSeconds: wholeNumber(0, 86_400)
    .default(120)
    .describe("seconds after which an idle player is removed; 0 for never"),
  spectatorDelaySeconds: wholeNumber(0, 30)
    .default(2)
    .describe("delay of spectators in rounds with people, in seconds; 0 for none, as on a LAN"),
  maxRooms: wholeNumber(1, 1000)
    .default(50)
    .describe("most rooms that this server has open at once; above it joins fail"),
  roomsPerAddress: wholeNumber(0, 1000)
    .default(3)
    .describe("most open rooms created from one address; 0 if players can't create rooms"),
  tickRate: wholeNumber(TICK_RATE_RANGE.min, TICK_RATE_RANGE.max)
    .default(DEFAULT_TICK_RATE)
    .describe(`simulation steps per second, ${TICK_RATE_RANGE.min}..${TICK_RATE_RANGE.max}`),
  basePath: z
    .string("must be like /fray")
    .regex(BASE_PATH, "must be like /fray")
    .default("")
    .describe("path under which the site serves the game, like /fray"),
  tlsCert: z.string("must be a path").default("").describe("file with the TLS certificate and its chain, as PEM"),
  tlsKey: z.string("must be a path").default("").describe("file with the key of that certificate, as PEM"),
  allowOrigin: listOf(ORIGIN, "an origin like https://example.com")
    .transform((origins) => origins.map((origin) => origin.toLowerCase()))
    .describe("other sites whose pages may join, as origins separated by commas"),
  embedOrigin: listOf(ORIGIN, "an origin like https://example.com")
    .transform((origins) => origins.map((origin) => origin.toLowerCase()))
    .describe("other sites whose pages may show the game in a frame, as origins separated by commas"),
  trustProxy: listOf(/^[\w.:/]+$/, "an address, a network or loopback")
    .refine(isProxyList, "must be addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal")
    .describe("proxies whose header with a client's address is trusted, separated by commas"),
  joinsPerMinute: wholeNumber(0, 100_000)
    .default(120)
    .describe("joins from one address in a minute, and 5 times as many connections; 0 for no limits by address"),
  pendingSeats: wholeNumber(1, 10_000).default(40).describe("seats that one address may reserve in 5 seconds"),
  placesPerAddress: wholeNumber(1, 10_000)
    .default(40)
    .describe("places in rooms that people of one address may hold at once"),
  connectionsPerAddress: wholeNumber(1, 100_000)
    .default(120)
    .describe("connections to rooms that one address may have open at once"),
  fallback: oneOf(["auto", "off"])
    .default("auto")
    .describe("auto: plain HTTP for clients whose WebSockets do not pass; off: WebSockets only"),
  compression: oneOf(["off", "large"])
    .default("off")
    .describe("WebSocket messages to compress: off, or large for those over 1 KiB"),
  chatLinesPerMinute: wholeNumber(0, 10_000)
    .default(120)
    .describe("lines of chat from one address in a minute, in lobby and rooms together; 0 for no limit"),
  chat: oneOf(CHAT_MODES)
    .default("on")
    .describe("chat of people in lobby and rooms: on, phrases (they choose from a list of lines) or off"),
  chatSlowSeconds: wholeNumber(0, 3600)
    .default(0)
    .describe("slow mode: seconds between two lines of chat of one person; 0 for none"),
  wordList: z
    .string("must be english, or a path")
    .default("")
    .describe("words not allowed in chat and names: english, or a file with one per line; empty for none"),
  lobbyIdleSeconds: wholeNumber(0, 86_400)
    .default(900)
    .describe("seconds after which an idle visitor of the lobby is removed; 0 for never"),
  dataDir: z
    .string("must be a path")
    .default("data")
    .describe("folder for statistics and the secret that signs guest tokens; empty to store neither"),
  databaseUrl: z
    .string("must be like postgres://user:password@host/database")
    .regex(/^(?:postgres(?:ql)?:\/\/.+)?$/, "must be like postgres://user:password@host/database")
    .default("")
    .describe("PostgreSQL that stores the statistics instead of a file in the data folder"),
  secret: z
    .string("must have at least 16 characters")
    .regex(/^(?:.{16,})?$/, "must have at least 16 characters")
    .default("")
    .describe("secret that signs guest tokens, instead of one in the data folder"),
  redisUrl: z
    .string("must be like redis://user:password@host:6379")
    .regex(/^(?:rediss?:\/\/.+)?$/, "must be like redis://user:password@host:6379, or rediss:// for TLS")
    .default("")
    .describe("Redis through which several servers form one game"),
  publicAddress: z
    .string("must be like play.example.com:2567 or play.example.com/a")
    .refine((address) => address === "" || PUBLIC_ADDRESS.test(address), {
      error: "must be like play.example.com:2567 or play.example.com/a",
    })
    .default("")
    .describe("address at which clients reach this server, as host[:port][/path]; with --redis-url"),
  metricsToken: z.string("must be text").default("").describe("bearer token for /metrics, which is closed without one"),
  adminPassword: z
    .string("must have at least 8 characters")
    .regex(/^(?:.{8,})?$/, "must have at least 8 characters")
    .default("")
    .describe("password for /admin, which is closed without one"),
  adminTokens: listOf(STAFF_TOKEN, "like NAME:TOKEN, with at least 12 characters in the token").describe(
    "more administrators of /admin, as NAME:TOKEN separated by commas",
  ),
  moderatorTokens: listOf(STAFF_TOKEN, "like NAME:TOKEN, with at least 12 characters in the token").describe(
    "moderators, who read reports in /admin, and mute, kick and ban for a limited time, as NAME:TOKEN",
  ),
  keepReportsDays: wholeNumber(1, 3650).default(90).describe("days that reports and the audit log are kept"),
  keepRoundsDays: wholeNumber(0, 36_500)
    .default(90)
    .refine((days) => days === 0 || days >= 7, "must be 0 or at least 7, because a week's best players need them")
    .describe("days that the results of a round are kept; players' totals stay; 0 for ever"),
  replaysMb: wholeNumber(0, 1_000_000)
    .default(200)
    .describe("megabytes of replays that are kept in the data folder; the oldest go first"),
  replays: oneOf(["on", "off"]).default("on").describe("record rounds, so that they can be seen again: on or off"),
  replayNames: oneOf(["on", "off"]).default("on").describe("keep players' names in replays: on or off"),
  drainSeconds: wholeNumber(0, 3600).default(60).describe("most seconds that SIGTERM waits for rounds with people"),
  logLevel: oneOf(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("least severe log line that is written"),
  pageDir: z
    .string("must be a path")
    .default("")
    .describe("folder with a built page to serve instead of the one that comes with the server"),
  dev: z.stringbool("must be true or false").default(false).describe("serve the page from its sources, with reload"),
});
export type Config = z.infer<typeof Config>;
export type ConfigKey = keyof typeof Config.shape;

export const CONFIG_KEYS = Config.keyof().options;

/** Settings whose value is secret. Errors do not repeat it, because they end up in logs. */
export const SECRET_KEYS: ReadonlySet<string> = new Set<ConfigKey>([
  "botToken",
  "databaseUrl",
  "redisUrl",
  "secret",
  "metricsToken",
  "adminPassword",
  "adminTokens",
  "moderatorTokens",
]);

/** Accepts digits only: `Number` would also accept an empty text as 0. */
function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string(message)
    .regex(/^\d+$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, `must be one of ${values.join(", ")}`);
}

/** Values separated by commas; none by default. */
function list(fallback = "") {
  return z
    .string("must be text, or a list of texts")
    .default(fallback)
    .transform((text) => text.split(",").flatMap((value) => value.trim() || []));
}

function listOf(each: RegExp, what: string) {
  return list().refine((values) => values.every((value) => each.test(value)), `must be ${what}`);
}
