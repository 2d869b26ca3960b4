import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { bodyOf, drawFrames, enter } from "./enter.ts";
import { openPage, openVisitor } from "./page.ts";
import { takePicture } from "./pictures.ts";

let server: ServerProcess;
beforeAll(async () => {
  // A process, because its log tells what a page has reported. All pages come from one address.
  server = await startServer({ args: ["--map", "duel", "--trust-proxy", "loopback"] });
});
afterAll(() => server.stop());

const card = (page: Page) => page.getByRole("alert").filter({ has: page.getByRole("button", { name: "Reload" }) });

const reportsLogged = () => server.log().match(/a page has failed/g)?.length ?? 0;

let visitors = 0;

/** Opens the page as a visitor with a separate address; `serve` replaces the answer to one of the page's requests. */
async function visit(serve?: { readonly path: string; readonly status: number; readonly body: string }) {
  const context = await openVisitor({
    device: { extraHTTPHeaders: { "x-forwarded-for": `192.0.2.${++visitors}` } },
  });
  if (serve) {
    const { path, status, body } = serve;
    await context.route(path, (route) => route.fulfill({ status, body, contentType: "text/javascript" }));
  }
  const page = await context.newPage();
  await page.goto(server.http, { waitUntil: "commit" });
  return page;
}

test.each([
  ["a script that does not arrive", "**/assets/index-*.js", 404, "", "A part of the game is missing"],
  ["a style sheet that does not arrive", "**/assets/index-*.css", 404, "", "A part of the game is missing"],
  ["a script that the browser does not understand", "**/assets/index-*.js", 200, "let = ;", "Fray could not start"],
  ["a script that throws", "**/assets/index-*.js", 200, "throw new Error('early')", "Fray could not start"],
])("%s at the start is said in a sentence, with a way to reload", async (what, path, status, body, title) => {
  const before = reportsLogged();
  const page = await visit({ path, status, body });
  await card(page).getByRole("heading", { name: title }).waitFor();
  await takePicture(page, `failure-${what.replaceAll(" ", "-")}`);
  await until("the server has heard of it", () => reportsLogged() === before + 1);
  await page.context().unroute(path);
  await card(page).getByRole("button", { name: "Reload" }).click();
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  expect(await card(page).count()).toBe(0);
});

test("if a part of the game is missing when Play is pressed, the menu says so and stays", async () => {
  const path = "**/assets/session-*.js";
  const page = await visit({ path, status: 404, body: "" });
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await card(page).getByRole("heading", { name: "A part of the game is missing" }).waitFor();
  await takePicture(page, "failure-part-gone");
  await card(page).getByRole("button", { name: "Close" }).click();
  await page.getByText("The game could not be loaded").waitFor();
  // The browser remembers that the part did not arrive: only a reload requests it again.
  await page.context().unroute(path);
  await page.getByRole("button", { name: "Try again" }).click();
  await card(page).getByRole("button", { name: "Reload" }).click();
  // The page after the reload joins at once.
  await bodyOf(page);
});

test("an exception in a frame shows a card over the arena, and a reload resumes the same body", async () => {
  const page = await visit();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const { id } = await bodyOf(page);
  await page.evaluate(() => {
    const fail = (): never => {
      throw new Error("the picture is gone");
    };
    for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
      Object.assign(prototype, {
        drawElements: fail,
        drawArrays: fail,
        drawElementsInstanced: fail,
        drawArraysInstanced: fail,
      });
    }
  });
  await card(page).getByRole("heading", { name: "Something broke" }).waitFor();
  await takePicture(page, "failure-frame");
  await until("the server has heard of it", () => server.log().includes("the picture is gone"));
  await card(page).getByRole("button", { name: "Reload" }).click();
  expect((await bodyOf(page)).id).toBe(id);
});

test("a flood of errors in a page makes one card and three reports", async () => {
  const page = await visit();
  let reports = 0;
  page.on("request", (request) => (reports += request.url().endsWith("/api/page-error") ? 1 : 0));
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await page.evaluate(() => {
    for (let count = 0; count < 20; count++) {
      const error = new Error(`failure ${count}`);
      error.stack = `${error}\n    at f (${location.href}assets/session-abc.js:1:1)`;
      void Promise.reject(error);
    }
  });
  await card(page).waitFor();
  await until("three reports are sent", () => reports === 3);
  await drawFrames(page);
  expect([reports, await card(page).count()]).toEqual([3, 1]);
});

test("errors of extensions, consoles and other sites are not reported", async () => {
  const { page } = await enter(server.http, "Steady");
  await page.evaluate(() => {
    const from = (filename: string) =>
      dispatchEvent(new ErrorEvent("error", { error: new Error("not ours"), filename }));
    from("chrome-extension://abcdef/content.js");
    from(location.href);
    from("https://elsewhere.example/assets/index.js");
    from("");
    void Promise.reject(new Error("typed into a console"));
    void Promise.reject("no error at all");
  });
  await drawFrames(page);
  expect(await card(page).count()).toBe(0);
  expect(server.log()).not.toContain("not ours");
});

test("in a browser without WebGL the menu says that WebGL is missing", async () => {
  const { page } = await openPage(server.http, {
    before: `
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (kind, options) {
        return /webgl/.test(kind) ? null : getContext.call(this, kind, options);
      };`,
  });
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByText("Fray needs WebGL").waitFor();
  await takePicture(page, "failure-webgl");
  expect(await page.locator("#stage > *, #hud > *").count()).toBe(0);
  await page.getByRole("button", { name: "Try again" }).waitFor();
});
