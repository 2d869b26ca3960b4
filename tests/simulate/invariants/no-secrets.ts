import type { Invariant } from "./invariant.ts";

/** No line of the log contains a token or a password. */
export const noSecrets: Invariant = {
  name: "no-secrets",
  watch({ plan, secrets }, fail) {
    for (const { password } of plan.rooms) if (password) secrets.add(password);
    return {
      log: (line) => {
        for (const secret of secrets)
          if (secret !== "" && line.includes(secret))
            fail(`a line of the log contains a secret: ${line.slice(0, 200)}`);
      },
    };
  },
};
