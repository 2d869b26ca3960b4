import type { Invariant } from "./invariant.ts";

/** A file of the server is the old or the new one after a crash, and the secret is the one that was used before. */
export const filesWhole: Invariant = {
  name: "files-whole",
  watch({ machine }, fail) {
    let used: Buffer | undefined;
    return {
      started: ({ context }, { secret, operator, disk }) => {
        const broken = operator.brokenFiles(disk);
        if (broken.length > 0) fail(`${broken.join(" and ")} are neither the old nor the new ones after a crash`);
        if (!secret) fail("the server runs without having written its secret");
        if (used && secret && !used.equals(secret)) fail("the server has another secret than before the crash");
        used ??= secret;
        const { identities } = context.admission;
        const invalid = [...machine.promises.tokens].filter(([token, id]) => identities.read(token) !== id);
        if (invalid.length > 0) fail(`${invalid.length} guests are strangers after a crash`);
      },
    };
  },
};
