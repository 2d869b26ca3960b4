import type { Runtime } from "@fray/netcode/core";
import { createHmac, timingSafeEqual } from "node:crypto";

import { ConfigError } from "../config/config-error.ts";
import { fileFaultOf } from "../config/file-fault.ts";
import { codeOf } from "../error-code.ts";
import type { Disk, Platform } from "./disk.ts";
import { timedUuid } from "./uuid.ts";
import { writeWhole } from "./write-whole.ts";

export const SECRET_BYTES = 32;
/** Only the user that runs the server may read the file. */
const SECRET_MODE = 0o600;
const TOKEN = /^([\da-f-]{36})\.([\w-]{43})$/;
/** Bytes of a friend code: too many to guess. */
const FRIEND_CODE_BYTES = 16;
/** Ids of version 7 contain their creation time. Older ids are of version 4, which is random. */
const TIMED_ID = /^([\da-f]{8})-([\da-f]{4})-7/;

/**
 * Identifies guests from visit to visit, by an id that this server created and a signature that only it can make. The
 * browser keeps the token. There is no registration, and the server stores nothing about a guest except the results
 * of rounds.
 */
export class Identities {
  readonly #secret: Buffer;
  readonly #runtime: Runtime;

  constructor(secret: Buffer, runtime: Runtime) {
    this.#secret = secret;
    this.#runtime = runtime;
  }

  /** Creates the id of a new guest, which contains its creation time. */
  create(): string {
    return timedUuid(this.#runtime);
  }

  /** Returns the token that proves an id to this server later. */
  tokenOf(id: string): string {
    return `${id}.${this.#sign(id).toString("base64url")}`;
  }

  /** Returns the id that a token proves; undefined for an invalid token. */
  read(token: string): string | undefined {
    const [, id = "", signature = ""] = TOKEN.exec(token) ?? [];
    const given = Buffer.from(signature, "base64url");
    const right = this.#sign(id);
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
  }

  /**
   * Returns the code by which friends know a guest. The id cannot be computed from it, nor the code from the id
   * without the secret.
   */
  friendCodeOf(id: string): string {
    return this.#sign(`friend:${id}`).subarray(0, FRIEND_CODE_BYTES).toString("base64url");
  }

  /** Returns the number by which pages know a guest again. It says nothing about the id. */
  personOf(id: string): number {
    return this.#sign(`person:${id}`).readUInt32BE();
  }

  #sign(id: string): Buffer {
    return createHmac("sha256", this.#secret).update(id).digest();
  }
}

/** Returns when an id was created, in ms since 1970; 0 for an id without a time. */
export function madeAt(id: string): number {
  const [, high = "", low = ""] = TIMED_ID.exec(id) ?? [];
  return high ? Number.parseInt(high + low, 16) : 0;
}

/**
 * Reads the secret from a file; the first start creates it. Throws a `ConfigError` for a file that can neither be
 * read nor written, and for a secret that is easy to guess.
 */
export const readSecret = (path: string, platform: Platform): Buffer =>
  findSecret(path, platform.disk) ?? create(path, platform);

/**
 * Reads the secret from a file; undefined when there is no file. Throws for a short secret, because with an empty
 * secret anybody could sign any token.
 */
export function findSecret(path: string, disk: Disk): Buffer | undefined {
  const secret = read(path, disk);
  if (!secret || secret.length >= SECRET_BYTES) return secret;
  throw new ConfigError(
    `${path}: has ${secret.length} bytes, and a secret must have at least ${SECRET_BYTES}: ` +
      "restore it from a backup, or delete it to get a new one; then all guests count as new",
  );
}

function read(path: string, disk: Disk): Buffer | undefined {
  try {
    return disk.read(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new ConfigError(fileFaultOf("--data-dir", path, codeOf(error) || String(error)));
  }
}

function create(path: string, platform: Platform): Buffer {
  const secret = Buffer.from(platform.runtime.randomBytes(SECRET_BYTES));
  try {
    writeWhole(path, secret, platform, { mode: SECRET_MODE, exclusive: true });
    return secret;
  } catch (error) {
    // Another server with the same folder has created the file first. Both must sign with the same secret.
    const theirs = codeOf(error) === "EEXIST" ? read(path, platform.disk) : undefined;
    if (theirs) return theirs;
    throw new ConfigError(fileFaultOf("--data-dir", path, codeOf(error) || String(error)));
  }
}
