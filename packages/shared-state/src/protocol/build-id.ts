/**
 * The sources that a server and its clients must have in common, by their paths in the repository: schemas, rules,
 * messages and the encoding. Their hash is the build id. Clients and servers with the same id understand each other.
 */
export const SHARED_SOURCES = [
  "packages/netcode/src/core",
  "packages/shared-state/src",
  "pnpm-workspace.yaml",
] as const;

/** Length of a build id: long enough that two builds never have the same id by chance. */
export const BUILD_ID_LENGTH = 12;
