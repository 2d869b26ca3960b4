/** What to do about a file or folder that can't be used, by code. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "it belongs to another user: change its owner, or choose another place",
  EPERM: "it belongs to another user: change its owner, or choose another place",
  EROFS: "it is on a disk that can only be read: choose another place",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is a file: choose another place",
  EISDIR: "it is a folder: choose another place",
  ENOENT: "a part of the path does not exist",
  EEXIST: "it is a file: choose another place",
};

/** Whether the host can do something about an error with that code. */
export const hasRemedy = (code: string): boolean => code in REMEDIES;

/** Says in one line why a file or folder can't be used, and the remedy. `setting` names it, `code` is the system's. */
export const fileFaultOf = (setting: string, path: string, code: string): string =>
  `${setting}: "${path}" can't be used (${code}): ${REMEDIES[code] ?? "choose another place"}`;
