import { afterAll, beforeAll, expect, test } from "vitest";

import { startServer, type ServerProcess } from "../support/server.ts";

const ID = "01234567-89ab-cdef-0123-456789abcdef";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--base-path", "/games/fray"] });
});
afterAll(() => server.stop());

const linksOf = (page: string, rel: string): string[] =>
  [...page.matchAll(new RegExp(`<link rel="${rel}"[^>]* href="([^"]+)"`, "g"))].map(([, href]) => href ?? "");

test.each(["", "/games/fray"])(
  "the page at %s/watch/<id> lets the browser fetch the replay, and what shows it, together with the page's own scripts",
  async (base) => {
    const address = `${server.http}${base}/watch/${ID}`;
    const page = await (await fetch(address)).text();
    const front = await (await fetch(`${server.http}${base}/`)).text();
    const replay = linksOf(page, "preload").find((href) => href.includes("/api/"));
    expect(new URL(replay ?? "", address).href).toBe(`${server.http}${base}/api/replays/${ID}`);
    const scripts = linksOf(page, "modulepreload").slice(linksOf(front, "modulepreload").length);
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((href) => /phaser/.test(href))).toHaveLength(1);
    const styles = linksOf(page, "preload").filter((href) => href.endsWith(".css"));
    expect(styles.length).toBeGreaterThan(0);
    for (const href of [...scripts, ...styles]) {
      const answer = await fetch(new URL(href, address));
      expect(answer.status, href).toBe(200);
      expect(front).not.toContain(href.replace("../", "./"));
    }
  },
);
