import { PALETTES } from "@fray/game-client/internal/settings/settings";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const KEY = "fray.settings";
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** The store as in a newly opened page. */
async function open() {
  vi.resetModules();
  return (await import("@fray/game-client/internal/settings/settings")).settings;
}

const SENSIBLE = {
  volume: 0.25,
  muted: true,
  palette: "highContrast",
  reducedMotion: "on",
  shake: 0,
  quality: "low",
  aimAssist: false,
  damageNumbers: false,
} as const;

test.each([
  ["nothing", undefined],
  ["no JSON", "{volume: 1"],
  ["null", "null"],
  ["a number", "7"],
  ["a list", "[1, 2]"],
  ["values of the wrong type", '{"volume":"loud","muted":1,"palette":"red","shake":2,"bindings":[]}'],
])("with %s in storage every setting is its default", async (_, text) => {
  const defaults = (await open()).values;
  if (text !== undefined) stored.set(KEY, text);
  expect((await open()).values).toEqual(defaults);
});

test.each(Object.keys(SENSIBLE) as (keyof typeof SENSIBLE)[])(
  "an invalid %s alone falls back to its default",
  async (key) => {
    const defaults = (await open()).values;
    stored.set(KEY, JSON.stringify({ ...SENSIBLE, [key]: { not: "a setting" } }));
    expect((await open()).values).toEqual({ ...defaults, ...SENSIBLE, [key]: defaults[key] });
  },
);

test("settings survive a reload, and an unknown key of a later version does no harm", async () => {
  const settings = await open();
  settings.set({ ...SENSIBLE, bindings: { ...settings.values.bindings, dash: ["KeyQ"] } });
  const { values } = settings;
  stored.set(KEY, JSON.stringify({ ...JSON.parse(stored.get(KEY) ?? ""), later: true }));
  expect((await open()).values).toEqual(values);
  expect(values).toMatchObject({ ...SENSIBLE, bindings: { dash: ["KeyQ"] } });
});

test("where storage is blocked, settings last as long as the page", async () => {
  const refuse = () => {
    throw new DOMException("blocked", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
  const settings = await open();
  settings.set({ volume: 0.1 });
  expect(settings.values.volume).toBe(0.1);
});

test("a listener receives changes until it unsubscribes, and a value out of range is never stored", async () => {
  const settings = await open();
  const heard: number[] = [];
  const stop = settings.subscribe(({ volume }) => heard.push(volume));
  settings.set({ volume: 0.5 });
  settings.set({ volume: 11 });
  stop();
  settings.set({ volume: 0.6 });
  expect(heard).toEqual([0.5, 0.7]);
});

test("a reset restores every default", async () => {
  const settings = await open();
  const defaults = settings.values;
  settings.set({ ...SENSIBLE, palette: PALETTES[1] });
  settings.reset();
  expect(settings.values).toEqual(defaults);
});
