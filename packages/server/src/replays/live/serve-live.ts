import type { Runtime } from "@fray/netcode/core";
import type { Mode } from "@fray/shared-state/match/modes";
import { FRAGMENT_SECONDS } from "@fray/shared-state/replay/live/fragment";
import type { Application, Request, RequestHandler, Response } from "express";
import { z } from "zod";

import { faultOf, type PeerLog } from "../../peer-log.ts";
import type { ReplayArchive } from "../replays.ts";
import { LiveDesk } from "./live-desk.ts";
import type { LiveAnswer } from "./live-rounds.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
/** A cache in front of the server asks at most once a second for what changes, however many people watch. */
const SOON = "public, max-age=1";
const NO_ROUND = { code: 404, error: "no such part of a round is published: it is over, or too old" };
const TOO_EARLY = { code: 409, error: "this part of the round is not published yet" };

const Parameters = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  number: z.coerce.number().int().min(0).max(1e6).default(0),
});
const Query = z.object({
  room: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
});

/** A room whose present round can be watched. */
export interface WatchedRoom {
  /** The id of the round: `/watch/<id>`. */
  readonly id: string;
  readonly mode: Mode;
  readonly people: number;
}

interface Served {
  readonly archive: ReplayArchive | undefined;
  readonly runtime: Runtime;
  readonly log: PeerLog;
  readonly delaySeconds: number;
  /** Returns the public address of the node that has a round; undefined when no other node has it. */
  readonly nodeOf: (id: string) => Promise<string | undefined>;
  /** Returns the rooms whose round can be watched: those that everybody can find, or the one with an id. */
  readonly rooms: (roomId: string | undefined) => Promise<readonly WatchedRoom[]>;
}

/**
 * Serves rounds that are being played, with a delay: `GET /api/live` lists them, `/api/live/<id>` says what is
 * published of one, `/api/live/<id>/fragments/<n>` is a part of 2 s, and `/api/live/<id>/openings/<second>` is the state
 * with which a viewer begins. Parts never change, so that any cache can serve them to any number of viewers.
 */
export function serveLive(app: Application, { archive, runtime, log, delaySeconds, nodeOf, rooms }: Served): void {
  const desk = archive && new LiveDesk(archive, runtime);

  const answer =
    (find: (desk: LiveDesk, asked: z.output<typeof Parameters>) => Promise<LiveAnswer | object>): RequestHandler =>
    async (request, response) => {
      response.set("Access-Control-Allow-Origin", "*");
      const asked = Parameters.safeParse(request.params);
      try {
        const found = asked.success && desk ? await find(desk, asked.data) : undefined;
        if (found !== undefined) send(response, found);
        else await lead(request, response, asked.data?.id);
      } catch (error) {
        log.write("request", "warn", faultOf(error), "a round can't be followed");
        response.status(503).json({ code: 503, error: "the round can't be followed right now" });
      }
    };

  const lead = async (request: Request, response: Response, id: string | undefined): Promise<void> => {
    const node = id === undefined ? undefined : await nodeOf(id);
    response.set("Cache-Control", SOON);
    if (node) response.redirect(307, `//${node}${request.originalUrl}`);
    else response.status(404).json(NO_ROUND);
  };

  app.get("/api/live", async ({ query }, response) => {
    const asked = Query.safeParse(query);
    if (!asked.success) {
      response.status(400).json({ code: 400, error: "room: must be the id of a room" });
      return;
    }
    try {
      const rounds = archive ? await rooms(asked.data.room) : [];
      response.set("Cache-Control", SOON).json({ delaySeconds, rounds });
    } catch (error) {
      log.write("request", "warn", faultOf(error), "rounds can't be listed");
      response.status(503).json({ code: 503, error: "rounds can't be listed right now" });
    }
  });
  app.get(
    "/api/live/:id",
    answer(async (open, { id }) => {
      const manifest = await open.manifest(id);
      return manifest && { ...manifest, fragmentSeconds: FRAGMENT_SECONDS, delaySeconds };
    }),
  );
  app.get(
    "/api/live/:id/fragments/:number",
    answer((open, { id, number }) => open.fragment(id, number)),
  );
  app.get(
    "/api/live/:id/openings/:number",
    answer((open, { id, number }) => open.opening(id, number)),
  );
}

function send(response: Response, found: Exclude<LiveAnswer, undefined> | object): void {
  if (found instanceof Uint8Array) {
    response.set("Cache-Control", IMMUTABLE).type("application/octet-stream");
    // What never changes needs no tag to ask again with.
    response.set("Content-Length", String(found.length)).end(found);
  } else if (found === "early") response.status(409).set("Cache-Control", SOON).set("Retry-After", "1").json(TOO_EARLY);
  else response.set("Cache-Control", SOON).json(found);
}
