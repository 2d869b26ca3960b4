import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

import { ConfigError } from "../config/config-error.ts";
import { fileFaultOf } from "../config/file-fault.ts";
import { codeOf } from "../error-code.ts";
import type { Platform } from "../storage/disk.ts";
import { writeWhole } from "../storage/write-whole.ts";

/** Only the user that runs the server may read the file. */
const KEY_MODE = 0o600;

/** The key with which a server signs its replays. */
export class SigningKey {
  /** The private key as PEM. */
  readonly pem: string;
  /** The raw public key in base64url. */
  readonly publicKey: string;
  readonly #key: KeyObject;

  /** Throws for a text that is no Ed25519 key. */
  constructor(pem: string) {
    this.pem = pem;
    this.#key = createPrivateKey(pem);
    if (this.#key.asymmetricKeyType !== "ed25519") throw new Error("the key is not an Ed25519 key");
    this.publicKey = String(createPublicKey(this.#key).export({ format: "jwk" }).x);
  }

  static create(): SigningKey {
    const { privateKey } = generateKeyPairSync("ed25519");
    return new SigningKey(String(privateKey.export({ type: "pkcs8", format: "pem" })));
  }

  sign(message: Uint8Array): Uint8Array {
    return sign(undefined, message, this.#key);
  }
}

/**
 * Reads the key from a file; the first start creates it. Throws a `ConfigError` for a file that can neither be read nor
 * written, and for one that has no key.
 */
export function readSigningKey(path: string, platform: Platform): SigningKey {
  const there = read(path, platform);
  if (there) return there;
  const key = SigningKey.create();
  try {
    writeWhole(path, key.pem, platform, { mode: KEY_MODE, exclusive: true });
    return key;
  } catch (error) {
    // Another server with the same folder has created the file first.
    const theirs = codeOf(error) === "EEXIST" ? read(path, platform) : undefined;
    if (theirs) return theirs;
    throw new ConfigError(fileFaultOf("--data-dir", path, codeOf(error) || String(error)));
  }
}

function read(path: string, { disk }: Platform): SigningKey | undefined {
  let pem: string;
  try {
    pem = disk.read(path).toString("utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new ConfigError(fileFaultOf("--data-dir", path, codeOf(error) || String(error)));
  }
  try {
    return new SigningKey(pem);
  } catch {
    throw new ConfigError(`${path}: is no Ed25519 key: restore it from a backup, or delete it to get a new one`);
  }
}
