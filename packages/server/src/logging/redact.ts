import { isIPv6 } from "node:net";

/** Stands where a secret stood. */
export const REDACTED = "[redacted]";

/** Names of what is nobody else's business, wherever in a longer name they are. */
const SECRET_NAME = "(?:token|password|passwd|secret|authorization|cookie|signature)";
/** Names of places that people come from, by themselves. */
const ADDRESS_NAME = "(?:address|addressKey|ip|remoteAddress)";
const SECRET_KEY = new RegExp(`${SECRET_NAME}|^${ADDRESS_NAME}$`, "i");

/** A guest's token, as `Identities` makes it. */
const GUEST_TOKEN = /[\da-f-]{36}\.[\w-]{43}/gi;
/** What the framework repeats of a call to another node: all that a visitor said in joining. */
const CALL_ARGUMENTS = /\bwith args [[{].*/gs;
/** A named secret in quotes, whatever its name begins with, which may be escaped: JSON, or an object as Node.js prints it. */
const QUOTED = new RegExp(
  String.raw`(${SECRET_NAME}\w*|\b${ADDRESS_NAME})(\\*["']?\s*[:=]\s*)(\\*["'])(.*?)(?<!\\)\3`,
  "gis",
);
/** The same without quotes: a part of a URL, a header, an option. */
const UNQUOTED = new RegExp(String.raw`(${SECRET_NAME}\w*)(\\*["']?\s*[:=]\s*)([^\s"'\\&,;{}()[\]]+)`, "gi");
/** The scheme and the secret of an `Authorization` header. */
const CREDENTIALS = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
/** User and password in a URL. */
const USER_INFO = /\/\/[^/\s@]*@/g;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3,15}\d{1,3}(?![\w.]*\d)/g;
const IPV6 = /(?<![\w:])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\w:])/gi;
/** What has no secret in it, whatever it is called: `"hasPassword":true`. */
const HARMLESS = /^(?:true|false|null|undefined|-?\d+(?:\.\d+)?)$/;

/**
 * A text without what only its visitor, or its host, may know: tokens, passwords, addresses. All that becomes an error for a
 * page or a line of the log goes through it.
 */
export function redact(text: string): string {
  return text
    .replace(CALL_ARGUMENTS, `with args ${REDACTED}`)
    .replace(GUEST_TOKEN, REDACTED)
    .replace(USER_INFO, `//${REDACTED}@`)
    .replace(CREDENTIALS, `$1 ${REDACTED}`)
    .replace(QUOTED, `$1$2$3${REDACTED}$3`)
    .replace(UNQUOTED, (whole, name: string, between: string, value: string) =>
      between.includes(":") && HARMLESS.test(value) ? whole : name + between + REDACTED,
    )
    .replace(IPV6, (found) => (isIPv6(found) ? REDACTED : found))
    .replace(IPV4, REDACTED);
}

/** A JSON line without secrets, whatever fields they are in. */
export function redactLine(line: string): string {
  try {
    const clean: unknown = JSON.parse(line, (key, value: unknown) => {
      if (typeof value !== "string") return value;
      return SECRET_KEY.test(key) ? REDACTED : redact(value);
    });
    return `${JSON.stringify(clean)}\n`;
  } catch {
    return redact(line);
  }
}
