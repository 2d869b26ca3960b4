import type { ConfigKey } from "./schema.ts";

/** Environment variables that hosts and proxies know by another name. */
export const PLAIN_VARIABLES: Readonly<Partial<Record<ConfigKey, string>>> = {
  port: "PORT",
  host: "HOST",
  trustProxy: "TRUST_PROXY",
  databaseUrl: "DATABASE_URL",
};

/** Converts `maxPlayers` to the flag `--max-players`. */
export const toFlag = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Converts `maxPlayers` to the environment variable `FRAY_MAX_PLAYERS`. */
export const toVariable = (key: string): string =>
  `FRAY_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
