import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { createHash } from "node:crypto";

import { logger } from "../operations/logger.ts";

interface Fault {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const NOT_FOUND: Fault = { status: 404, title: "Nothing here", text: "This server has no such page." };
const FAILED: Fault = { status: 500, title: "Something broke", text: "It is not your fault. Try again in a moment." };

const STYLE = `
body { display: grid; place-content: center; min-height: 100vh; margin: 0; background: #0b1119; color: #eaf2fb;
  font: 500 1rem/1.5 system-ui, sans-serif; text-align: center }
h1 { margin: 0 0 8px; font-size: 2rem; font-weight: 800 }
p { margin: 0 0 24px; color: #9db2c8 }
a { display: inline-block; padding: 12px 24px; border-radius: 8px; background: #4cc9f0; color: #04212d;
  font-weight: 800; text-decoration: none }
`;

/** The page needs its one style and nothing else, from nowhere. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** What is answered where no route has, or where one threw: in words for a person, as JSON for a program. */
export function errorPages(home: string): [RequestHandler, ErrorRequestHandler] {
  const notFound: RequestHandler = (_request, response) => answer(response, NOT_FOUND, home);
  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    logger.error({ err: error, url: request.url }, "request failed");
    answer(response, FAILED, home);
  };
  return [notFound, failed];
}

function answer(response: Response, fault: Fault, home: string): void {
  response.status(fault.status).format({
    html: () => response.set("Content-Security-Policy", POLICY).send(page(fault, home)),
    json: () => response.json({ code: fault.status, error: fault.text }),
    default: () => response.type("text").send(fault.text),
  });
}

const page = ({ status, title, text }: Fault, home: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="dark">
    <title>${title} · Fray</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${text} (${status})</p>
      <a href="${home}">To the arena</a>
    </main>
  </body>
</html>
`;
