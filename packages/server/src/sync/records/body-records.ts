import { ByteWriter } from "@fray/netcode/core";
import type { Player } from "@fray/shared-state/schema/player";
import {
  ALL_GROUPS,
  emptyValues,
  GROUP,
  MAX_RECORD_BYTES,
  updateValues,
  writeRecord,
  type BodyValues,
} from "@fray/shared-state/sync/body-record";

/** A body as it was in the last patch, and when what of it changed. */
export interface TrackedBody {
  readonly player: Player;
  readonly values: BodyValues;
  /** Numbers of the patches in which the groups last changed. */
  readonly changed: { place: number; aim: number; vitals: number; charge: number; signs: number };
  /** Where the record of what the last patch changed is in `BodyRecords.bytes`; empty when that is nothing. */
  start: number;
  end: number;
}

/** Packs every body once a patch, for all who see it. */
export class BodyRecords {
  /** Number of the last patch. */
  patch = 0;
  readonly #writer = new ByteWriter();
  readonly #tracked = new WeakMap<Player, TrackedBody>();

  /** Records of the last patch, for those who were sent the one before. */
  get bytes(): Uint8Array {
    return this.#writer.bytes;
  }

  /** Takes in a new patch: how bodies are now. */
  pack(players: Iterable<Player>): void {
    this.patch++;
    this.#writer.clear();
    for (const player of players) this.#pack(this.of(player));
  }

  /** What is known of a body: it may have come since the last patch. */
  of(player: Player): TrackedBody {
    let body = this.#tracked.get(player);
    if (!body) {
      const { patch } = this;
      body = {
        player,
        values: emptyValues(),
        changed: { place: patch, aim: patch, vitals: patch, charge: patch, signs: patch },
        start: 0,
        end: 0,
      };
      updateValues(body.values, player);
      this.#tracked.set(player, body);
    }
    return body;
  }

  #pack(body: TrackedBody): void {
    const { player, values, changed } = body;
    const { x, y } = values;
    const groups = updateValues(values, player);
    body.start = this.#writer.length;
    if (groups !== 0) {
      const { patch } = this;
      if (groups & GROUP.place) changed.place = patch;
      if (groups & GROUP.aim) changed.aim = patch;
      if (groups & GROUP.vitals) changed.vitals = patch;
      if (groups & GROUP.charge) changed.charge = patch;
      if (groups & GROUP.signs) changed.signs = patch;
      this.#writer.reserve(MAX_RECORD_BYTES);
      writeRecord(this.#writer, values, groups, { x, y });
    }
    body.end = this.#writer.length;
  }
}

/** The groups of a body that have changed since patch `sent`. */
export function groupsSince({ changed }: TrackedBody, sent: number): number {
  let groups = 0;
  if (changed.place > sent) groups |= GROUP.place;
  if (changed.aim > sent) groups |= GROUP.aim;
  if (changed.vitals > sent) groups |= GROUP.vitals;
  if (changed.charge > sent) groups |= GROUP.charge;
  if (changed.signs > sent) groups |= GROUP.signs;
  return groups;
}

/** Writes all there is to know of a body, for who has not seen it yet. */
export const writeWhole = (writer: ByteWriter, { values }: TrackedBody): void =>
  writeRecord(writer, values, ALL_GROUPS);
