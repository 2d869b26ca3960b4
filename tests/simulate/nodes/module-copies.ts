import { registerHooks } from "node:module";

/** Modules of these places have state of the process, or refer to some that have. */
const COPIED = /\/(?:packages|tests)\/|\/node_modules\/@colyseus\/(?!schema\/)/;
const FRAMEWORK = "/node_modules/@colyseus/";

/** What a program of one process sees in place of the process's own timers. */
export type TimerFunctions = Readonly<Record<(typeof TIMERS)[number], unknown>>;
const TIMERS = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate"] as const;

const timersOf = new Map<string, TimerFunctions>();
Object.assign(globalThis, { frayTimersOf: timersOf });

/**
 * Imports a module again, with all modules that it imports and that have state, as another process has its own. The
 * framework in it, which knows no `Runtime`, gets these timers. Call it once for each `process`.
 */
export async function importCopy(module: URL, process: string, timers: TimerFunctions): Promise<unknown> {
  if (timersOf.size === 0) registerHooks({ resolve, load });
  timersOf.set(process, timers);
  return import(`${module.href}?process=${process}`);
}

/** A copy imports copies. */
const resolve: Resolve = (specifier, context, next) => {
  const found = next(specifier, context);
  const process = processOf(context.parentURL);
  const isCopied = process && COPIED.test(found.url) && found.format?.startsWith("module");
  return isCopied ? { ...found, url: `${found.url}?process=${process}` } : found;
};

/** The timers stand in the first line, so that the numbers of lines stay. */
const load: Load = (url, context, next) => {
  const loaded = next(url, context);
  const process = processOf(url);
  const { source } = loaded;
  if (!process || !source || !url.includes(FRAMEWORK)) return loaded;
  const text = typeof source === "string" ? source : new TextDecoder().decode(source);
  const own = `const{${TIMERS.join(",")}}=globalThis.frayTimersOf.get("${process}");`;
  return { ...loaded, source: own + text };
};

const processOf = (url: string | undefined): string | undefined => url?.split("?process=")[1];

type Hooks = Required<Parameters<typeof registerHooks>[0]>;
type Resolve = Hooks["resolve"];
type Load = Hooks["load"];
