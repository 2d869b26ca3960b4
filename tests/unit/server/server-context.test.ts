import { createRandom, systemRuntime, type Runtime } from "@fray/netcode/core";
import { loadConfig } from "@fray/server/internal/config/load-config";
import { HELP } from "@fray/server/internal/config/sources";
import { PeerLog } from "@fray/server/internal/peer-log";
import { ServerContext } from "@fray/server/internal/server-context";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { describe, expect, test } from "vitest";

/** A runtime whose time stands still and whose randomness follows from `seed`. */
function seeded(seed: number): Runtime {
  const random = createRandom(seed);
  const randomBytes = (size: number) => Uint8Array.from({ length: size }, () => random() * 256);
  return { ...systemRuntime, now: () => 0, wallTime: () => 1_000_000, random, randomBytes };
}

function contextOf(runtime: Runtime): ServerContext {
  const config = loadConfig(["--data-dir", ""], {});
  if (config === HELP) throw new Error("that asks for help");
  return new ServerContext(config, { disk: systemDisk, runtime }, new PeerLog(runtime));
}

describe("two servers in one process", () => {
  test("count refusals, events of peers and page errors each by themselves", async () => {
    const [one, other] = [contextOf(systemRuntime), contextOf(systemRuntime)];
    one.refusals.count("origin");
    one.pageErrors.limited++;
    one.log.write("door", "debug", {}, "turned away");
    const lines = [
      'fray_joins_refused_total{reason="origin"}',
      'fray_page_errors_total{reason="limited"}',
      'fray_peer_events_total{reason="door"}',
    ];
    const [mine, others] = [await one.metrics.exposition(), await other.metrics.exposition()];
    for (const line of lines) {
      expect(mine).toContain(`${line} 1\n`);
      expect(others).toContain(`${line} 0\n`);
    }
  });

  test("measure their ticks separately, and share the metrics of the process", async () => {
    const [one, other] = [contextOf(systemRuntime), contextOf(systemRuntime)];
    one.metrics.observeTick(1, 33, 0.1);
    expect(await one.metrics.exposition()).toContain("fray_tick_work_seconds_count 1\n");
    expect(await other.metrics.exposition()).toContain("fray_tick_work_seconds_count 0\n");
    for (const { metrics } of [one, other]) expect(await metrics.exposition()).toContain("process_cpu_seconds_total");
  });

  test("accept no guest and no bot of each other", () => {
    const [one, other] = [contextOf(systemRuntime), contextOf(systemRuntime)];
    const id = one.admission.identities.create();
    const token = one.admission.identities.tokenOf(id);
    expect(one.admission.identities.read(token)).toBe(id);
    expect(other.admission.identities.read(token)).toBeUndefined();
    const bot = { bot: true, botToken: one.admission.bots.ownToken };
    expect([one, other].map(({ admission }) => admission.bots.isOwn(bot))).toEqual([true, false]);
  });
});

test("the same seed gives a server the same secret, tokens and ids", () => {
  const secretsOf = ({ admission: { identities, bots } }: ServerContext) => {
    const id = identities.create();
    return [id, identities.tokenOf(id), identities.friendCodeOf(id), bots.ownToken];
  };
  expect(secretsOf(contextOf(seeded(1)))).toEqual(secretsOf(contextOf(seeded(1))));
  expect(secretsOf(contextOf(seeded(1)))).not.toEqual(secretsOf(contextOf(seeded(2))));
});
