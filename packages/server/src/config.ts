import { MODES } from "@fray/shared-state/match/modes";
import { DEFAULT_TICK_RATE, TICK_RATE_RANGE } from "@fray/shared-state/protocol/rooms";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

import { BASE_PATH } from "./network/base-path.ts";
import { isProxyList } from "./network/client-address.ts";
import { ORIGIN } from "./network/origin.ts";

/** Values separated by commas; none by default. */
const list = (fallback = "") =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.split(",").flatMap((value) => value.trim() || []));

const listOf = (each: RegExp, what: string) =>
  list().refine((values) => values.every((value) => each.test(value)), `must be ${what}`);

/** Every setting of a server. The descriptions are the help text. */
const Config = z.object({
  port: z.coerce.number().int().min(0).max(65535).default(2567).describe("TCP port; 0 picks a free one"),
  host: z.string().min(1).default("0.0.0.0").describe("address to listen on"),
  map: list("foundry")
    .refine((maps) => maps.length > 0, "must name a map")
    .describe("maps played in turn: names of files in maps/, without .tmj, separated by commas"),
  mode: list("ffa")
    .pipe(z.array(z.enum(MODES)).min(1))
    .describe(`modes played in turn, separated by commas: ${MODES.join(", ")}`),
  roundSeconds: z.coerce.number().int().min(1).max(7200).default(300).describe("seconds a round lasts"),
  warmupSeconds: z.coerce
    .number()
    .int()
    .min(0)
    .max(600)
    .default(5)
    .describe("seconds of free fire before a round, at least"),
  scoreLimit: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe("score that ends a round before its time; 0 for none"),
  bots: z.coerce
    .number()
    .int()
    .min(0)
    .max(64)
    .default(5)
    .describe("fighters a room has at least: bots make up for people, and go as people come; 0 for no bots"),
  botSkill: z
    .enum(["rookie", "regular", "veteran", "mixed"])
    .default("mixed")
    .describe("skill of those bots: rookie, regular, veteran or mixed"),
  botPolicy: z
    .enum(["allow", "refuse", "only"])
    .default("allow")
    .describe("bots from outside: allow, refuse, or only them; the rooms' own are let in always"),
  botToken: z.string().max(128).default("").describe("what bots from outside must show; empty for nothing"),
  maxPlayers: z.coerce.number().int().min(2).max(1000).default(24).describe("players a room holds, bots included"),
  idleSeconds: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(120)
    .describe("seconds after which a player who does nothing has to go; 0 for never"),
  maxRooms: z.coerce.number().int().min(1).max(1000).default(50).describe("rooms open at once; beyond it joins fail"),
  tickRate: z.coerce
    .number()
    .int()
    .min(TICK_RATE_RANGE.min)
    .max(TICK_RATE_RANGE.max)
    .default(DEFAULT_TICK_RATE)
    .describe(`simulation steps per second, ${TICK_RATE_RANGE.min}..${TICK_RATE_RANGE.max}`),
  basePath: z
    .string()
    .regex(BASE_PATH, "must be like /fray")
    .default("")
    .describe("path of the site that the game is under, like /fray"),
  allowOrigin: listOf(ORIGIN, "an origin like https://example.com")
    .transform((origins) => origins.map((origin) => origin.toLowerCase()))
    .describe("other sites whose pages may join, as origins separated by commas"),
  trustProxy: listOf(/^[\w.:/]+$/, "an address, a network or loopback")
    .refine(isProxyList, "must be addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal")
    .describe("proxies whose word on a client's address is believed, separated by commas"),
  joinsPerMinute: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(120)
    .describe("joins from one address in a minute, and 5 times as many connections; 0 for no limits"),
  pendingSeats: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(40)
    .describe("seats one address may have given to it in 5 seconds"),
  dataDir: z
    .string()
    .default("data")
    .describe("folder for statistics and the secret that guests are known by; empty to keep neither"),
  databaseUrl: z
    .string()
    .regex(/^(?:postgres(?:ql)?:\/\/.+)?$/, "must be like postgres://user:password@host/database")
    .default("")
    .describe("PostgreSQL that keeps the statistics instead of a file in the data folder"),
  secret: z
    .string()
    .min(16, "must have at least 16 characters")
    .or(z.literal(""))
    .default("")
    .describe("what guests' tokens are signed with, instead of a secret in the data folder"),
  metricsToken: z.string().default("").describe("bearer token that opens /metrics, which is shut without one"),
  drainSeconds: z.coerce
    .number()
    .int()
    .min(0)
    .max(3600)
    .default(60)
    .describe("seconds that SIGTERM waits at most for the rounds that people are playing"),
  logLevel: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("least severe log line that is written"),
  dev: z.stringbool().default(false).describe("serve the page from its sources, with reload"),
});
export type Config = z.infer<typeof Config>;
type Key = keyof typeof Config.shape;

