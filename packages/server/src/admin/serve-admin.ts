import type { AddressOf } from "@fray/netcode/server";
import type { Application } from "express";

import { logger } from "../logger.ts";
import { requireSecret } from "../network/access.ts";
import { limitGuesses } from "../network/guess-limit.ts";
import { ownPagesOnly } from "../network/own-pages-only.ts";
import { plainPagePolicy } from "../network/plain-page.ts";
import { PERMISSIONS_POLICY } from "../network/security-headers.ts";
import type { ServerContext } from "../server-context.ts";
import { ADMIN_STYLE, adminPage } from "./admin-page.ts";
import { carryOut, parseCommand } from "./commands.ts";

interface AdminOptions {
  /** The operator's password; "" keeps the page closed. */
  readonly password: string;
  readonly addressOf: AddressOf;
}

const HEADERS = {
  "Content-Security-Policy": plainPagePolicy({ style: ADMIN_STYLE }),
  "Cache-Control": "no-store",
  // The server needs the origin of the forms. A browser would not send it with "no-referrer", which other pages use.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": PERMISSIONS_POLICY,
  "X-Frame-Options": "DENY",
} as const;

/** Serves the operator's page `/admin/` behind a password: the rooms, their members, and forms to control them. */
export function serveAdmin(
  app: Application,
  { password, addressOf }: AdminOptions,
  { runtime, arenas }: ServerContext,
): void {
  app.use("/admin", limitGuesses(addressOf, runtime), requireSecret("Basic", password, "/admin"), ownPagesOnly);
  app.get("/admin", (request, response) => {
    // The targets of the forms are relative to this path.
    if (!request.path.endsWith("/")) response.redirect(308, "admin/");
    else response.set(HEADERS).send(adminPage(Array.from(arenas, (room) => room.control.overview())));
  });
  app.post("/admin/rooms/:roomId", (request, response) => {
    const { roomId } = request.params;
    const command = parseCommand(String(request.body ?? ""));
    const isDone = command !== undefined && carryOut(arenas, roomId, command);
    logger.info({ room: roomId, command, isDone }, "admin");
    if (command) response.redirect(303, "..");
    else response.status(400).json({ code: 400, error: "no such command" });
  });
}
