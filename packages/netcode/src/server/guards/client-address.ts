import ipaddr from "ipaddr.js";
import type { IncomingMessage } from "node:http";
import proxyAddr from "proxy-addr";

/** Headers in which a proxy names the client. Any client can also send them. */
const FORWARDED_HEADERS = ["x-forwarded-for", "x-real-ip", "x-client-ip", "forwarded"] as const;
/** Bytes of an IPv6 address that identify one household or host. It can choose the rest freely. */
const IPV6_NETWORK_BYTES = 8;

/** Returns the address that sent a request. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * Returns a function that reads a request's address. By default it is the other end of the socket. With `trusted`
 * (addresses, networks like `10.0.0.0/8`, or `loopback`, `linklocal`, `uniquelocal`) it is the address that such a
 * proxy forwards for. Throws for an entry that is none of these.
 */
export function createAddressOf(trusted: readonly string[]): AddressOf {
  const trust = compile(trusted);
  return (request) => proxyAddr(request, trust);
}

/** Returns a function that says whether a request comes straight from one of these proxies. Throws as above. */
export function createIsFromProxy(trusted: readonly string[]): (request: IncomingMessage) => boolean {
  const trust = compile(trusted);
  return ({ socket }) => trust(socket.remoteAddress ?? "", 0);
}

const compile = (trusted: readonly string[]): ((address: string, hop: number) => boolean) =>
  trusted.length > 0 ? proxyAddr.compile([...trusted]) : () => false;

/** Whether `createAddressOf` understands every entry. */
export function isProxyList(trusted: readonly string[]): boolean {
  try {
    createAddressOf(trusted);
    return true;
  } catch {
    return false;
  }
}

/** Replaces the forwarded headers by the verified address, because the framework trusts all of them. */
export function overwriteForwarded(request: IncomingMessage, address: string): void {
  for (const header of FORWARDED_HEADERS) delete request.headers[header];
  request.headers["x-real-ip"] = address;
}

/** The key of an address for limits: an IPv4 address, or the network of an IPv6 address. */
export function limitKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return parsed.toByteArray().slice(0, IPV6_NETWORK_BYTES).join(".");
}
