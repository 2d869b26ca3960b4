import { localAddress, networkAddresses } from "@fray/server/internal/operations/addresses";
import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";

const at = (host: string, basePath = "") => ({ scheme: "http", host, port: 2567, basePath }) as const;
const found = (address: string, family: "IPv4" | "IPv6", internal = false): NetworkInterfaceInfo =>
  ({ address, family, internal }) as NetworkInterfaceInfo;
const INTERFACES = {
  lo: [found("127.0.0.1", "IPv4", true), found("::1", "IPv6", true)],
  eth0: [found("192.168.1.5", "IPv4"), found("fe80::1", "IPv6")],
};

test.for([
  ["0.0.0.0", "http://localhost:2567"],
  ["::", "http://localhost:2567"],
  ["::1", "http://[::1]:2567"],
  ["192.168.1.5", "http://192.168.1.5:2567"],
  ["fray.example", "http://fray.example:2567"],
] as const)("a server that listens on %s is at %s", ([host, address]) => {
  expect(localAddress(at(host))).toBe(address);
});

test("a server on all addresses names those of the network, with its path", () => {
  expect(networkAddresses(at("0.0.0.0", "/fray"), INTERFACES)).toEqual(["http://192.168.1.5:2567/fray"]);
  expect(networkAddresses(at("127.0.0.1"), INTERFACES)).toEqual([]);
});
