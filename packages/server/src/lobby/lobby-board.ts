import { ROOM_NAME_LIMIT } from "@fray/shared-state/protocol/room-name";
import { RoomListing, type LobbyState } from "@fray/shared-state/schema/lobby-state";

import type { Listing, Report } from "../directory/reports.ts";
import { NameRegister } from "../names/name-register.ts";

interface Known {
  readonly report: Exclude<Report, { where: "gone" }>;
  /** When it was heard of last, in ms. */
  readonly heardAt: number;
}

/** Where somebody is, as far as others may know. */
export type Place = { readonly name: string } & (
  | { readonly where: "lobby" | "private" }
  | { readonly where: "room"; readonly roomId: string }
);

/** What a lobby has heard of the rooms of its game, and shows of them. */
export class LobbyBoard {
  readonly #known = new Map<string, Known>();
  /** By room id: what a room is called, and as what it is shown, since another one may look the same. */
  readonly #names = new Map<string, { readonly given: string; readonly shown: string }>();
  readonly #register = new NameRegister(ROOM_NAME_LIMIT);
  readonly #listed: LobbyState["rooms"];
  /** Listings that are not shown now: what was once synced is never forgotten, so they come back for other rooms. */
  readonly #spare: RoomListing[] = [];

  constructor(listed: LobbyState["rooms"]) {
    this.#listed = listed;
  }

  /** Takes in what was told of a room at `now` in ms. */
  hear(report: Report, now: number): void {
    const { roomId } = report;
    if (report.where === "gone") this.#known.delete(roomId);
    else this.#known.set(roomId, { report, heardAt: now });
    if (report.where === "room") this.#list(roomId, report.listing);
    else this.#unlist(roomId);
  }

  /** Forgets rooms of which nothing was heard since `since` in ms: those of a node that died. */
  forget(since: number): void {
    for (const [roomId, { heardAt }] of this.#known) {
      if (heardAt < since) this.hear({ where: "gone", roomId }, since);
    }
  }

  /** Where everybody is, by friend code; in a room rather than in a lobby, for who is in both. */
  places(): Map<string, Place> {
    const places = new Map<string, Place>();
    for (const { report } of this.#known.values()) {
      for (const [code, name] of report.people) {
        if (report.where === "room") places.set(code, { name, where: "room", roomId: report.roomId });
        else if (report.where === "private" || !places.has(code)) places.set(code, { name, where: report.where });
      }
    }
    return places;
  }

  #list(roomId: string, listing: Listing): void {
    const shown = this.#listed.get(roomId);
    const name = this.#nameOf(roomId, listing.name);
    const entry = Object.assign(shown ?? this.#spare.pop() ?? new RoomListing(), listing, { name });
    if (!shown) this.#listed.set(roomId, entry);
  }

  /** A number tells rooms of one name apart: a password must not be typed into another's room. */
  #nameOf(roomId: string, given: string): string {
    const known = this.#names.get(roomId);
    if (known?.given === given) return known.shown;
    this.#forgetName(roomId);
    const shown = given && this.#register.take(given);
    this.#names.set(roomId, { given, shown });
    return shown;
  }

  #forgetName(roomId: string): void {
    const name = this.#names.get(roomId)?.shown;
    if (name) this.#register.release(name);
    this.#names.delete(roomId);
  }

  #unlist(roomId: string): void {
    const shown = this.#listed.get(roomId);
    if (!shown) return;
    this.#listed.delete(roomId);
    this.#forgetName(roomId);
    this.#spare.push(shown);
  }
}
