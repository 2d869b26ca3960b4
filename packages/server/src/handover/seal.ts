import type { Runtime } from "@fray/netcode/core";
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
/** As the cipher recommends (NIST SP 800-38D). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals texts that one node sends to another, with a key that follows from the secret that all nodes share. Only a node
 * of the same game can seal, and only the node that is named can open: a text that was meant for another node, or for
 * an earlier start of this one, does not open. It hides the text too, because passwords and tokens are in it.
 */
export class Seal {
  readonly #key: Buffer;
  readonly #runtime: Pick<Runtime, "randomBytes">;

  constructor(secret: Uint8Array, runtime: Pick<Runtime, "randomBytes">) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "fray: what nodes hand over", KEY_BYTES));
    this.#runtime = runtime;
  }

  /** Seals a text for the node with that process id. */
  close(text: string, to: string): string {
    const nonce = this.#runtime.randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(to));
    const body = [cipher.update(text, "utf8"), cipher.final()];
    return Buffer.concat([nonce, cipher.getAuthTag(), ...body]).toString("base64");
  }

  /** Returns the text that was sealed for `to`; undefined when it was not, or was changed. */
  open(sealed: string, to: string): string | undefined {
    const bytes = Buffer.from(sealed, "base64");
    if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(to))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    } catch {
      return undefined;
    }
  }
}
