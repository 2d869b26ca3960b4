import type { Certificate } from "../../support/certificate.ts";
import type { ServerProcess } from "../../support/server.ts";

export type TransportName = "websocket" | "http";

/**
 * What happens on a path: the game plays over this transport, or the server refuses the page with a true sentence and a
 * line in the log. `interrupts` is a path that cuts connections, so that corrections are not the netcode's.
 */
export type Expected =
  | { readonly plays: TransportName; readonly interrupts?: boolean }
  | { readonly refused: RegExp; readonly logged: RegExp };

/** A path that is open. */
export interface OpenPath {
  /** The port to which visitors connect: of the server, a proxy in front of it, or a proxy that browsers are set to use. */
  readonly port: number;
  readonly scheme: "http" | "https";
  /** The address of the page, when the port is that of a proxy that browsers are set to use. */
  readonly through?: string;
  readonly stop: () => Promise<void>;
}

/** A way from a browser to the server. */
export interface Path {
  readonly name: string;
  readonly expected: Expected;
  /** Whether the server has a certificate of its own. */
  readonly isTls?: boolean;
  /** Opens the path to a server, or returns the reason why it can't be had here, in one line. */
  open(server: ServerProcess, certificate: Certificate): Promise<OpenPath | { readonly missing: string }>;
}
