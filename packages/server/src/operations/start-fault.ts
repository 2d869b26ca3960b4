import { MapError } from "@fray/shared-state/arena/map-error";

import { ConfigError } from "../config/config-error.ts";
import { fileFaultOf, hasRemedy } from "../config/file-fault.ts";

/** A system error, with the details that Node adds to some kinds. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall?: string;
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
  readonly path?: string;
}

/**
 * Returns the line that tells a host why the server did not start, with the setting and the remedy; undefined for a
 * bug, whose stack is more useful.
 */
export function startFault(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof MapError) return error.message;
  if (!isSystemError(error)) return undefined;
  return error.syscall === "listen" || error.syscall === "getaddrinfo" ? listenFault(error) : fileFault(error);
}

function listenFault({ code, port, address = "", hostname = "" }: SystemError): string | undefined {
  switch (code) {
    case "EADDRINUSE":
      return `--port: port ${port} is already in use: end the other program, or choose another port`;
    case "EACCES":
      return `--port: port ${port} may not be used: ports below 1024 are for root; choose another port, or allow it with CAP_NET_BIND_SERVICE`;
    case "EADDRNOTAVAIL":
      return `--host: ${address} is not an address of this machine: leave --host out to listen on all of them`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `--host: no address is known for "${hostname}": give an address of this machine, or leave --host out to listen on all of them`;
    default:
      return undefined;
  }
}

function fileFault({ code, path }: SystemError): string | undefined {
  return path !== undefined && hasRemedy(code) ? fileFaultOf("a file or folder", path, code) : undefined;
}

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && "code" in error && typeof error.code === "string";
