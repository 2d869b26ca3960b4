import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const PASSWORD = "correct horse";
const credentials = (password: string) => ({
  authorization: `Basic ${Buffer.from(`anybody:${password}`).toString("base64")}`,
});

let server: ServerProcess;
beforeAll(async () => {
  const args = ["--map", "kiln,foundry", "--mode", "ffa,tdm", "--round-seconds", "600"];
  server = await startServer({ args, env: { FRAY_ADMIN_PASSWORD: PASSWORD, TRUST_PROXY: "loopback" } });
});
afterAll(() => server.stop());

const look = async (headers: Record<string, string> = credentials(PASSWORD)) =>
  fetch(`${server.http}/admin/`, { headers });

/** Presses a button of the page. */
function press(room: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(fields);
  const all = { ...credentials(PASSWORD), ...headers };
  return fetch(`${server.http}/admin/rooms/${room}`, { method: "POST", body, headers: all, redirect: "manual" });
}

describe("the admin page", () => {
  test("is closed where the host has set no password", async () => {
    const open = await startServer();
    for (const headers of [{}, credentials(""), credentials("admin")]) {
      expect((await fetch(`${open.http}/admin/`, { headers })).status).toBe(403);
      const post = await fetch(`${open.http}/admin/rooms/any`, { method: "POST", body: "do=close", headers });
      expect(post.status).toBe(403);
    }
    await open.stop();
  });

  test("opens only with the password, and may load nothing", async () => {
    const shut = await look({});
    expect(shut.status).toBe(401);
    expect(shut.headers.get("www-authenticate")).toContain("Basic");
    expect((await look(credentials("wrong"))).status).toBe(401);
    const page = await look();
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(page.headers.get("cache-control")).toBe("no-store");
    const bare = await fetch(`${server.http}/admin`, { headers: credentials(PASSWORD) });
    expect(bare.url).toBe(`${server.http}/admin/`);
  });

  test("lets one address guess ten times a minute, at once or not; other addresses and the right password still work", async () => {
    const guess = (password: string, address: string) =>
      look({ ...credentials(password), "x-forwarded-for": address }).then(({ status }) => status);
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, index) => guess(`guess ${index}`, "10.0.0.1")));
    expect(guesses.filter((status) => status === 401)).toHaveLength(10);
    expect(guesses.filter((status) => status === 429)).toHaveLength(30);
    expect(await guess(PASSWORD, "10.0.0.1")).toBe(429);
    expect(await guess(PASSWORD, "10.0.0.2")).toBe(200);
    for (let time = 0; time < 15; time++) expect(await guess(PASSWORD, "10.0.0.3")).toBe(200);
  });

  test("shows a name as it is, not as HTML", async () => {
    const guest = await Guest.join(server.url, { name: "<b>Bold</b>" });
    const page = await (await look()).text();
    expect(page).toContain("&lt;b&gt;Bold&lt;/b&gt;");
    expect(page).not.toContain("<b>");
    await guest.leave();
  });
});

describe("the host's access to the administration", () => {
  test("ends a round, begins another of the rotation, removes people and closes the room", async () => {
    const [first, second] = [
      await Guest.join(server.url, { name: "First" }),
      await Guest.join(server.url, { name: "Second" }),
    ];
    const { roomId } = first.room;
    const { match } = first.room.state;
    await until("the round counts", () => match.phase === 1);
    const answer = await press(roomId, { do: "end" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, ".."]);
    await until("results are shown", () => match.phase === 2);

    await press(roomId, { do: "play", turn: "1" });
    await until("the other map is played", () => first.room.state.map === "foundry" && match.mode === 1);
    await press(roomId, { do: "play", turn: "9" });

    await press(roomId, { do: "kick", id: String(second.id) });
    await until("one has to go", () => second.closed);
    expect(second.closed).toBe(CLOSE.kicked);
    const token = second.heard.identity[0]?.token ?? "";
    await expect(Guest.joinById(server.url, roomId, { token })).rejects.toMatchObject({ code: JOIN_REFUSED.kicked });
    expect(first.closed).toBe(undefined);
    expect(first.room.state.map).toBe("foundry");

    await press(roomId, { do: "close" });
    await until("all have to go", () => first.closed);
    expect(first.closed).toBe(CLOSE.roomClosed);
    expect(await (await look()).text()).not.toContain(roomId);
  });

  test("is closed to a page of another site, although the visitor's browser knows the password", async () => {
    const guest = await Guest.join(server.url);
    const { roomId } = guest.room;
    const evil = [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }];
    for (const headers of evil) expect((await press(roomId, { do: "close" }, headers)).status).toBe(403);
    expect((await press(roomId, { do: "explode" }, { origin: server.http })).status).toBe(400);
    expect((await press(roomId, { do: "close" }, { origin: server.http })).status).toBe(303);
    await until("the room is closed by its own page", () => guest.closed);
  });
});

