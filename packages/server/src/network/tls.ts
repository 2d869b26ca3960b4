import { readFileSync } from "node:fs";
import { createServer as createPlainServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createSecureContext } from "node:tls";

import { ConfigError } from "../config/config-error.ts";
import { toFlag } from "../config/names.ts";
import type { Config } from "../config/schema.ts";

type TlsSettings = Pick<Config, "tlsCert" | "tlsKey">;

/**
 * Creates an HTTP server, with TLS if the host gives a certificate. Throws a `ConfigError` for a certificate that
 * can't be used.
 */
export function createHttpServer(settings: TlsSettings): Server {
  if (!hasTls(settings)) return createPlainServer();
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
  return createTlsServer({ cert, key });
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
