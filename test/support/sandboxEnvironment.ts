import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../sandbox/sandbox";

/** Where Linux distributions keep the certificate authorities they trust. */
const systemBundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * Environment of an editor that lives in the sandbox: the bridge reads the host map from it; Node trusts the
 * sandbox's authority by NODE_EXTRA_CA_CERTS, and VS Code's own `fetch`, which reads the system's store
 * instead, by SSL_CERT_FILE.
 *
 * @param directory Where the bundle of authorities is written.
 */
export function sandboxEnvironment(
  { hostMap, caFile }: Sandbox,
  directory: string,
): Record<string, string> {
  const bundle = join(directory, "authorities.pem");
  const system = systemBundles.find((file) => existsSync(file));
  const authorities = [...(system === undefined ? [] : [system]), caFile];
  writeFileSync(bundle, authorities.map((file) => readFileSync(file, "utf8")).join("\n"));
  return {
    ENTRA_SANDBOX_HOST_MAP: JSON.stringify(hostMap),
    ENTRA_SANDBOX_CA: caFile,
    NODE_EXTRA_CA_CERTS: caFile,
    SSL_CERT_FILE: bundle,
    // A proxy of the machine would be asked for Microsoft's real hosts.
    ...Object.fromEntries(
      ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"].map((name) => [name, ""]),
    ),
  };
}
