import type { CheckTools } from "@fray/shared-state/replay/check-signatures";
import { createHash, createPublicKey, verify } from "node:crypto";

/** The hash and the signature of Node, for the check of a replay. */
export const CHECK_TOOLS: CheckTools = {
  sha256: async (bytes) => createHash("sha256").update(bytes).digest(),
  isSigned: async (x, signature, message) => {
    try {
      const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
      return verify(undefined, message, key, signature);
    } catch {
      // A file may name a key that is none.
      return false;
    }
  },
};
