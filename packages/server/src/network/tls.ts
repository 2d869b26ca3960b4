import type { Runtime, Timer } from "@fray/netcode/core";
import { readFileSync, statSync } from "node:fs";
import { createServer as createPlainServer, type Server, type ServerOptions } from "node:http";
import { createServer as createTlsServer, Server as TlsServer } from "node:https";
import { createSecureContext } from "node:tls";

import { ConfigError } from "../config/config-error.ts";
import { toFlag } from "../config/names.ts";
import type { Config } from "../config/schema.ts";
import { logger } from "../logger.ts";

/**
 * A server may ignore an offer to upgrade (RFC 9110, 7.8). Without this, Node takes every offer for a WebSocket, and a
 * join by Java's HTTP client, which offers HTTP/2, was refused.
 */
const UPGRADES: Pick<ServerOptions, "shouldUpgradeCallback"> = {
  shouldUpgradeCallback: ({ headers: { upgrade = "" } }) => /^websocket$/i.test(upgrade),
};
/** Time between two looks at the files, in ms. */
const CHECK_MS = 10_000;

type TlsSettings = Pick<Config, "tlsCert" | "tlsKey">;

/**
 * Creates an HTTP server, with TLS if the host gives a certificate. Throws a `ConfigError` for a certificate that
 * can't be used.
 */
export function createHttpServer(settings: TlsSettings): Server {
  return hasTls(settings)
    ? createTlsServer({ ...UPGRADES, ...readCertificate(settings) })
    : createPlainServer(UPGRADES);
}

/**
 * Uses a renewed certificate for new connections, from the next check on, without a restart. A pair that does not fit
 * together, as while its two files are being replaced, is tried again at each check; until then the old one is used.
 */
export class CertificateRenewal {
  readonly #server: Server;
  readonly #settings: TlsSettings;
  readonly #checking: Timer;
  #changed: string;
  #hasFailed = false;

  constructor(server: Server, settings: TlsSettings, runtime: Pick<Runtime, "setInterval">) {
    this.#server = server;
    this.#settings = settings;
    this.#changed = changeTimes(settings);
    this.#checking = runtime.setInterval(() => this.check(), CHECK_MS, { background: true });
  }

  /** Reads the files if they have changed. */
  check(): void {
    const server = this.#server;
    const changed = changeTimes(this.#settings);
    if (!(server instanceof TlsServer) || (changed === this.#changed && !this.#hasFailed)) return;
    try {
      server.setSecureContext(readCertificate(this.#settings));
      this.#hasFailed = false;
      logger.info({}, "the certificate was renewed");
    } catch (error) {
      // Each state of the files is named once.
      if (changed !== this.#changed)
        logger.warn({ err: error }, "the new certificate can't be used, so the old one stays");
      this.#hasFailed = true;
    }
    this.#changed = changed;
  }

  stop(): void {
    this.#checking.cancel();
  }
}

/** When the two files were changed last, as text; "" for a file that is not there, or that may not be looked at. */
const changeTimes = ({ tlsCert, tlsKey }: TlsSettings): string => [tlsCert, tlsKey].map(changeTime).join();

function changeTime(path: string): number | "" {
  try {
    return statSync(path).mtimeMs;
  } catch {
    // Reading the file gives the reason, in the log. A running server must not end because of a file.
    return "";
  }
}

function readCertificate(settings: TlsSettings): { cert: string; key: string } {
  const cert = read(settings, "tlsCert");
  const key = read(settings, "tlsKey");
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const files = `"${settings.tlsCert}" and "${settings.tlsKey}"`;
    throw new ConfigError(
      `--tls-cert, --tls-key: ${files} is invalid: must be a certificate and its key, as PEM (${why})`,
    );
  }
  return { cert, key };
}

/** Whether this server itself speaks TLS. */
export const hasTls = ({ tlsCert, tlsKey }: TlsSettings): boolean => tlsCert !== "" || tlsKey !== "";

function read(settings: TlsSettings, key: keyof TlsSettings): string {
  const path = settings[key];
  if (path === "") throw new ConfigError(`${toFlag(key)}: must be given too: a certificate and its key come together`);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new ConfigError(`${toFlag(key)}: "${path}" is invalid: must be a file that can be read (${String(code)})`);
  }
}
