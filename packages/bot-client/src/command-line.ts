import { joinDashedValues } from "@fray/netcode/core";
import { parseArgs } from "node:util";
import type { z } from "zod";

/** An option that can't be used. The message is one line for the user. */
export class OptionError extends Error {
  override name = "OptionError";
}

/** The result of a command line in which the user asked for help. */
export const HELP = Symbol("help");

/**
 * Reads a command line. The options are the keys of `schema`, `--like-this` for `likeThis`; boolean options take no
 * value. Throws an `OptionError` for an unknown option or an illegal value.
 */
export function parseCommandLine<Schema extends z.ZodObject>(
  schema: Schema,
  args: readonly string[],
): z.infer<Schema> | typeof HELP {
  const values = readFlags(schema, [...args]);
  if (values["help"]) return HELP;
  const given = Object.keys(schema.shape).map((key) => [key, values[toFlag(key)]] as const);
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const flag = toFlag(String(issue?.path[0]));
  throw new OptionError(`--${flag} ${String(values[flag] ?? "")}: ${issue?.message ?? "not allowed"}`);
}

/** Returns the text of `--help`: the usage, and the description of each option. */
export function describeCommandLine(usage: string, { shape }: z.ZodObject): string {
  const rows = Object.entries(shape).map(([key, option]) => {
    const fallback = (option as z.ZodType).parse(undefined);
    const isShown =
      typeof fallback === "number" || (Array.isArray(fallback) && fallback.length > 0) || isText(fallback);
    return row(
      toFlag(key),
      ((option as z.ZodType).description ?? "") + (isShown ? ` (default ${String(fallback)})` : ""),
    );
  });
  return [`Usage: ${usage}`, "", ...rows, row("help", "this text")].join("\n");
}

const row = (flag: string, text: string): string => `  ${`--${flag}`.padEnd(16)} ${text}`;
const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

function readFlags({ shape }: z.ZodObject, args: string[]): Record<string, string | boolean | undefined> {
  const options = Object.entries(shape).map(
    ([key, option]) => [toFlag(key), { type: isSwitch(option as z.ZodType) ? "boolean" : "string" }] as const,
  );
  const help = { type: "boolean", short: "h" } as const;
  const known = { ...Object.fromEntries(options), help };
  try {
    return parseArgs({ args: joinDashedValues(args, known), options: known }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new OptionError(`${message.split(/\.\s|\n/)[0]}; --help lists the options`);
  }
}

const isSwitch = (option: z.ZodType): boolean => option.safeParse(true).data === true;

const toFlag = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
