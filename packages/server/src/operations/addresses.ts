import { isIPv6 } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

interface Reached {
  readonly scheme: "http" | "https";
  /** The address that the server listens on. */
  readonly host: string;
  readonly port: number;
  /** "" or a path that begins with a slash. */
  readonly basePath: string;
}

/** Addresses that stand for all addresses of the machine. */
const ALL = new Set(["0.0.0.0", "::"]);

/** Returns the address of the game for a browser on this machine. */
export const localAddress = ({ host, ...rest }: Reached): string => addressAt(ALL.has(host) ? "localhost" : host, rest);

/**
 * Returns the addresses of the game for other machines in the same network. A server that listens on one address has
 * none, because the host has chosen it.
 */
export function networkAddresses(
  { host, ...rest }: Reached,
  interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>,
): string[] {
  if (!ALL.has(host)) return [];
  return Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => addressAt(address, rest));
}

const addressAt = (name: string, { scheme, port, basePath }: Omit<Reached, "host">): string =>
  `${scheme}://${isIPv6(name) ? `[${name}]` : name}:${port}${basePath}`;
