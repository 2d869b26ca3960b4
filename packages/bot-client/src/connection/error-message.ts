/**
 * Decodes something and returns what the decoder had to complain about, if it had. The schema library skips what it
 * can't make sense of (an id it does not know, a field it does not have) and only tells the console so; a message that
 * isn't one makes the SDK throw. Numbers are left out of complaints, so that those of a kind can be counted together.
 */
export function errorMessageOf(decode: () => void): string | undefined {
  const { warn, error } = console;
  let errorMessage: string | undefined;
  const listen = (first: unknown): void => {
    errorMessage ??= textOf(first);
  };
  Object.assign(console, { warn: listen, error: listen });
  try {
    decode();
  } catch (cause) {
    listen(cause);
  } finally {
    Object.assign(console, { warn, error });
  }
  return errorMessage;
}

const textOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/\d+/g, "#");
