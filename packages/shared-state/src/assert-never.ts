/**
 * Ends a `switch` over all members of a union. A `switch` that lacks a member does not compile. Throws if it is
 * reached at run time.
 */
export function assertNever(value: never): never {
  throw new Error(`there is no case for ${JSON.stringify(value)}`);
}
