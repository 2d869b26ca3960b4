import ipaddr from "ipaddr.js";
import type { IncomingMessage } from "node:http";
import proxyAddr from "proxy-addr";

/** Headers in which a proxy says for whom it asks, and in which anybody else can say anything. */
const FORWARDED_HEADERS = ["x-forwarded-for", "x-real-ip", "x-client-ip", "forwarded"] as const;
/** Bits of an IPv6 address that one household or host has to itself; it can choose the rest at will. */
const IPV6_NETWORK_BYTES = 8;

/** Finds out who sent a request. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * By default whoever is on the other end of the socket. With `trusted` (addresses, networks like `10.0.0.0/8`, or
 * `loopback`, `linklocal`, `uniquelocal`) the address that such a proxy forwards for. Throws on what is none of these.
 */
export function createAddressOf(trusted: readonly string[]): AddressOf {
  const trust = trusted.length > 0 ? proxyAddr.compile([...trusted]) : () => false;
  return (request) => proxyAddr(request, trust);
}

/** Whether every one of them means something to `createAddressOf`. */
export function isProxyList(trusted: readonly string[]): boolean {
  try {
    createAddressOf(trusted);
    return true;
  } catch {
    return false;
  }
}

/** Leaves only the address that is believed: what is behind reads these headers and believes them all. */
export function overwriteForwarded(request: IncomingMessage, address: string): void {
  for (const header of FORWARDED_HEADERS) delete request.headers[header];
  request.headers["x-real-ip"] = address;
}

/** What limits are kept by: an IPv4 address, or the network of an IPv6 one. */
export function limitKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return parsed.toByteArray().slice(0, IPV6_NETWORK_BYTES).join(".");
}
