import { ServerError } from "@colyseus/core";
import type { Runtime, Timer } from "@fray/netcode/core";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";

import type { Refusals } from "../network/refusals.ts";
import { faultOf, type PeerLog } from "../peer-log.ts";
import type { AuditEntry } from "../storage/audit-entry.ts";
import type { Ask } from "../storage/queries.ts";
import type { Report } from "../storage/report.ts";
import { type Sanction, sanctionSentence } from "../storage/sanction.ts";
import { timedUuid } from "../storage/uuid.ts";
import type { ModerationMessage } from "./messages.ts";
import { Sanctions, type Suspect } from "./sanctions.ts";

/** Interval at which the store is read: a node may have missed a message of another. In ms. */
const REREAD_MS = 5000;
/** How long the start waits for the store, in ms. If it takes longer, rooms open without the bans, and get them later. */
const START_LIMIT_MS = 5000;
/** Interval at which old reports are deleted, in ms. */
const FORGET_MS = 60 * 60 * 1000;
/** Writes that wait while the database is unavailable. Beyond that number the oldest are dropped. */
const MAX_WAITING = 1000;

interface Services {
  readonly runtime: Runtime;
  readonly log: PeerLog;
  readonly refusals: Refusals;
}

/** What moderation needs of a server that runs. */
interface Connected {
  /** Undefined for a server that stores nothing. Its sanctions last until it stops. */
  readonly ask: Ask | undefined;
  /** Tells all nodes, this one too. */
  readonly publish: (message: ModerationMessage) => void;
  /** Removes banned people from the rooms of this node. */
  readonly enforce: () => void;
  /** Removes what this node has of a person outside of the store. */
  readonly forget: (playerId: string) => void;
  /** How long reports and the audit log are kept, in ms. */
  readonly keepMs: number;
}

/** Something that is to be written to the store. */
type Write = (ask: Ask) => Promise<unknown>;

/** Bans, mutes, reports and the audit log of one server. What it decides holds at once, also while the store fails. */
export class Moderation {
  readonly sanctions = new Sanctions();
  readonly #services: Services;
  readonly #waiting: Write[] = [];
  #connected: Connected | undefined;
  #reread: Timer | undefined;
  #isWriting = false;
  /** Counts what changes the sanctions here, so that an older answer of the store does not undo it. */
  #changes = 0;
  #forgetAt = 0;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Reads the store, and again and again from now on. */
  async start(connected: Connected): Promise<void> {
    this.#connected = connected;
    const { promise: limit, resolve } = Promise.withResolvers<void>();
    // The timer also keeps the process alive, which the store's thread does not.
    const timer = this.#services.runtime.setTimeout(resolve, START_LIMIT_MS);
    await Promise.race([this.reread(), limit]);
    timer.cancel();
    const again = (): void => void this.reread();
    this.#reread = this.#services.runtime.setInterval(again, REREAD_MS, { background: true });
  }

  stop(): void {
    this.#reread?.cancel();
  }

  /** Time in ms since 1970. */
  get now(): number {
    return Math.floor(this.#services.runtime.wallTime());
  }

  /** Whether reports and the audit log are kept. */
  get isStored(): boolean {
    return this.#connected?.ask !== undefined;
  }

  banOf(suspect: Suspect): Sanction | undefined {
    return this.sanctions.find("ban", suspect, this.now);
  }

  muteOf(suspect: Suspect): Sanction | undefined {
    return this.sanctions.find("mute", suspect, this.now);
  }

  /** Throws an error with the end and the reason when somebody is banned. */
  refuse(suspect: Suspect): void {
    const ban = this.banOf(suspect);
    if (!ban) return;
    this.#services.refusals.count("bannedFromServer");
    throw new ServerError(JOIN_REFUSED.bannedFromServer, sanctionSentence(ban));
  }

  /** Imposes a sanction on all nodes. */
  impose(sanction: Sanction): void {
    this.#connected?.publish({ do: "impose", sanction });
    this.receive({ do: "impose", sanction });
  }

  /** Lifts a sanction on all nodes. */
  lift(id: string): void {
    this.#connected?.publish({ do: "lift", id });
    this.receive({ do: "lift", id });
  }

  /** Removes what all nodes have of a person outside of the store. */
  forget(playerId: string): void {
    this.#connected?.publish({ do: "forget", playerId });
    this.receive({ do: "forget", playerId });
  }

  /** Does what this node or another has published. Doing it twice changes nothing. */
  receive(message: ModerationMessage): void {
    if (message.do === "forget") {
      this.#connected?.forget(message.playerId);
      return;
    }
    this.#changes++;
    if (message.do === "lift") {
      this.sanctions.remove(message.id);
      this.#write((ask) => ask("lift", message.id));
      return;
    }
    if (this.sanctions.get(message.sanction.id)) return;
    this.sanctions.add(message.sanction);
    // Each node writes, because nodes may have stores of their own.
    this.#write((ask) => ask("impose", message.sanction));
    this.#connected?.enforce();
  }

  /** Adds an entry to the audit log. */
  note(entry: Omit<AuditEntry, "id" | "at">): void {
    const { action, role, actor, target } = entry;
    this.#services.log.write("room", "info", { action, role, actor, target }, "moderation");
    const whole = { ...entry, id: timedUuid(this.#services.runtime), at: this.now };
    this.#write((ask) => ask("note", whole));
  }

  report(report: Report): void {
    this.#write((ask) => ask("report", report));
  }

  /** Reads the sanctions of the store, after what waits to be written. */
  async reread(): Promise<void> {
    const { ask, enforce, keepMs = Infinity } = this.#connected ?? {};
    if (!ask) return;
    await this.#writeAll();
    const before = this.#changes;
    try {
      const all = await ask("sanctions", this.now);
      if (before === this.#changes && this.#waiting.length === 0) this.sanctions.replace(all);
      enforce?.();
      if (this.#forgetAt <= this.now) {
        await ask("forgetModeration", this.now - keepMs);
        this.#forgetAt = this.now + FORGET_MS;
      }
    } catch (error) {
      this.#services.log.write("room", "debug", faultOf(error), "sanctions can't be read");
    }
  }

  #write(write: Write): void {
    if (!this.isStored) return;
    this.#waiting.push(write);
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    void this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    const { ask } = this.#connected ?? {};
    if (this.#isWriting || !ask) return;
    this.#isWriting = true;
    try {
      for (let [write] = this.#waiting; write; [write] = this.#waiting) {
        await write(ask);
        const index = this.#waiting.indexOf(write);
        if (index !== -1) this.#waiting.splice(index, 1);
        this.#changes++;
      }
    } catch (error) {
      this.#services.log.write("room", "warn", faultOf(error), "moderation can't be stored now");
    } finally {
      this.#isWriting = false;
    }
  }
}
