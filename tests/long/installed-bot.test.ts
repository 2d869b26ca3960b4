import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Installing from the registry takes most of it. */
const PATIENCE_MS = 240_000;

const run = promisify(execFile);
const npm = (folder: string, ...args: string[]) => run("npm", args, { cwd: folder });

/** The first bot in the README, as a reader would copy it. */
function firstBotOfReadme(): string {
  const [, code] = /```ts\n(import \{[^`]*runBot[^`]*)```/.exec(readFileSync(`${ROOT}README.md`, "utf8")) ?? [];
  if (code === undefined) throw new Error("the README has no bot");
  return code;
}

let server: ServerProcess;
let spectator: Guest;
let archives: string[];
const folder = mkdtempSync(join(tmpdir(), "fray-installed-"));

beforeAll(async () => {
  const packed = await run(process.execPath, ["scripts/pack.ts"], { cwd: ROOT });
  archives = packed.stdout.trim().split("\n");
  await npm(folder, "init", "-y");
  await npm(folder, "pkg", "set", "type=module");
  await npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", ...archives);
  server = await startServer({ args: ["--map", "kiln", "--bots", "4", "--bot-skill", "rookie"] });
  spectator = await Guest.join(server.url, { spectate: true });
}, PATIENCE_MS);
afterAll(async () => {
  await spectator.leave();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("both packages are packed, and carry types and no TypeScript sources", async () => {
  expect(archives.map((path) => path.replace(/^.*\//, ""))).toEqual([
    "fray-netcode-0.1.0.tgz",
    "fray-bot-client-0.1.0.tgz",
  ]);
  for (const archive of archives) {
    const files = (await run("tar", ["-tzf", archive])).stdout.split("\n");
    expect(files).toContain("package/README.md");
    expect(files.some((file) => file.endsWith("index.d.ts"))).toBe(true);
    if (archive.includes("netcode")) expect(files).toContain("package/dist/testing/index.d.ts");
    expect(files.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))).toEqual([]);
  }
});

test(
  "the entry points of the netcode can be imported from an empty folder",
  async () => {
    const program = `for (const entry of ["core", "server", "client", "testing"]) console.log(Object.keys(await import("@fray/netcode/" + entry)).length > 0)`;
    await npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", "@colyseus/core", "@colyseus/sdk");
    writeFileSync(join(folder, "entries.mjs"), program);
    const { stdout } = await run(process.execPath, ["entries.mjs"], { cwd: folder });
    expect(stdout).toBe("true\n".repeat(4));
  },
  PATIENCE_MS,
);

test("the first bot of the README has no type errors against the installed package", async () => {
  writeFileSync(join(folder, "bot.ts"), firstBotOfReadme());
  const options = "--noEmit --strict --module nodenext --target es2024 --skipLibCheck --types node".split(" ");
  const typeRoots = ["--typeRoots", `${ROOT}node_modules/@types`];
  const { stdout } = await run(`${ROOT}node_modules/.bin/tsc`, [...options, ...typeRoots, "bot.ts"], { cwd: folder });
  expect(stdout).toBe("");
});

test(
  "the first bot of the README, installed with npm, walks and kills",
  async () => {
    writeFileSync(join(folder, "bot.ts"), firstBotOfReadme().replace("ws://localhost:2567", server.url));
    const bot = spawn(process.execPath, ["bot.ts"], { cwd: folder, stdio: "ignore" });
    try {
      const kills = () => [...spectator.room.state.roster.values()].find(({ name }) => name === "Mine")?.kills ?? 0;
      await until("its first kill", () => kills() > 0, PATIENCE_MS / 2);
    } finally {
      bot.kill("SIGKILL");
      await once(bot, "exit");
    }
  },
  PATIENCE_MS,
);
