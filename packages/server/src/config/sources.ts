import { joinDashedValues } from "@fray/netcode/core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

import { ConfigError } from "./config-error.ts";
import { PLAIN_VARIABLES, toFlag, toVariable } from "./names.ts";
import { CONFIG_KEYS } from "./schema.ts";
import { isServiceLink } from "./service-links.ts";

export const CONFIG_FILE = "fray.config.json";

/** Settings by key, each with its source in words that a person would use. */
export type Source = Record<string, { readonly value: unknown; readonly from: string }>;

/** The process was asked for help instead of a server. */
export const HELP = Symbol("help");

/** Returns the settings of the command line. */
export function readFlags(args: readonly string[]): Source | typeof HELP {
  const options = Object.fromEntries(
    CONFIG_KEYS.map((key) => [toFlag(key).slice(2), { type: key === "dev" ? "boolean" : "string" } as const]),
  );
  const values = parseFlags(args, { ...options, help: { type: "boolean" } });
  if (values["help"]) return HELP;
  const source: Source = {};
  for (const key of CONFIG_KEYS) {
    const value = values[toFlag(key).slice(2)];
    if (value !== undefined) source[key] = { value: String(value), from: toFlag(key) };
  }
  return source;
}

function parseFlags(
  args: readonly string[],
  options: Record<string, { type: "boolean" | "string" }>,
): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({ args: joinDashedValues(args, options), options }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${message.split(/\.\s/)[0]}; --help lists what there is`);
  }
}

/**
 * Returns the settings of the environment. An empty variable is ignored, and so are the variables that a container
 * platform creates for its services.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Source {
  const source: Source = {};
  for (const key of CONFIG_KEYS) {
    for (const variable of [PLAIN_VARIABLES[key], toVariable(key)]) {
      const value = variable && env[variable];
      if (variable && value && !isServiceLink(variable, env)) source[key] = { value, from: variable };
    }
  }
  const known = new Set(CONFIG_KEYS.map(toVariable));
  const unknown = Object.keys(env).find(
    (name) => name.startsWith("FRAY_") && !known.has(name) && !isServiceLink(name, env),
  );
  if (unknown) throw new ConfigError(`${unknown}: no such setting; --help lists them`);
  return source;
}

/** Returns the settings of `fray.config.json` in the working directory, if it exists. */
export function readFile(): Source {
  const text = readText();
  if (text === undefined) return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error);
    throw new ConfigError(`${CONFIG_FILE}: not JSON: ${why}`);
  }
  const object = z.record(z.string(), z.unknown()).safeParse(json);
  if (!object.success) throw new ConfigError(`${CONFIG_FILE}: must hold an object of settings`);
  const source: Source = {};
  for (const [key, value] of Object.entries(object.data)) {
    if (!CONFIG_KEYS.some((known) => known === key))
      throw new ConfigError(`${CONFIG_FILE}: ${key}: no such setting; --help lists them`);
    source[key] = { value: asText(value), from: `${CONFIG_FILE}: ${key}` };
  }
  return source;
}

function readText(): string | undefined {
  try {
    return decode(readFileSync(join(process.cwd(), CONFIG_FILE)));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : error;
    if (code === "ENOENT") return undefined;
    throw new ConfigError(`${CONFIG_FILE}: can't be read (${String(code)})`);
  }
}

/** Editors and shells of Windows write UTF-16, or UTF-8 with a byte order mark in front. */
function decode(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = isUtf16 ? (first === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError(`${CONFIG_FILE}: is not text in UTF-8: save it again with that encoding`);
  }
}

/** Converts a JSON value to the text of a flag. A value without such a text stays as it is, and is refused later. */
function asText(value: unknown): unknown {
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(",");
  return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
}
