/**
 * Decodes a message and returns the decoder's error message, if there is one. The schema library skips unknown ids
 * and fields and only reports them on the console; an invalid message makes the SDK throw. Numbers are removed from
 * error messages, so that equal errors can be counted together.
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
