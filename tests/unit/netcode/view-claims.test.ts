import { ViewClaims } from "@fray/netcode/server";
import { describe, expect, test } from "vitest";

describe("claims of the time at which a client saw the world", () => {
  test("are believed as long as they advance and are not from the future", () => {
    const claims = new ViewClaims();
    expect([900, 933, 933, 980].map((claim, tick) => claims.judge(claim, 1000 + tick * 33))).toEqual([
      900, 933, 933, 980,
    ]);
    expect(claims.lies).toBe(0);
  });

  test("have no effect and are counted when they are impossible", () => {
    const claims = new ViewClaims();
    claims.judge(900, 1000);
    expect(claims.judge(500, 1033)).toBe(900);
    expect(claims.judge(5000, 1066)).toBe(1066);
    expect(claims.lies).toBe(2);
  });

  test("may differ by the error of an honest estimate, without effect but without blame", () => {
    const claims = new ViewClaims();
    claims.judge(950, 1000);
    expect(claims.judge(1100, 1033)).toBe(1033);
    expect(claims.judge(1000, 1066)).toBe(1033);
    expect(claims.lies).toBe(0);
  });

  test("may be ahead by the time that the server has lost since the first of them, and no further", () => {
    const claims = new ViewClaims();
    claims.judge(950, 1000, 400);
    expect(claims.judge(1600, 1033, 1000)).toBe(1033);
    expect(claims.lies).toBe(0);
    claims.judge(2000, 1066, 1000);
    expect(claims.lies).toBe(1);
  });

  test("a missing claim is no lie", () => {
    const claims = new ViewClaims();
    expect(claims.judge(0, 1000)).toBe(0);
    expect(claims.lies).toBe(0);
  });

  test.for([NaN, Infinity, -Infinity])("%s is a lie that changes no state", (claim) => {
    const claims = new ViewClaims();
    claims.judge(900, 1000);
    expect(claims.judge(claim, 1033)).toBe(0);
    expect(claims.judge(500, 1066)).toBe(900);
    expect(claims.lies).toBe(2);
  });

  test("are abuse when the lies continue, not when one slips in occasionally", () => {
    const often = new ViewClaims();
    for (let i = 0; i < 100; i++) often.judge(1e9, i * 33);
    expect(often.isAbuse).toBe(true);
    const seldom = new ViewClaims();
    for (let i = 0; i < 1000; i++) seldom.judge(1e9, i * 1000);
    expect(seldom.isAbuse).toBe(false);
  });
});