describe("the people who run a server", () => {
  const MO = "moderators-own-token";
  const ALICE = "alices-own-token";
  const data = mkdtempSync(join(tmpdir(), "fray-staff-"));
  let staffed: ServerProcess;
  const start = () =>
    startServer({
      args: ["--map", "duel", "--bots", "0", "--data-dir", data],
      env: { FRAY_ADMIN_TOKENS: `Alice:${ALICE}`, FRAY_MODERATOR_TOKENS: `Mo:${MO}` },
    });
  beforeAll(async () => {
    staffed = await start();
  });
  afterAll(async () => {
    await staffed.stop();
    rmSync(data, { recursive: true });
  });

  const send = (token: string, path: string, fields: Record<string, string>) =>
    fetch(`${staffed.http}/admin/${path}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: credentials(token),
      redirect: "manual",
    }).then(({ status }) => status);
  const page = (token: string) =>
    fetch(`${staffed.http}/admin/`, { headers: credentials(token) }).then((answer) => answer.text());

  test("a moderator bans and mutes for a week at most and no network; only administrators end rounds, delete data and read the log", async () => {
    const guest = await Guest.join(staffed.url, { name: "Eve" });
    const { roomId } = guest.room;
    const ban = { do: "ban", id: String(guest.id), reason: "spam" };
    expect(await send(MO, `rooms/${roomId}`, { ...ban, hours: "0" })).toBe(403);
    expect(await send(MO, `rooms/${roomId}`, { ...ban, hours: "169" })).toBe(403);
    for (const command of ["end", "close"]) expect(await send(MO, `rooms/${roomId}`, { do: command })).toBe(403);
    expect(await send(MO, "sanctions", { do: "ban", target: "192.0.2.0/24", hours: "1" })).toBe(403);
    expect(await send(MO, "sanctions", { do: "ban", target: "nonsense", hours: "1" })).toBe(400);
    expect(await send(MO, "players", { id: "00000000-0000-4000-8000-000000000001" })).toBe(403);
    expect(await page(MO)).not.toContain("Audit log");
    expect(guest.closed).toBeUndefined();

    expect(await send(MO, `rooms/${roomId}`, { ...ban, hours: "168" })).toBe(303);
    await until("she is out", () => guest.closed !== undefined);
    expect(guest.closed).toBe(CLOSE.bannedFromServer);
    const token = guest.heard.identity[0]?.token ?? "";
    await expect(Guest.join(staffed.url, { token })).rejects.toMatchObject({ code: JOIN_REFUSED.bannedFromServer });
    expect(await send(ALICE, "sanctions", { do: "ban", target: "192.0.2.9/24", hours: "0" })).toBe(303);
    // The entry is written on another thread.
    const shown = await until("the log has it", async () => {
      const text = await page(ALICE);
      return text.includes("Mo, moderator") ? text : undefined;
    });
    expect(shown).toContain("192.0.2.0/24");
    expect(shown).toContain("Audit log");
    expect(shown).toContain("Mo, moderator");
    for (const secret of [MO, ALICE]) {
      expect(shown).not.toContain(secret);
      expect(staffed.log()).not.toContain(secret);
    }

    // Both bans hold after a restart from the first join on, and the end and the author are still known.
    await staffed.stop();
    staffed = await start();
    const banned = { code: JOIN_REFUSED.bannedFromServer, message: expect.stringContaining("Reason: spam") };
    await expect(Guest.join(staffed.url, { token })).rejects.toMatchObject(banned);
    await expect(LobbyGuest.join(staffed.url, { token })).rejects.toMatchObject(banned);
    const later = await page(ALICE);
    for (const kept of ["192.0.2.0/24", "For good", "<td>Mo</td>"]) expect(later).toContain(kept);
  });
});
