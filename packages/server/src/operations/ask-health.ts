import { request as askPlain } from "node:http";
import { request as askTls } from "node:https";

import type { Config } from "../config/schema.ts";
import { hasTls } from "../network/tls.ts";
import { localAddress } from "./addresses.ts";
import { LIVE_PATH } from "./health-paths.ts";

/** The command `server.mjs healthy` asks instead of serving, and ends with exit code 0 or 1. */
export const HEALTHY = "healthy";

const LIMIT_MS = 3000;

/**
 * Asks the server with these settings on this machine whether it lives. Its certificate is for another name than that
 * of this machine, so it is not checked.
 */
export function askHealth(config: Config): Promise<boolean> {
  const scheme = hasTls(config) ? "https" : "http";
  const address = `${localAddress({ ...config, scheme })}${LIVE_PATH}`;
  const ask = hasTls(config) ? askTls : askPlain;
  return new Promise((resolve) => {
    const asking = ask(address, { rejectUnauthorized: false, timeout: LIMIT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asking.on("timeout", () => asking.destroy());
    asking.on("error", () => resolve(false));
    asking.end();
  });
}
