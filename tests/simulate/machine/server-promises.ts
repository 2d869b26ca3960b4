import { Identities } from "@fray/server/internal/storage/identity";
import { Keeper } from "@fray/server/internal/storage/keeper";
import type { RoundRecord } from "@fray/server/internal/storage/records";

import { replaceMethod } from "../seen/replace-method.ts";

/** What a server has promised to somebody: tokens to guests, and to its host that rounds are stored. */
export class ServerPromises {
  /** Ids of guests by their tokens. */
  readonly tokens = new Map<string, string>();
  #keeper: Keeper | undefined;
  #given: RoundRecord[] = [];

  /** Counts nothing while `isOn` is false: the machine is off, and what is left of its server speaks to nobody. */
  constructor(isOn: () => boolean) {
    const { tokens } = this;
    replaceMethod(Identities.prototype, "tokenOf", (tokenOf) => {
      return function (this: Identities, id) {
        const token = tokenOf.call(this, id);
        if (isOn()) tokens.set(token, id);
        return token;
      };
    });
    const give = (keeper: Keeper, round: RoundRecord): void => {
      if (!isOn()) return;
      this.#keeper = keeper;
      this.#given.push(round);
    };
    replaceMethod(Keeper.prototype, "keep", (keep) => {
      return function (this: Keeper, round) {
        give(this, round);
        keep.call(this, round);
      };
    });
  }

  /** Rounds that the keeper has reported as lost. */
  get lost(): number {
    return this.#keeper?.report().lost ?? 0;
  }

  /** Rounds that the keeper counts neither as waiting nor as lost. So it says that they are stored. */
  get stored(): number {
    const { waiting, lost } = this.#keeper?.report() ?? { waiting: 0, lost: 0 };
    return this.#given.length - waiting - lost;
  }

  /** The server is gone: the next one has promised no rounds yet. */
  forgetRounds(): readonly RoundRecord[] {
    const given = this.#given;
    this.#given = [];
    this.#keeper = undefined;
    return given;
  }
}
