import compression from "compression";
import type { Application, Request, RequestHandler, Response } from "express";

import { faultOf, type PeerLog } from "../peer-log.ts";
import type { Disk } from "../storage/disk.ts";
import type { TickRange } from "./replay-part.ts";
import type { Replays } from "./replays.ts";
import { findRules } from "./rules-files.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
const NO_REPLAY = {
  code: 404,
  error: "there is no replay with that id: the oldest are deleted when there are too many",
};
const NO_NEXT = { code: 404, error: "no round is known that followed this one" };

interface Served {
  /** Undefined for a server that records nothing. Old rules are served all the same. */
  readonly replays: Replays | undefined;
  readonly dataDir: string;
  readonly disk: Disk;
  readonly log: PeerLog;
  /** Returns the public address of the node that has a replay; undefined when no other node has it. */
  readonly nodeOf: (id: string) => Promise<string | undefined>;
}

/**
 * Serves replays and the rules that play them: `GET /api/replays/<id>` is the file of a round that is over, with
 * `?from=<tick>&to=<tick>` only a part of it, `/next` below it names the round after it in the same room,
 * `/api/server-key` is the key that signed it, and `/rules/<hash>.js` plays it. Another node of the game has its own
 * replays, so the answer may be a redirect to it.
 */
export function serveReplays(app: Application, { replays, dataDir, disk, log, nodeOf }: Served): void {
  app.get("/api/server-key", (_request, response) => {
    if (!replays) response.status(404).json({ code: 404, error: "this server records no replays" });
    else response.json({ algorithm: "Ed25519", key: replays.serverKey });
  });

  const sendReplay: RequestHandler<{ id: string }> = async ({ params: { id }, query, originalUrl }, response) => {
    // Pages of another node are redirected here. The id is what gives access, and nothing else is sent with the request.
    response.set("Access-Control-Allow-Origin", "*");
    try {
      if (await replays?.archive.isOpen(id)) {
        response.status(409).json({ code: 409, error: "this round is still being recorded" });
        return;
      }
      const ticks = ticksOf(query);
      const bytes = await (ticks ? replays?.archive.part(id, ticks) : replays?.archive.read(id));
      const node = bytes ? undefined : await nodeOf(id);
      if (bytes) {
        response.set("Cache-Control", "private, max-age=60").attachment(`fray-${id}.fray`);
        response.type("application/octet-stream").send(Buffer.from(bytes));
      } else if (node) response.redirect(307, `//${node}${originalUrl}`);
      else response.status(404).json(NO_REPLAY);
    } catch (error) {
      log.write("request", "warn", faultOf(error), "a replay can't be read");
      response.status(503).json({ code: 503, error: "replays are not available right now" });
    }
  };
  app.get("/api/replays/:id", sendReplay);

  app.get("/api/replays/:id/next", async ({ params: { id }, originalUrl }, response) => {
    response.set("Access-Control-Allow-Origin", "*").set("Cache-Control", "no-cache");
    const next = replays?.followingOf(id);
    const node = next === undefined ? await nodeOf(id).catch(() => undefined) : undefined;
    if (next !== undefined) response.json({ id: next });
    else if (node) response.redirect(307, `//${node}${originalUrl}`);
    else response.status(404).json(NO_NEXT);
  });

  app.get("/rules/:hash.js", compression(), ({ params: { hash } }: Request<{ hash: string }>, response: Response) => {
    const code = findRules(hash, dataDir, disk);
    if (!code) response.sendStatus(404);
    else response.set("Cache-Control", IMMUTABLE).type("text/javascript").send(code);
  });
}

/** Returns the ticks that a request asks for; undefined for the whole replay. */
function ticksOf({ from, to }: Request["query"]): TickRange | undefined {
  const ticks = { from: Number(from), to: Number(to) };
  return Number.isInteger(ticks.from) && ticks.from >= 0 && ticks.to >= ticks.from ? ticks : undefined;
}
