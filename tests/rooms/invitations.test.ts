import { afterAll, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--joins-per-minute", "0"] });
});
afterAll(() => server.stop());

const pageOf = async (roomId: string): Promise<string> =>
  (await settled(fetch(`${server.http}/?room=${encodeURIComponent(roomId)}`))).text();
const cardOf = (html: string): (string | undefined)[] =>
  ["title", "description", "image"].map((part) => new RegExp(`og:${part}" content="([^"]*)"`).exec(html)?.[1]);

test("a link to a room has a card with its title, map and players", async () => {
  const ann = await Guest.create(server.url, { name: "Night <shift>" }, { name: "Ann" });
  const bea = await Guest.joinById(server.url, ann.room.roomId, { name: "Bea" });
  const card = await until("both count", async () => {
    const found = cardOf(await pageOf(ann.room.roomId));
    return found[1]?.includes("2 players") ? found : undefined;
  });
  expect(card).toEqual([
    "Fray: Night &lt;shift&gt;",
    "Free for all on Duel, 2 players now. Press Play to join.",
    expect.stringMatching(/^https?:\/\/[^/]+\/card\.jpg$/),
  ]);
  await Promise.all([ann.leave(), bea.leave()]);
});

test("a private room's card says nothing of it", async () => {
  const ann = await Guest.create(server.url, { name: "Secret", private: true }, { name: "Ann" });
  const html = await pageOf(ann.room.roomId);
  expect(cardOf(html)[0]).toBe("Fray: a private room");
  expect(html).not.toContain("Secret");
  await ann.leave();
});

test.each(["nowhere", "", "../../etc/passwd", "<script>", "a".repeat(65)])(
  "a link to %j is the plain page",
  async (roomId) => {
    const html = await pageOf(roomId);
    expect(cardOf(html)[0]).toBe("Fray");
    expect(html).not.toContain("<script>alert");
  },
);

test("manifest, icons and card are there", async () => {
  const manifest = await settled(fetch(`${server.http}/manifest.webmanifest`));
  expect(manifest.headers.get("content-type")).toContain("application/manifest+json");
  const { icons } = JSON.parse(await manifest.text());
  for (const path of [...icons.map(({ src }: { src: string }) => src), "card.jpg"]) {
    const { status, headers } = await settled(fetch(`${server.http}/${path}`));
    expect([path, status, headers.get("content-type")?.split("/")[0]]).toEqual([path, 200, "image"]);
  }
});
