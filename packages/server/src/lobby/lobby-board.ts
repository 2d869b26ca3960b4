import { ROOM_NAME_LIMIT } from "@fray/shared-state/protocol/room-name";
import { RoomListing, type LobbyState } from "@fray/shared-state/schema/lobby-state";

import { BUILD } from "../build.ts";
import type { Listing, Report } from "../directory/reports.ts";
import { NameRegister } from "../names/name-register.ts";

interface Known {
  readonly report: Exclude<Report, { where: "gone" }>;
  /** Time of the last report, in ms. */
  readonly recordedAt: number;
}

/** The place of a person, as far as others may know it. */
export type Place = { readonly name: string } & (
  | { readonly where: "lobby" | "private" }
  | { readonly where: "room"; readonly roomId: string }
);

/** Collects the reports on the rooms of a game, and shows them in the lobby's state. */
export class LobbyBoard {
  readonly #known = new Map<string, Known>();
  /** Given and shown names, by room id. They differ when another room's name looks the same. */
  readonly #names = new Map<string, { readonly given: string; readonly shown: string }>();
  readonly #register = new NameRegister(ROOM_NAME_LIMIT);
  readonly #listed: LobbyState["rooms"];
  /**
   * Listings that are not shown now. They are used again for other rooms, because the framework never forgets an
   * object that was once synced.
   */
  readonly #spare: RoomListing[] = [];

  constructor(listed: LobbyState["rooms"]) {
    this.#listed = listed;
  }

  /**
   * Records a report at `now` in ms. The people of a lobby have pages of this server's build, and can't join a room of
   * another one, so they see only that their friends in it play.
   */
  record(told: Report, now: number): void {
    const { roomId } = told;
    const isForeign = told.where === "room" && told.build !== BUILD;
    const report: Report = isForeign ? { where: "private", roomId, people: told.people } : told;
    if (report.where === "gone") this.#known.delete(roomId);
    else this.#known.set(roomId, { report, recordedAt: now });
    if (report.where === "room") this.#list(roomId, report.listing);
    else this.#unlist(roomId);
  }

  /** Removes rooms without a report since `since` in ms: their node has died. */
  forget(since: number): void {
    for (const [roomId, { recordedAt }] of this.#known) {
      if (recordedAt < since) this.record({ where: "gone", roomId }, since);
    }
  }

  /** Returns the place of every person, by friend code. A person in a lobby and in a room is shown in the room. */
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

  /** A number distinguishes rooms of the same name, so that no player types a password into another person's room. */
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
