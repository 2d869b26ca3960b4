import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const ROOT = new URL("../../", import.meta.url);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")));

/** Stands between npm and every registry, lets nothing through and counts who asks. */
let proxy: Server;
let asked = 0;
beforeAll(async () => {
  const refuse = (socket: Socket): void => {
    asked++;
    socket.destroy();
  };
  proxy = createServer().on("connection", refuse).listen(0, "127.0.0.1");
  await once(proxy, "listening");
});
afterAll(() => proxy.close());

test("scripts start the package manager without a request to the registry", async () => {
  const [command = ""] = /^npx .*?pnpm@[\d.]+/.exec(scripts["setup"] ?? "") ?? [];
  const address = proxy.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const env = {
    ...process.env,
    npm_config_proxy: url,
    npm_config_https_proxy: url,
    npm_config_noproxy: "",
    npm_config_fetch_retries: "0",
    NO_PROXY: "",
    no_proxy: "",
  };
  const child = spawn(`${command} --version`, { shell: true, cwd: ROOT, env, stdio: "ignore" });
  const [code] = await once(child, "exit");
  expect([code, asked]).toEqual([0, 0]);
});

test("no other script runs a package with npx that is not installed", () => {
  const others = Object.entries(scripts).filter(([name, script]) => name !== "setup" && /\bnpx\b/.test(script));
  expect(others).toEqual([]);
});
