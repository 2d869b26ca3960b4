import ipaddr from "ipaddr.js";

/** Bits of an IPv6 address that name one household or host. It can choose the rest freely. */
const IPV6_HOUSEHOLD_BITS = 64;
const IPV4_BITS = 32;

/**
 * Returns a network in one spelling, like `192.0.2.0/24` or `2001:db8::/64`; undefined for a text that is no address
 * and no network. An IPv4 address without a length is a network of its own. An IPv6 address without a length, or with
 * a longer one than 64, is its /64, because one household has all of that.
 */
export function normalizeNetwork(text: string): string | undefined {
  const [address = "", length, ...rest] = text.trim().split("/");
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const family = familyOf(address);
  if (!family) return undefined;
  const bits = Number(length ?? (family === "ipv4" ? IPV4_BITS : IPV6_HOUSEHOLD_BITS));
  return family === "ipv4" ? networkOf4(address, bits) : networkOf6(address, bits);
}

/** Whether a network, as `normalizeNetwork` returns it, has an address. A text that is no address is in none. */
export function contains(network: string, address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const [base, bits] = ipaddr.parseCIDR(network);
  const asked = ipaddr.process(address);
  return asked.kind() === base.kind() && asked.match(base, bits);
}

/** Whether a network is no more than one address, or one household of IPv6. */
export const isSingle = (network: string): boolean => network === normalizeNetwork(network.split("/")[0] ?? "");

/** An IPv4 address counts as such in its IPv6 form too. An address like `1.2` is an old spelling that nobody expects. */
function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return "ipv4";
  if (!address.includes(":") || !ipaddr.IPv6.isValid(address) || address.includes("%")) return undefined;
  return "ipv6";
}

function networkOf4(address: string, bits: number): string | undefined {
  if (bits > IPV4_BITS) return undefined;
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${bits}`).toString()}/${bits}`;
}

function networkOf6(address: string, bits: number): string | undefined {
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return networkOf4(parsed.toIPv4Address().toString(), IPV4_BITS);
  if (bits > 2 * IPV6_HOUSEHOLD_BITS) return undefined;
  const length = Math.min(bits, IPV6_HOUSEHOLD_BITS);
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`).toString()}/${length}`;
}
