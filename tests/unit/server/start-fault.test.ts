import { startFault } from "@fray/server/internal/operations/start-fault";
import { expect, test } from "vitest";

const systemError = (code: string, details: object): Error =>
  Object.assign(new Error("in Node's words"), { code, ...details });

test.for([
  ["EADDRINUSE", { syscall: "listen", port: 80 }, "--port: port 80 is already in use"],
  ["EACCES", { syscall: "listen", port: 80 }, "--port: port 80 may not be used: ports below 1024 are for root"],
  ["EADDRNOTAVAIL", { syscall: "listen", address: "10.9.9.9" }, "--host: 10.9.9.9 is not an address of this machine"],
  ["ENOTFOUND", { syscall: "getaddrinfo", hostname: "me" }, '--host: no address is known for "me"'],
  ["EAI_AGAIN", { syscall: "getaddrinfo", hostname: "me" }, '--host: no address is known for "me"'],
  ["EACCES", { syscall: "open", path: "/x/y" }, '"/x/y" can\'t be used (EACCES): it belongs to another user'],
  ["EROFS", { syscall: "mkdir", path: "/x/y" }, '"/x/y" can\'t be used (EROFS): it is on a disk that can only be read'],
  ["ENOSPC", { syscall: "write", path: "/x/y" }, '"/x/y" can\'t be used (ENOSPC): the disk is full'],
  ["EDQUOT", { syscall: "write", path: "/x/y" }, '"/x/y" can\'t be used (EDQUOT): the disk quota is used up'],
  ["ENOTDIR", { syscall: "mkdir", path: "/x/y" }, '"/x/y" can\'t be used (ENOTDIR): a part of the path is a file'],
  ["EISDIR", { syscall: "read", path: "/x/y" }, '"/x/y" can\'t be used (EISDIR): it is a folder'],
  ["EEXIST", { syscall: "mkdir", path: "/x/y" }, '"/x/y" can\'t be used (EEXIST): it is a file'],
] as const)("%s %o is one line that names the setting or the path, and the remedy", ([code, details, line]) => {
  expect(startFault(systemError(code, details))).toContain(line);
});

test("a bug has no such line", () => {
  expect(startFault(new TypeError("x is not a function"))).toBeUndefined();
  expect(startFault(systemError("ERR_ASSERTION", {}))).toBeUndefined();
});
