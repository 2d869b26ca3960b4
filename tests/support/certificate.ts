import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

export interface Certificate {
  /** Paths of the certificate and of its key, as PEM. */
  readonly cert: string;
  readonly key: string;
}

/** Makes a certificate for this machine that it signs itself, in `folder`. Needs openssl. */
export function makeCertificate(folder: string, name = "fray"): Certificate {
  const cert = join(folder, `${name}.pem`);
  const key = join(folder, `${name}.key`);
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...made, ...names, "-keyout", key, "-out", cert], { stdio: "pipe" });
  return { cert, key };
}

/** Has all of this process, `fetch` and WebSockets, trust a certificate from now on. */
export function trust(cert: string): void {
  setDefaultCACertificates([...getCACertificates("default"), readFileSync(cert, "utf8")]);
}
