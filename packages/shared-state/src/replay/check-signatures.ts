import { genesisInput, LINK, linkInput, sealMessage } from "./chain.ts";
import { concat } from "./concat.ts";
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
  const sha256 = (bytes: Uint8Array): Promise<Uint8Array> => tools.sha256(bytes);
  const genesis = await sha256(genesisInput(header.rules, await sha256(headerBytes), await sha256(mapBytes)));
  const key = header.serverKey;
  let link = start?.link ?? genesis;
  let signedSeconds = 0;
  // What the next signature covers so far.
  let [index, linkBefore] = [start?.index ?? 0, link];
  let unsigned: Uint8Array[] = [];
  const report = (fault?: SignatureReport["fault"]) => ({
    key,
    signedSeconds,
    unsignedSeconds: fault ? 0 : file.seconds - signedSeconds,
    fault,
  });
  if (key === "") return report();
  for (const [position, { second, seconds: count, seal, checksums }] of segments.entries()) {
    const { seconds, damaged } = file.decode(position);
    if (damaged !== undefined) return report({ second: second + damaged, why: "its contents were changed" });
    link = await sha256(linkInput(link, LINK.keyframe, await sha256(file.keyframe(position))));
    for (const each of seconds) link = await sha256(linkInput(link, LINK.second, await sha256(each)));
    unsigned.push(checksums);
    if (!seal) continue;
    const message = sealMessage({ genesis, index, linkBefore, link, checksums: concat(...unsigned) });
    if (!(await tools.isSigned(key, seal, message)))
      return report({ second: signedSeconds, why: "it is not what was signed, or by another key" });
    signedSeconds = second + count;
    index += unsigned.length;
    linkBefore = link;
    unsigned = [];
  }
  if (signedSeconds < file.seconds && file.isComplete)
    return report({ second: signedSeconds, why: "its signature is missing" });
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
