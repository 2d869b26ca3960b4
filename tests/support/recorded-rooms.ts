import type { OpenReplays } from "@fray/server/internal/replays/open-replays";
import { ReplayThread } from "@fray/server/internal/replays/replay-thread";
import { Replays } from "@fray/server/internal/replays/replays";
import { SigningKey } from "@fray/server/internal/replays/signing-key";
import type { Platform } from "@fray/server/internal/storage/disk";
import type { startServer } from "@fray/server/server";

type RecordTo = NonNullable<NonNullable<Parameters<typeof startServer>[2]>["recordTo"]>;

const KEY = SigningKey.create();
/** The rules that the replays name; fixtures name those of this version. */
const RULES = process.env["REPLAY_RULES"] ?? "ab".repeat(32);

/** Records the rooms of a server into a folder, on this thread. Returns what `startServer` takes, and the replays. */
export async function recordHere(
  platform: Platform,
  { folder = "/replays", maxBytes = 1e9, withNames = true, delayMs = 15_000 } = {},
): Promise<{ recordTo: RecordTo; archive: ReplayThread; replays: () => Replays }> {
  const archive = new ReplayThread(platform);
  await archive.open({ folder, maxBytes, key: KEY.pem, delayMs });
  let replays: Replays | undefined;
  const recordTo: RecordTo = async (_config, { runtime, log, secret }): Promise<OpenReplays> => {
    replays = new Replays({ archive, rules: RULES, serverKey: KEY.publicKey, withNames, secret, runtime, log });
    return { replays, close: async () => {} };
  };
  return {
    recordTo,
    archive,
    replays: () => {
      if (!replays) throw new Error("no server was started");
      return replays;
    },
  };
}
