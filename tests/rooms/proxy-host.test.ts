import { logger } from "@fray/server/internal/logger";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const PAGE = "https://fray.example";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--trust-proxy", "10.0.0.1", "--joins-per-minute", "0"] });
});
afterAll(() => server.stop());

/** Asks for a seat as a proxy forwards a page's request. Returns the status. */
async function ask(headers: Record<string, string>, address = "10.0.0.1"): Promise<number> {
  const { endpoint } = server.dial({ address });
  const request = {
    method: "POST",
    headers: { "content-type": "application/json", origin: PAGE, ...headers },
    body: "{}",
  };
  return (await settled(fetch(`${endpoint}/matchmake/joinOrCreate/arena`, request))).status;
}

describe("a proxy that replaces Host", () => {
  test("may name the browser's host, if it is trusted", async () => {
    expect(await ask({ "x-forwarded-host": "fray.example" })).toBe(200);
    expect(await ask({ "x-forwarded-host": "fray.example, inner.example" })).toBe(200);
    expect(await ask({ "x-forwarded-host": "fray.example" }, "10.0.0.2")).toBe(403);
    expect(await ask({ "x-forwarded-host": "evil.example" })).toBe(403);
    expect(await ask({ "x-forwarded-host": "not a host" })).toBe(403);
  });

  test("is named once in the log, with the line to add", async () => {
    const warn = vi.spyOn(logger, "warn");
    vi.spyOn(logger, "isLevelEnabled").mockReturnValue(true);
    for (let i = 0; i < 5; i++) expect(await ask({ origin: "https://once.example" })).toBe(403);
    const said = warn.mock.calls.filter(([fields]) => JSON.stringify(fields).includes("once.example"));
    expect(said).toEqual([[expect.anything(), expect.stringContaining("proxy_set_header Host $http_host;")]]);
    vi.restoreAllMocks();
  });
});
