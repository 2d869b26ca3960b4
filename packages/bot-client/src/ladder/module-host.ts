/**
 * The process of a bot that is a module: it imports the module and speaks the line protocol for it. The runner starts
 * it with the path of the module, and with `--check` before a ladder begins.
 */
import type { Arena } from "@fray/shared-state/arena/arena";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import type { Action } from "../sdk/action.ts";
import type { BotOptions } from "../sdk/run-bot.ts";
import { arenaOf, viewOf, type ModuleHello, type ModuleObservation } from "./module-wire.ts";

type Decide = BotOptions["decide"];

const [path = "", mode] = process.argv.slice(2);
const write = process.stdout.write.bind(process.stdout);
const answer = (message: object): void => void write(`${JSON.stringify(message)}\n`);
// The output of a module is for people, so it goes to stderr: on stdout it would mix with the answers.
process.stdout.write = process.stderr.write.bind(process.stderr);

const loaded = await load();
if (loaded !== undefined) {
  if (mode === "--check") answer({ type: "module" });
  else await play(loaded);
}
process.exit();

/**
 * Returns the module's own `createDecide`, or a function that returns its `decide`. Reports an error and returns
 * undefined if there is neither.
 */
async function load(): Promise<(() => Decide) | undefined> {
  try {
    const { decide, createDecide } = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
    if (typeof createDecide === "function") return createDecide as () => Decide;
    if (typeof decide === "function") return () => decide as Decide;
    refuse("exports neither decide nor createDecide");
  } catch (error) {
    if (!isUnloadable(error)) throw error;
    refuse(describe(error));
  }
  return undefined;
}

function refuse(reason: string): void {
  if (mode === "--check") answer({ type: "refused", reason });
  else throw new Error(reason);
}

async function play(createDecide: () => Decide): Promise<void> {
  let arena: Arena | undefined;
  let decide: Decide | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line) as ModuleHello | ModuleObservation;
    if (message.type === "hello") {
      arena = arenaOf(message);
      decide = undefined;
      continue;
    }
    const { tick } = message;
    try {
      decide ??= createDecide();
      const view = arena && viewOf(arena, message);
      answer({ tick, ...(view?.self ? actionOf(decide(view, view.self)) : {}) });
    } catch (error) {
      answer({ tick, error: describe(error) });
    }
  }
}

/**
 * Converts an action to its wire form. Values that are missing or not numbers are left out. Throws when the action is
 * not an object.
 */
function actionOf(action: unknown): Partial<Action> {
  if (typeof action !== "object" || action === null || "then" in action) {
    throw new TypeError(`decide returned ${inspect(action, { depth: 0 })}, which is no action`);
  }
  const { moveX, moveY, aim, fire, special, dash, reload, say, mark } = action as Partial<
    Record<keyof Action, unknown>
  >;
  const numbers = Object.entries({ moveX, moveY, aim }).filter(([, value]) => Number.isFinite(value));
  return {
    ...Object.fromEntries(numbers),
    fire: Boolean(fire),
    special: Boolean(special),
    dash: Boolean(dash),
    reload: Boolean(reload),
    ...(typeof say === "string" && { say }),
    ...(isMark(mark) && { mark }),
  };
}

function isMark(mark: unknown): mark is NonNullable<Action["mark"]> {
  if (typeof mark !== "object" || mark === null) return false;
  const { x, y, text } = mark as Partial<Record<"x" | "y" | "text", unknown>>;
  return Number.isFinite(x) && Number.isFinite(y) && typeof text === "string";
}

/** Whether the module does not exist or is not a valid module. Errors thrown by its own code don't count. */
function isUnloadable(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return error instanceof SyntaxError || code.startsWith("ERR_");
}

function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error, { depth: 0 });
  return text.split("\n")[0] ?? "";
}
