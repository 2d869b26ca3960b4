import { ConfigError, HELP, loadConfig } from "@fray/server/config";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "fray-config-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});
afterEach(() => vi.restoreAllMocks());

const file = (text: string) => writeFileSync(join(process.cwd(), "fray.config.json"), text);

describe("settings", () => {
  test("come from flags before the environment before the file before the defaults", () => {
    file(JSON.stringify({ port: 1, bots: 1, maxPlayers: 11, tickRate: 21 }));
    const config = loadConfig(["--port", "3"], { FRAY_PORT: "2", FRAY_BOTS: "2" });
    expect(config).toMatchObject({ port: 3, bots: 2, maxPlayers: 11, tickRate: 21, map: ["foundry"] });
  });

  test("FRAY_PORT wins over PORT", () => {
    expect(loadConfig([], { PORT: "1", FRAY_PORT: "2" })).toMatchObject({ port: 2 });
    expect(loadConfig([], { PORT: "1", HOST: "127.0.0.1" })).toMatchObject({ port: 1, host: "127.0.0.1" });
  });

  test("lists are separated by commas, and may be lists in the file", () => {
    file(JSON.stringify({ map: ["duel", "kiln"], mode: "ffa, tdm" }));
    expect(loadConfig([], {})).toMatchObject({ map: ["duel", "kiln"], mode: ["ffa", "tdm"] });
    expect(loadConfig(["--map", "foundry, kiln"], { FRAY_MODE: "hill" })).toMatchObject({
      map: ["foundry", "kiln"],
      mode: ["hill"],
    });
    file(JSON.stringify({ mode: ["ffa", "koth"] }));
    expect(() => loadConfig([], {})).toThrow('fray.config.json: mode: "ffa,koth" won\'t do');
  });

  test("--help asks for help", () => {
    expect(loadConfig(["--help"], {})).toBe(HELP);
  });

  test.for([
    ["not JSON", "{", /fray.config.json: not JSON/],
    ["a list", "[1]", /must hold an object/],
    ["an unknown key", '{"prt": 1}', /fray.config.json: prt: no such setting/],
    ["a wrong value", '{"bots": "none"}', /fray.config.json: bots: "none" won't do/],
  ] as const)("a file with %s is refused with its name", ([, text, message]) => {
    file(text);
    expect(() => loadConfig([], {})).toThrow(ConfigError);
    expect(() => loadConfig([], {})).toThrow(message);
  });
});
