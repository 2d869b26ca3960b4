import { ORIGIN } from "@fray/netcode/server";
import type { IncomingMessage } from "node:http";

import type { PeerLog } from "../peer-log.ts";

const MAX_LENGTH = 200;
/** Each page is named once, and no more pages than these. */
const MAX_NAMED = 20;

/** Tells the host about pages that were refused because of their address: most often a proxy has changed `Host`. */
export class ForeignPages {
  readonly #log: PeerLog;
  readonly #named = new Set<string>();

  constructor(log: PeerLog) {
    this.#log = log;
  }

  note({ headers: { origin = "", host = "" } }: IncomingMessage): void {
    if (!ORIGIN.test(origin) || origin.length + host.length > MAX_LENGTH) return;
    if (this.#named.has(origin) || this.#named.size >= MAX_NAMED) return;
    this.#named.add(origin);
    this.#log.write(
      "door",
      "warn",
      { origin, host },
      `a page of ${origin} was refused, because its requests name the host "${host}": if a proxy is in front, let it ` +
        'forward the Host header (nginx: "proxy_set_header Host $http_host;", Apache: "ProxyPreserveHost On"), or set ' +
        `X-Forwarded-Host and name the proxy in --trust-proxy; if it is another site of yours, use --allow-origin ${origin}`,
    );
  }
}
