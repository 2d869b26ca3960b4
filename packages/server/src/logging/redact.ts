import { isIPv6 } from "node:net";

/** The text that replaces a secret. */
export const REDACTED = "[redacted]";

/** Names of secret fields, also as a part of a longer name. */
const SECRET_NAME = "(?:token|password|passwd|secret|authorization|cookie|signature)";
/** Names of fields with addresses of clients, only as a whole name. */
const ADDRESS_NAME = "(?:address|addressKey|ip|remoteAddress)";
const SECRET_KEY = new RegExp(`${SECRET_NAME}|^${ADDRESS_NAME}$`, "i");

/** A guest's token, in the format of `Identities`. */
const GUEST_TOKEN = /[\da-f-]{36}\.[\w-]{43}/gi;
/** The framework repeats the arguments of a call to another node, which are all join options of a client. */
const CALL_ARGUMENTS = /\bwith args [[{].*/gs;
/**
 * A named secret in quotes, in JSON or in an object as Node.js prints it. The quotes may be escaped, and any text may
 * stand before the name.
 */
const QUOTED = new RegExp(
  String.raw`(${SECRET_NAME}\w*|\b${ADDRESS_NAME})(\\*["']?\s*[:=]\s*)(\\*["'])(.*?)(?<!\\)\3`,
  "gis",
);
/** A named secret without quotes: a part of a URL, a header or an option. */
const UNQUOTED = new RegExp(String.raw`(${SECRET_NAME}\w*)(\\*["']?\s*[:=]\s*)([^\s"'\\&,;{}()[\]]+)`, "gi");
/** The scheme and the secret of an `Authorization` header. */
const CREDENTIALS = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
/** User and password in a URL. */
const USER_INFO = /\/\/[^/\s@]*@/g;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3,15}\d{1,3}(?![\w.]*\d)/g;
const IPV6 = /(?<![\w:])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\w:])/gi;
/** Values that are no secret under any name, such as in `"hasPassword":true`. */
const HARMLESS = /^(?:true|false|null|undefined|-?\d+(?:\.\d+)?)$/;

/**
 * Removes tokens, passwords and addresses from a text. Every error text for a page and every log line goes through
 * it.
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

/** Removes secrets from a JSON line, in all fields. */
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
