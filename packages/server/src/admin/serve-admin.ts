import type { AddressOf } from "@fray/netcode/server";
import type { Application, Request, RequestHandler, Response } from "express";
import { z } from "zod";

import type { PlayerData } from "../moderation/player-data.ts";
import type { Staff, StaffMember } from "../moderation/staff.ts";
import { requireOneOf, shownIn } from "../network/access.ts";
import { limitGuesses } from "../network/guess-limit.ts";
import { ownPagesOnly } from "../network/own-pages-only.ts";
import { plainPagePolicy } from "../network/plain-page.ts";
import { PERMISSIONS_POLICY } from "../network/security-headers.ts";
import { faultOf } from "../peer-log.ts";
import type { ServerContext } from "../server-context.ts";
import type { Ask } from "../storage/queries.ts";
import { ADMIN_STYLE, adminPage } from "./admin-page.ts";
import { carryOut, parseCommand, ROLES_OF_COMMANDS } from "./commands.ts";
import { denyPenalty, punish, type Denied } from "./penalty.ts";
import { dealWithReport } from "./report-commands.ts";
import { changeSanctions } from "./sanction-commands.ts";

interface AdminOptions {
  /** The people who may open the page; none keeps it closed. */
  readonly staff: Staff;
  readonly addressOf: AddressOf;
  /** Undefined for a server that stores nothing. */
  readonly ask: Ask | undefined;
  readonly playerData: PlayerData;
}

const HEADERS = {
  "Content-Security-Policy": plainPagePolicy({ style: ADMIN_STYLE }),
  "Cache-Control": "no-store",
  // The server needs the origin of the forms. A browser would not send it with "no-referrer", which other pages use.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": PERMISSIONS_POLICY,
  "X-Frame-Options": "DENY",
} as const;

/** Reports and entries of the audit log that the page shows. */
const SHOWN = 100;
const NO_STORE: Denied = { code: 404, error: "this server stores nothing" };
const ADMINS_ONLY: Denied = { code: 403, error: "only administrators may do that" };

/** Does what a form says. Returns why it can't be done, or undefined. */
type Act = (request: Request, member: StaffMember, form: string) => Promise<Denied | undefined> | Denied | undefined;

/**
 * Serves the operator's page `/admin/` behind tokens: the rooms, their members, reports, bans and the audit log, with
 * forms. Each form checks the role of its sender.
 */
export function serveAdmin(
  app: Application,
  { staff, addressOf, ask, playerData }: AdminOptions,
  context: ServerContext,
): void {
  const { runtime, arenas, moderation, log } = context;
  const tokens = { isSet: !staff.isEmpty, accepts: (shown: string) => staff.find(shown) !== undefined };
  app.use("/admin", limitGuesses(addressOf, runtime), requireOneOf("Basic", tokens, "/admin"), ownPagesOnly);
  const memberOf = ({ headers }: Request): StaffMember | undefined =>
    staff.find(shownIn(headers.authorization, "Basic"));
  /** Answers that the store is not available when a handler fails. */
  const answering =
    (handle: (request: Request, response: Response) => Promise<unknown>): RequestHandler =>
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        log.write("request", "warn", faultOf(error), "admin");
        response.status(503).json({ code: 503, error: "the store is not available right now; try again" });
      });
    };

  const showPage = answering(async (request, response) => {
    // The targets of the forms are relative to this path.
    if (!request.path.endsWith("/")) return response.redirect(308, "admin/");
    const member = memberOf(request);
    if (!member) return response.sendStatus(401);
    const [reports, audit] = await Promise.all([
      ask?.("openReports", SHOWN),
      member.role === "admin" ? ask?.("audit", SHOWN) : [],
    ]).catch(() => []);
    const rooms = Array.from(arenas, (room) => room.control.overview());
    const sanctions = moderation.sanctions.at(moderation.now);
    return response.set(HEADERS).send(adminPage({ member, rooms, reports, audit, sanctions }));
  });
  app.get("/admin", showPage);

  const post = (path: string, home: string, act: Act): void => {
    const handle = answering(async (request, response) => {
      const member = memberOf(request);
      const denied = member ? await act(request, member, String(request.body ?? "")) : ADMINS_ONLY;
      if (denied) response.status(denied.code).json(denied);
      else response.redirect(303, home);
    });
    app.post(path, handle);
  };

  post("/admin/rooms/:roomId", "..", ({ params: { roomId } }, member, form) => {
    const command = parseCommand(form);
    if (!command) return { code: 400, error: "no such command" };
    if (!ROLES_OF_COMMANDS[command.do].some((role) => role === member.role)) return ADMINS_ONLY;
    const room = Array.from(arenas).find((open) => open.roomId === roomId);
    // The page may be older than what it shows: it is shown again.
    if (!room) return undefined;
    const person = "id" in command ? room.control.memberOf(command.id) : undefined;
    if (command.do === "ban" || command.do === "mute")
      return person && (denyPenalty(member, command) ?? punish(command.do, person, command, member, context));
    if (!carryOut(room, command)) return undefined;
    const { playerId: target = "", name = "" } = person ?? {};
    const { name: actor, role } = member;
    moderation.note({
      actor,
      role,
      actorId: "",
      action: command.do,
      target: target || String(roomId),
      name,
      reason: "",
    });
    return undefined;
  });
  post("/admin/sanctions", ".", (_request, member, form) => changeSanctions(form, member, context));
  post("/admin/reports/:id", "..", ({ params: { id } }, member, form) =>
    ask ? dealWithReport(String(id), form, member, ask, context) : NO_STORE,
  );
  post("/admin/players", ".", async (_request, member, form) => {
    if (member.role !== "admin") return ADMINS_ONLY;
    const id = z.uuid().safeParse(new URLSearchParams(form).get("id")?.trim()).data;
    if (id === undefined) return { code: 400, error: "the identity of a player is needed" };
    await playerData.delete(id, { keepsOpenReports: false });
    moderation.note({
      actor: member.name,
      role: "admin",
      actorId: "",
      action: "delete data",
      target: id,
      name: "",
      reason: "",
    });
    return undefined;
  });
  const sendData = answering(async (request, response) => {
    const { data: id } = z.uuid().safeParse(request.query["id"]);
    const member = memberOf(request);
    if (member?.role !== "admin") response.status(403).json(ADMINS_ONLY);
    else if (id === undefined) response.status(400).json({ code: 400, error: "the identity of a player is needed" });
    else {
      const data = await playerData.exportOf(id);
      moderation.note({
        actor: member.name,
        role: "admin",
        actorId: "",
        action: "export data",
        target: id,
        name: "",
        reason: "",
      });
      response.set("Cache-Control", "no-store").attachment(`player-${id}.json`).json(data);
    }
  });
  app.get("/admin/players", sendData);
}