/** Variables that hosts and proxies know by another name. */
const PLAIN_VARIABLES: Readonly<Partial<Record<Key, string>>> = {
  port: "PORT",
  host: "HOST",
  trustProxy: "TRUST_PROXY",
  databaseUrl: "DATABASE_URL",
};

const KEYS = Object.keys(Config.shape) as Key[];
const CONFIG_FILE = "fray.config.json";

/** A setting that can't be used. The message is one line for the person who set it. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** The process asked for help instead of a server. */
export const HELP = Symbol("help");

/**
 * The settings of this process: flags win over `FRAY_*` variables (and `PORT`, `HOST`), those over
 * `fray.config.json` in the working directory, that over the defaults. Throws a `ConfigError` naming the source of
 * the first value that won't do.
 */
export function loadConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config | typeof HELP {
  const flags = readFlags(args);
  if (flags === HELP) return HELP;
  const sources = [readFile(), readEnvironment(env), flags];
  const merged: Record<string, unknown> = {};
  const origin: Record<string, string> = {};
  for (const source of sources) {
    for (const [key, { value, from }] of Object.entries(source)) {
      merged[key] = value;
      origin[key] = from;
    }
  }
  const parsed = Config.safeParse(merged);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0]);
  throw new ConfigError(
    `${origin[key]}: ${JSON.stringify(merged[key])} won't do: ${describe(key)} (${issue?.message})`,
  );
}

/** What `--help` prints. */
export function helpText(): string {
  const rows = KEYS.map((key) => {
    const fallback = String(Config.shape[key].parse(undefined)) || "none";
    return `  ${`--${toFlag(key)}`.padEnd(16)} ${describe(key)} (default ${fallback}, or ${toVariable(key)})`;
  });
  return ["Usage: npm start -- [options]", "", ...rows, `  ${"--help".padEnd(16)} this text`].join("\n");
}

/** Settings by key, each with the place it came from as a person would name it. */
type Source = Record<string, { value: unknown; from: string }>;

function readFlags(args: readonly string[]): Source | typeof HELP {
  const options = Object.fromEntries(
    KEYS.map((key) => [toFlag(key), { type: key === "dev" ? "boolean" : "string" } as const]),
  );
  const values = parseFlags([...args], options);
  if (values["help"]) return HELP;
  const source: Source = {};
  for (const key of KEYS) {
    const value = values[toFlag(key)];
    if (value !== undefined) source[key] = { value: String(value), from: `--${toFlag(key)}` };
  }
  return source;
}

function parseFlags(
  args: string[],
  options: Record<string, { type: "boolean" | "string" }>,
): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({ args, options: { ...options, help: { type: "boolean" } } }).values;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? (error.message.split(/\.\s/)[0] ?? error.message) : String(error));
  }
}

function readEnvironment(env: Readonly<Record<string, string | undefined>>): Source {
  const source: Source = {};
  for (const key of KEYS) {
    const plain = PLAIN_VARIABLES[key];
    for (const variable of [plain, toVariable(key)]) {
      const value = variable && env[variable];
      if (variable && value) source[key] = { value, from: variable };
    }
  }
  const unknown = Object.keys(env).find(
    (name) => name.startsWith("FRAY_") && !KEYS.some((key) => toVariable(key) === name),
  );
  if (unknown) throw new ConfigError(`${unknown}: no such setting; --help lists them`);
  return source;
}

function readFile(): Source {
  let text: string;
  try {
    text = readFileSync(join(process.cwd(), CONFIG_FILE), "utf8");
  } catch {
    return {};
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigError(`${CONFIG_FILE}: not JSON`);
  }
  const object = z.record(z.string(), z.unknown()).safeParse(json);
  if (!object.success) throw new ConfigError(`${CONFIG_FILE}: must hold an object of settings`);
  const source: Source = {};
  for (const [key, value] of Object.entries(object.data)) {
    if (!KEYS.some((known) => known === key))
      throw new ConfigError(`${CONFIG_FILE}: ${key}: no such setting; --help lists them`);
    source[key] = { value: asFlag(value), from: `${CONFIG_FILE}: ${key}` };
  }
  return source;
}

/** A value of JSON as it would be written after a flag. */
function asFlag(value: unknown): unknown {
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "boolean" ? String(value) : value;
}

const describe = (key: string): string =>
  KEYS.includes(key as Key) ? (Config.shape[key as Key].description ?? key) : key;
const toFlag = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const toVariable = (key: string): string => `FRAY_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
