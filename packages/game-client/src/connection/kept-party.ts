import { PARTY_TOKEN } from "@fray/shared-state/protocol/party";

import { optional } from "../platform/optional.ts";
import { Observed } from "./observed.ts";

const KEY = "fray.party";

/**
 * The token of the party that this tab belongs to; "" for none. It lasts as long as the tab, over reloads and restarts
 * of the server.
 */
class KeptParty {
  readonly token = new Observed(valid(optional(() => sessionStorage.getItem(KEY)) ?? ""));

  keep(token: string): void {
    if (token === this.token.value) return;
    this.token.set(valid(token));
    optional(() => sessionStorage.setItem(KEY, token));
  }
}

/** Everything else in the address or in the storage is no token. */
const valid = (token: string): string => (PARTY_TOKEN.test(token) ? token : "");

export const keptParty = new KeptParty();
