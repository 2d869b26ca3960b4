import { genesisInput, LINK, linkInput, sealMessage } from "./chain.ts";
import { proofInput, proofOf } from "./name-record.ts";
import type { ReplayFile } from "./replay-file.ts";

/** The hash and the signature that a check needs. Browsers and Node have both in `crypto.subtle`. */
export interface CheckTools {
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
  /** Whether an Ed25519 signature is right. `key` is the raw public key in base64url. */
  isSigned(key: string, signature: Uint8Array, message: Uint8Array): Promise<boolean>;
}

/** The result of a check. */
export interface SignatureReport {
  /** The key whose signatures were checked; "" for a replay that nobody signed. */
  readonly key: string;
  /** Number of seconds with a right signature. */
  readonly signedSeconds: number;
  /** Seconds at the end without a signature: the server was killed before it signed them. */
  readonly unsignedSeconds: number;
  /** The first second that is not as it was signed, and why; undefined if there is none. */
  readonly fault: { readonly second: number; readonly why: string } | undefined;
}

/**
 * Checks that a replay, or a part of one, is as its server signed it. The key is the one in the file: compare it with
 * `/api/server-key` of the server.
 */
export async function checkSignatures(file: ReplayFile, tools: CheckTools): Promise<SignatureReport> {
  const { header, headerBytes, mapBytes, start, segments } = file;
  const hash = (bytes: Uint8Array): Promise<Uint8Array> => tools.sha256(bytes);
  const genesis = await hash(genesisInput(header.rules, await hash(headerBytes), await hash(mapBytes)));
  let link = start?.link ?? genesis;
  let index = start?.index ?? 0;
  let signedSeconds = 0;
  const report = (fault?: SignatureReport["fault"], unsignedSeconds = 0) => ({
    key: header.serverKey,
    signedSeconds,
    unsignedSeconds,
    fault,
  });
  for (const [position, segment] of segments.entries()) {
    const { second, seal, checksums } = segment;
    if (!seal || header.serverKey === "") {
      const isLast = position === segments.length - 1;
      if (header.serverKey !== "" && (!isLast || file.isComplete))
        return report({ second, why: "its signature is missing" });
      return report(undefined, file.seconds - second);
    }
    const linkBefore = link;
    const message = sealMessage({ genesis, index, linkBefore, link: seal.link, checksums });
    const isSigned = seal.index === index && (await tools.isSigned(header.serverKey, seal.signature, message));
    const { seconds, damaged } = file.decode(position);
    if (damaged !== undefined) return report({ second: second + damaged, why: "its contents were changed" });
    link = await hash(linkInput(link, LINK.keyframe, await hash(file.keyframe(position))));
    for (const each of seconds) link = await hash(linkInput(link, LINK.second, await hash(each)));
    if (!isSigned) return report({ second, why: "its signature is wrong" });
    if (!areEqual(link, seal.link)) return report({ second, why: "its contents are not those that were signed" });
    signedSeconds += segment.seconds;
    index++;
  }
  return report();
}

/** Whether the name of a record is the one whose proof is in the replay. */
export async function isProven(
  record: { readonly salt: Uint8Array; readonly name: string | undefined },
  proof: Uint8Array,
  { sha256 }: Pick<CheckTools, "sha256">,
): Promise<boolean> {
  if (record.name === undefined) return true;
  return areEqual(proofOf(await sha256(proofInput(record.salt, record.name))), proof);
}

const areEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
