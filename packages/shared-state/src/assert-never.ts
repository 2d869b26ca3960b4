/**
 * Ends a `switch` over all members of a union. A member that the `switch` has forgotten does not compile. Throws if it is
 * reached all the same.
 */
export function assertNever(value: never): never {
  throw new Error(`there is no case for ${JSON.stringify(value)}`);
}
