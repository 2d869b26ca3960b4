import { contains, isSingle, normalizeNetwork } from "@fray/server/internal/moderation/network";
import fc from "fast-check";
import { BlockList } from "node:net";
import { describe, expect, test } from "vitest";

describe("a banned network", () => {
  test.each([
    ["192.0.2.77/24", "192.0.2.0/24"],
    ["192.0.2.77", "192.0.2.77/32"],
    [" 10.0.0.1/0 ", "0.0.0.0/0"],
    ["::ffff:192.0.2.7", "192.0.2.7/32"],
    ["2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"],
    ["2001:db8:0:1:2:3:4:5/128", "2001:db8:0:1::/64"],
    ["2001:db8::/32", "2001:db8::/32"],
  ])("%s is %s", (text, network) => expect(normalizeNetwork(text)).toBe(network));

  test.each([
    "",
    "1.2",
    "0x7f.1.2.3",
    "192.0.2.1/33",
    "192.0.2.1/-1",
    "192.0.2.1/",
    "::1/129",
    "fe80::1%eth0",
    "a",
    "1.2.3.4/5/6",
  ])("%j is none", (text) => expect(normalizeNetwork(text)).toBeUndefined());

  test("has exactly the addresses that Node's own list has, in both spellings of IPv4", () => {
    const near = fc.tuple(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.boolean());
    fc.assert(
      fc.property(near, ([base, other, bits, isBase]) => {
        const address = isBase ? base : other;
        const network = normalizeNetwork(`${base}/${bits}`) ?? "";
        const list = new BlockList();
        list.addSubnet(base, bits, "ipv4");
        expect(contains(network, address)).toBe(list.check(address, "ipv4"));
        expect(contains(network, `::ffff:${address}`)).toBe(list.check(address, "ipv4"));
      }),
    );
  });

  test("of IPv6 has exactly the addresses that Node's own list has for at most 64 bits", () => {
    const networks = fc.tuple(fc.ipV6(), fc.ipV6(), fc.integer({ min: 0, max: 128 }), fc.boolean());
    fc.assert(
      fc.property(networks, ([base, other, bits, isBase]) => {
        const network = normalizeNetwork(`${base}/${bits}`);
        if (network === undefined || network.includes(".")) return;
        const list = new BlockList();
        list.addSubnet(base, Math.min(bits, 64), "ipv6");
        const address = isBase ? base : other;
        if (!address.includes(".")) expect(contains(network, address)).toBe(list.check(address, "ipv6"));
      }),
    );
  });

  test("never throws for any text, and is single only without others in it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, address) => {
        const network = normalizeNetwork(text);
        if (network !== undefined) contains(network, address);
      }),
    );
    expect(isSingle("192.0.2.1/32")).toBe(true);
    expect(isSingle("192.0.2.0/31")).toBe(false);
    expect(isSingle("2001:db8::/64")).toBe(true);
    expect(isSingle("2001:db8::/63")).toBe(false);
  });
});
