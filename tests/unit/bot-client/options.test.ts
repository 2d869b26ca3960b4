import { HELP, OptionError } from "@fray/bot-client/internal/command-line";
import { helpText, parseOptions } from "@fray/bot-client/internal/options";
import { callSigns } from "@fray/bot-client/internal/swarm/call-signs";
import { createRandom } from "@fray/netcode/core";
import { normalizePlayerName } from "@fray/shared-state/protocol/player-name";
import { describe, expect, test } from "vitest";

describe("the command line", () => {
  test("without options runs five mixed bots against a local server until Ctrl-C", () => {
    expect(parseOptions([])).toEqual({
      url: "ws://localhost:2567",
      count: 5,
      skill: "mixed",
      namePrefix: "",
      ramp: 20,
      transport: "auto",
      json: false,
      quiet: false,
      botToken: "",
      takeOrders: false,
      withParent: false,
    });
  });

  test("takes an id of a room that begins with a dash, and no option for one", () => {
    for (const args of [
      ["--room", "-71bxK829", "--json"],
      ["--room=-71bxK829", "--json"],
    ])
      expect(parseOptions(args)).toMatchObject({ room: "-71bxK829", json: true });
    expect(parseOptions(["--room", "--h4x0r"])).toMatchObject({ room: "--h4x0r" });
    for (const args of [["--room", "--json"], ["--room"]]) expect(() => parseOptions(args)).toThrow("'--room");
  });

  test("takes every option", () => {
    const args =
      "--url wss://fray.example --count 20 --seconds 60 --skill veteran --exec ./bot --room abc --name-prefix Load- --ramp 50/s --workers 3 --net 100,20 --transport http --max-failures 7 --json --quiet --bot-token x --take-orders --with-parent";
    expect(parseOptions(args.split(" "))).toEqual({
      url: "wss://fray.example",
      count: 20,
      seconds: 60,
      skill: "veteran",
      exec: "./bot",
      room: "abc",
      namePrefix: "Load-",
      ramp: 50,
      workers: 3,
      net: { roundTripMs: 100, jitterMs: 20 },
      transport: "http",
      maxFailures: 7,
      json: true,
      quiet: true,
      botToken: "x",
      takeOrders: true,
      withParent: true,
    });
  });

  test.each([
    ["--bots 3", /'--bots'/],
    ["--count", /'--count <value>'/],
    ["--count 0", /--count 0/],
    ["--count 2.5", /--count 2\.5/],
    ["--count many", /--count many/],
    ["--seconds -1", /--seconds/],
    ["--seconds=-1", /--seconds -1/],
    ["--skill pro", /--skill pro/],
    ["--url localhost", /--url localhost/],
    ["--ramp 0", /--ramp 0/],
    ["--ramp 5/m", /--ramp 5\/m/],
    ["--workers 0", /--workers 0/],
    ["--net fast", /--net fast/],
    ["--net=-5", /--net -5/],
    ["--max-failures some", /--max-failures some/],
    ["--exec ", /--exec/],
    ["five", /'five'/],
  ])("refuses %j in one line that names the culprit", (line, culprit) => {
    const refused = (): unknown => parseOptions(line.split(" "));
    expect(refused).toThrow(OptionError);
    expect(refused).toThrow(culprit);
    expect(refused).not.toThrow(/\n/);
  });

  test("--help lists every option", () => {
    expect(parseOptions(["--help"])).toBe(HELP);
    for (const flag of "url count seconds skill exec room name-prefix ramp workers net transport max-failures json quiet bot-token take-orders with-parent help".split(
      " ",
    )) {
      expect(helpText()).toContain(`--${flag} `);
    }
  });
});

describe("call signs", () => {
  test("never repeat, and reach the roster unchanged", () => {
    const names = callSigns(130, createRandom(1), "Bot-");
    expect(new Set(names).size).toBe(130);
    for (const name of names) expect(normalizePlayerName(name)).toBe(name);
  });

  test("are the same for a seed", () => {
    expect(callSigns(10, createRandom(4))).toEqual(callSigns(10, createRandom(4)));
    expect(callSigns(10, createRandom(4))).not.toEqual(callSigns(10, createRandom(5)));
  });
});
