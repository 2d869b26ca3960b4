import { ConfigError } from "@fray/server/internal/config/config-error";
import { optionTable } from "@fray/server/internal/config/help";
import { loadConfig } from "@fray/server/internal/config/load-config";
import { HELP } from "@fray/server/internal/config/sources";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fray-config-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const file = (text: string | Uint8Array) => writeFileSync(join(process.cwd(), "fray.config.json"), text);

describe("settings", () => {
  test("come from flags before the environment before the file before the defaults", () => {
    file(JSON.stringify({ port: 1, bots: 1, maxPlayers: 11, tickRate: 21 }));
    const config = loadConfig(["--port", "3"], { FRAY_PORT: "2", FRAY_BOTS: "2" });
    expect(config).toMatchObject({ port: 3, bots: 2, maxPlayers: 11, tickRate: 21, map: ["foundry", "kiln"] });
  });

  test("FRAY_PORT wins over PORT", () => {
    expect(loadConfig([], { PORT: "1", FRAY_PORT: "2" })).toMatchObject({ port: 2 });
    expect(loadConfig([], { PORT: "1", HOST: "127.0.0.1" })).toMatchObject({ port: 1, host: "127.0.0.1" });
  });

  test("a value may begin with a dash, but is no option's name", () => {
    const config = loadConfig(["--secret", "-a-secret-with-a-dash", "--bot-token", "--fray--", "--dev"], {});
    expect(config).toMatchObject({ secret: "-a-secret-with-a-dash", botToken: "--fray--", dev: true });
    expect(() => loadConfig(["--secret", "--dev"], {})).toThrow("'--secret' argument is ambiguous");
    expect(() => loadConfig(["--secret"], {})).toThrow("'--secret <value>' argument missing");
    expect(() => loadConfig(["--port", "-1"], {})).toThrow('--port: "-1" is invalid');
  });

  test("lists are separated by commas, and may be lists in the file", () => {
    file(JSON.stringify({ map: ["duel", "kiln"], mode: "ffa, tdm" }));
    expect(loadConfig([], {})).toMatchObject({ map: ["duel", "kiln"], mode: ["ffa", "tdm"] });
    expect(loadConfig(["--map", "foundry, kiln"], { FRAY_MODE: "hill" })).toMatchObject({
      map: ["foundry", "kiln"],
      mode: ["hill"],
    });
    file(JSON.stringify({ mode: ["ffa", "koth"] }));
    expect(() => loadConfig([], {})).toThrow('fray.config.json: mode: "ffa,koth" is invalid');
  });

  test.for([
    ["UTF-8 with a byte order mark", Buffer.from('\ufeff{"port": 3000}')],
    ["UTF-16, little end first", Buffer.from('\ufeff{"port": 3000}', "utf16le")],
    ["UTF-16, big end first", Buffer.from('\ufeff{"port": 3000}', "utf16le").swap16()],
  ] as const)("a file in %s is read", ([, bytes]) => {
    file(bytes);
    expect(loadConfig([], {})).toMatchObject({ port: 3000 });
  });

  test("a file in another encoding is refused with a remedy", () => {
    file(Buffer.from('{"host": "f\xfcr"}', "latin1"));
    expect(() => loadConfig([], {})).toThrow(
      "fray.config.json: is not text in UTF-8: save it again with that encoding",
    );
  });

  test("--help requests the help text", () => {
    expect(loadConfig(["--help"], {})).toBe(HELP);
  });

  test.for([
    ["not JSON", "{", /fray.config.json: not JSON/],
    ["a list", "[1]", /must hold an object/],
    ["an unknown key", '{"prt": 1}', /fray.config.json: prt: no such setting/],
    [
      "a wrong value",
      '{"bots": "none"}',
      /fray.config.json: bots: "none" is invalid: must be a whole number from 0 to 64/,
    ],
    ["an empty number", '{"bots": ""}', /fray.config.json: bots: "" is invalid: must be a whole number/],
    ["no value", '{"host": null}', /fray.config.json: host: null is invalid: /],
    ["an object for a value", '{"map": {"a": 1}}', /fray.config.json: map: {"a":1} is invalid: must be text/],
    ["numbers in a list", '{"map": [1]}', /fray.config.json: map: \[1\] is invalid: must be text, or a list of texts/],
    [
      "half a number",
      '{"port": 80.5}',
      /fray.config.json: port: "80.5" is invalid: must be a whole number from 0 to 65535/,
    ],
  ] as const)("a file with %s is refused with its name", ([, text, message]) => {
    file(text);
    expect(() => loadConfig([], {})).toThrow(ConfigError);
    expect(() => loadConfig([], {})).toThrow(message);
    expect(() => loadConfig([], {})).toThrow(/^[^\n]+$/);
  });

  test("an unreadable file is refused, not ignored", () => {
    mkdirSync(join(process.cwd(), "fray.config.json"));
    expect(() => loadConfig([], {})).toThrow("fray.config.json: can't be read (EISDIR)");
  });

  test.for([
    [
      ["--port", "65536"],
      '--port: "65536" is invalid: must be a whole number from 0 to 65535 (TCP port; 0 picks a free one)',
    ],
    [["--port", ""], '--port: "" is invalid: must be a whole number'],
    [
      ["--bot-skill", "god"],
      '--bot-skill: "god" is invalid: must be one of adaptive, rookie, regular, veteran, mixed, 1, 2, 3, 4, 5, 6, 7, 8, 9',
    ],
    [["--mode", "ffa,koth"], '--mode: "ffa,koth" is invalid: must be one of ffa, tdm, ctf, hill'],
    [["--base-path", "fray"], '--base-path: "fray" is invalid: must be like /fray'],
    [["--allow-origin", "example.com"], '"example.com" is invalid: must be an origin like https://example.com'],
    [["--trust-proxy", "proxy"], '"proxy" is invalid: must be addresses, networks'],
    [["--frobnicate"], "Unknown option '--frobnicate'; --help lists what there is"],
  ] as const)("%o is refused with what is allowed", ([args, message]) => {
    expect(() => loadConfig(args, {})).toThrow(message);
    expect(() => loadConfig(args, {})).toThrow(/^[^\n]+$/);
  });

  test("an invalid secret is not printed", () => {
    const refusal = "FRAY_SECRET: its value is invalid: must have at least 16 characters";
    expect(() => loadConfig([], { FRAY_SECRET: "hunter2" })).toThrow(refusal);
    expect(() => loadConfig([], { DATABASE_URL: "mysql://root:hunter2@db/fray" })).toThrow("DATABASE_URL: its value");
  });
});

/** Where `docs/hosting.md` has the table; the rest of it is written by hand. */
const TABLE = /(?<=<!-- options: [^>]*-->\n\n)[^]*?(?=\n\n<!-- end of options -->)/;

test("the table in docs/hosting.md is that of the settings; `npx vitest run tests/server/config.test.ts -u` renews it", async () => {
  const path = new URL("../../../docs/hosting.md", import.meta.url);
  const page = readFileSync(path, "utf8");
  expect(page).toMatch(TABLE);
  await expect(page.replace(TABLE, () => optionTable())).toMatchFileSnapshot(path.pathname);
});
