import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

import { ConfigError } from "../config/config-error.ts";
import { codeOf } from "../error-code.ts";
import { writeWhole } from "./write-whole.ts";

export const SECRET_BYTES = 32;
/** Readable by nobody but whoever runs the server. */
const SECRET_MODE = 0o600;
const TOKEN = /^([\da-f-]{36})\.([\w-]{43})$/;
/** Nobody finds one by trying. */
const FRIEND_CODE_BYTES = 16;
/** Ids made before they told when are random all over: version 4. */
const TIMED_ID = /^([\da-f]{8})-([\da-f]{4})-7/;

/**
 * Who a guest is, from one visit to the next: an id this server made up, with a signature that only it can make. The
 * browser keeps the token; there is nothing to sign up for and nothing kept about anybody but how they played.
 */
export class Identities {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** A new guest's id: a UUID of version 7 (RFC 9562), which tells when it was made. */
  create(): string {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
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

  /** What friends know somebody by. It leads nobody back to the id, nor the id to it. */
  friendCodeOf(id: string): string {
    return this.#sign(`friend:${id}`).subarray(0, FRIEND_CODE_BYTES).toString("base64url");
  }

  #sign(id: string): Buffer {
    return createHmac("sha256", this.#secret).update(id).digest();
  }
}

/** When an id was made, in ms since 1970; 0 for one that does not tell. */
export function madeAt(id: string): number {
  const [, high = "", low = ""] = TIMED_ID.exec(id) ?? [];
  return high ? Number.parseInt(high + low, 16) : 0;
}

/**
 * The secret in a file; the first start makes one up. Throws a `ConfigError` for a file that can neither be read nor written,
 * and for a secret that somebody could guess.
 */
export const readSecret = (path: string): Buffer => findSecret(path) ?? create(path);

/** The secret in a file; undefined where there is none. Refuses a short one: with an empty one anybody signs any token. */
export function findSecret(path: string): Buffer | undefined {
  const secret = read(path);
  if (!secret || secret.length >= SECRET_BYTES) return secret;
  throw new ConfigError(
    `${path}: has ${secret.length} bytes, and a secret must have at least ${SECRET_BYTES}: ` +
      "bring it back from a backup, or delete it to get a new one, to which all guests are new",
  );
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new ConfigError(`${path}: the secret can't be read (${codeOf(error) || String(error)})`);
  }
}

function create(path: string): Buffer {
  const secret = randomBytes(SECRET_BYTES);
  try {
    writeWhole(path, secret, { mode: SECRET_MODE, exclusive: true });
    return secret;
  } catch (error) {
    // Another server of the same folder has been faster: both must sign with the same.
    const theirs = codeOf(error) === "EEXIST" ? read(path) : undefined;
    if (theirs) return theirs;
    throw new ConfigError(
      `${path}: the secret can't be written (${codeOf(error) || String(error)}): ` +
        "make room for it, or give another --data-dir or a --secret",
    );
  }
}
