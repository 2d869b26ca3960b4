import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export const SECRET_BYTES = 32;
/** Readable by nobody but whoever runs the server. */
const SECRET_MODE = 0o600;
const TOKEN = /^([\da-f-]{36})\.([\w-]{43})$/;

/**
 * Who a guest is, from one visit to the next: an id this server made up, with a signature that only it can make. The
 * browser keeps the token; there is nothing to sign up for and nothing kept about anybody but how they played.
 */
export class Identities {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** A new guest's id. */
  create(): string {
    return randomUUID();
  }

  /** What proves an id to this server later. */
  tokenOf(id: string): string {
    return `${id}.${this.#sign(id).toString("base64url")}`;
  }

  /** The id that a token proves; undefined when it proves none. */
  read(token: string): string | undefined {
    const [, id = "", signature = ""] = TOKEN.exec(token) ?? [];
    const given = Buffer.from(signature, "base64url");
    const right = this.#sign(id);
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
  }

  #sign(id: string): Buffer {
    return createHmac("sha256", this.#secret).update(id).digest();
  }
}

/** The secret in a file; on the first start one is made up. Throws Node's error when it can neither be read nor written. */
export function readSecret(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const secret = randomBytes(SECRET_BYTES);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, secret, { mode: SECRET_MODE, flag: "wx" });
  return secret;
}
