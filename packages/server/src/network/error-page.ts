import type { ErrorRequestHandler, RequestHandler, Response } from "express";

import { faultOf, type PeerLog } from "../peer-log.ts";
import { plainPagePolicy, renderPlainPage } from "./plain-page.ts";

interface Fault {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const NOT_FOUND: Fault = { status: 404, title: "Nothing here", text: "This server has no such page." };
const FAILED: Fault = { status: 500, title: "Something broke", text: "It is not your fault. Try again in a moment." };

const STYLE = `
body { display: grid; place-content: center; min-height: 100vh; text-align: center }
`;
const POLICY = plainPagePolicy({ style: STYLE });

/**
 * Answers requests that have no route or whose route threw an error: with a sentence for a person, with JSON for a
 * program.
 */
export function errorPages(home: string, log: PeerLog): [RequestHandler, ErrorRequestHandler] {
  const notFound: RequestHandler = (_request, response) => answer(response, NOT_FOUND, home);
  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    log.write("request", "error", { ...faultOf(error), path: request.path }, "request failed");
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

const page = ({ status, title, text }: Fault, home: string): string =>
  renderPlainPage({
    title,
    style: STYLE,
    body: `
    <main>
      <h1>${title}</h1>
      <p>${text} (${status})</p>
      <a class="button" href="${home}">To the arena</a>
    </main>`,
  });
