import type { ChatLine, ChatScope } from "@fray/shared-state/protocol/messages";

/** A line that has not come back after this time was refused, unless the connection was lost meanwhile. */
const ANSWER_MS = 5000;
/** As many as may be said at once. */
const MOST = 5;

interface OwnLine {
  readonly scope: ChatScope;
  readonly text: string;
  readonly saidAt: number;
}

/** The player's lines that the server has not sent back yet. They are said again when the connection returns. */
export class OwnLines {
  #waiting: OwnLine[] = [];

  /** `now` is the time in ms. */
  say(scope: ChatScope, text: string, now: number): void {
    this.#waiting.push({ scope, text, saidAt: now });
    if (this.#waiting.length > MOST) this.#waiting.shift();
  }

  /** One of the player's lines has come back. The server may have made another text of it; then it is the oldest. */
  hear({ scope, text }: Pick<ChatLine, "scope" | "text">): void {
    const ofScope = this.#waiting.filter((own) => own.scope === scope);
    const heard = ofScope.find((own) => own.text === text) ?? ofScope[0];
    this.#waiting = this.#waiting.filter((own) => own !== heard);
  }

  /** Forgets lines that the server has had time to answer. Call it when a patch arrives. */
  forgetRefused(now: number): void {
    this.#waiting = this.#waiting.filter(({ saidAt }) => now - saidAt < ANSWER_MS);
  }

  /** Returns the lines to say again now that the connection is back. */
  again(now: number): readonly OwnLine[] {
    this.#waiting = this.#waiting.map((own) => ({ ...own, saidAt: now }));
    return this.#waiting;
  }
}
