import type { Request, RequestHandler } from "express";
import { readFile } from "node:fs/promises";

/** What an invitation says about its room. */
export interface Invited {
  readonly title: string;
  readonly text: string;
}

/** Returns the words for a room; undefined for one that is not open. */
export type InvitationTo = (roomId: string) => Promise<Invited | undefined>;

/** Ids are made by the server: short, of letters, digits and dashes. */
const ROOM_ID = /^[\w-]{1,64}$/;
/** A host as browsers send it, with a port. Anything else does not become part of an address. */
const HOST = /^[\w.:[\]-]{1,255}$/;

/**
 * Sends the page of a link to a room with a card for chats and networks that show one: title, map and players of the
 * room (Open Graph). Passes on every other request, and one for a room that is not open.
 */
export const sendInvitation =
  (page: string, invitationTo: InvitationTo, basePath: string): RequestHandler =>
  async (request, response, next) => {
    const { room } = request.query;
    if (typeof room !== "string" || !ROOM_ID.test(room)) {
      next();
      return;
    }
    try {
      const invited = await invitationTo(room);
      if (!invited) {
        next();
        return;
      }
      const html = await readFile(page, "utf8");
      response.set("Cache-Control", "no-cache").type("html");
      response.send(withCard(html, invited, addressOf(request, basePath)));
    } catch (error) {
      next(error);
    }
  };

/** Writes the words of an invitation into a page, and makes the picture's address absolute, which networks need. */
export function withCard(html: string, { title, text }: Invited, address: string | undefined): string {
  const put = (page: string, property: string, content: string): string =>
    page.replace(
      new RegExp(`(<meta (?:property|name)="${property}" content=")[^"]*`),
      (_, start: string) => start + escape(content),
    );
  let page = html.replace(/<title>[^<]*/, () => `<title>${escape(title)}`);
  page = put(put(page, "og:title", title), "og:description", text);
  page = put(page, "description", text);
  return address === undefined
    ? page
    : page.replace(/(<meta property="og:image" content=")\.\//, (_, start: string) => start + escape(address));
}

/** The page's own address without query, as the visitor sees it; undefined for a strange host. */
function addressOf(request: Request, basePath: string): string | undefined {
  const { host } = request.headers;
  // A proxy in front speaks TLS. The header can only change the answer to whoever sends it.
  const protocol = request.headers["x-forwarded-proto"] === "https" ? "https" : request.protocol;
  return host !== undefined && HOST.test(host) ? `${protocol}://${host}${basePath}/` : undefined;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
