import type { Runtime } from "@fray/netcode/core";
import { KeyedWindows, limitKey } from "@fray/netcode/server";
import type { Notice } from "@fray/shared-state/protocol/messages";
import type { ReportReason } from "@fray/shared-state/protocol/reports";

import { refusal, type Refusal } from "../network/messages.ts";
import { areSamePerson } from "../sessions/identities.ts";
import type { LobbyJoiner } from "../sessions/joiner.ts";
import type { ReportedLine } from "../storage/report.ts";
import { timedUuid } from "../storage/uuid.ts";
import type { Moderation } from "./moderation.ts";

const PER_PERSON = { uses: 5, windowMs: 10 * 60_000 } as const;
/** Behind one address there may be a whole school. */
const PER_ADDRESS = { uses: 30, windowMs: 10 * 60_000 } as const;
/** One person reports another only once in this time. */
const PER_PAIR = { uses: 1, windowMs: 10 * 60_000 } as const;
const MAX_LINES = 20;

/** A person in a room or lobby, as far as reports go. */
export interface Reported {
  readonly joiner: Pick<LobbyJoiner, "address" | "playerId">;
  readonly roster: { readonly playerId: string; readonly name: string; readonly bot: boolean };
}

interface Filed {
  readonly reporter: Reported;
  readonly target: Reported | undefined;
  readonly reason: ReportReason;
  readonly text: string;
  readonly roomId: string;
  /** Returns the lines of chat that the reporter could read. */
  readonly lines: () => readonly ReportedLine[];
}

/** The answer to a report that was taken. */
export const REPORT_TAKEN: Notice = {
  code: "reported",
  text: "Thank you. The people who run this server can read your report.",
};
const NOT_KEPT = refusal("notAllowed", "This server keeps no reports.");
const NO_SUCH_MEMBER = refusal("notAllowed", "Nobody here has that number.");
const NO_BOTS = refusal("notAllowed", "Only people can be reported.");
const NOT_BY_BOTS = refusal("notAllowed", "Bots can't report people.");
const NOT_YOURSELF = refusal("notAllowed", "You can't do that to yourself.");
const TWICE = refusal("tooFast", "You have reported that player already.");
const TOO_MANY = refusal("tooFast", "You have reported many people. Wait ten minutes.");

/** Takes reports of people about others, as many as one person may write. */
export class ReportDoor {
  readonly #moderation: Moderation;
  readonly #runtime: Runtime;
  readonly #people: KeyedWindows;
  readonly #addresses: KeyedWindows;
  readonly #pairs: KeyedWindows;

  constructor(moderation: Moderation, runtime: Runtime) {
    this.#moderation = moderation;
    this.#runtime = runtime;
    this.#people = new KeyedWindows(PER_PERSON, runtime);
    this.#addresses = new KeyedWindows(PER_ADDRESS, runtime);
    this.#pairs = new KeyedWindows(PER_PAIR, runtime);
  }

  /** Stores a report. Returns why it does not, or undefined. */
  file({ reporter, target, reason, text, roomId, lines }: Filed): Refusal | undefined {
    if (!this.#moderation.isStored) return NOT_KEPT;
    if (!target) return NO_SUCH_MEMBER;
    if (target.roster.bot) return NO_BOTS;
    if (reporter.roster.bot) return NOT_BY_BOTS;
    if (areSamePerson(reporter, target)) return NOT_YOURSELF;
    const [from, about] = [reporter.roster.playerId, target.roster.playerId];
    if (!this.#pairs.take(`${from} ${about}`)) return TWICE;
    if (!this.#people.take(from) || !this.#addresses.take(limitKey(reporter.joiner.address))) return TOO_MANY;
    this.#moderation.report({
      id: timedUuid(this.#runtime),
      createdAt: this.#moderation.now,
      roomId,
      reporter: { playerId: from, name: reporter.roster.name },
      target: { playerId: about, name: target.roster.name },
      address: target.joiner.address,
      reason,
      text,
      lines: lines().slice(-MAX_LINES),
      outcome: "",
    });
    return undefined;
  }
}
