import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether this process may install Debian packages. */
const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/**
 * Installs the Debian packages that are missing, where that is possible: as root on Debian and its kin.
 * Elsewhere, and when the package source does not answer, nothing happens; who needs a package says so.
 */
export function ensureAptPackages(names: readonly string[]): void {
  if (!mayInstall) return;
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  console.log(`Installing Debian packages: ${missing.join(" ")}`);
  aptGet(["update"]);
  aptGet(["install", "--yes", "--no-install-recommends", ...missing]);
}

function isInstalled(name: string): boolean {
  const query = spawnSync("dpkg-query", ["--show", "--showformat=${db:Status-Status}", name], {
    encoding: "utf8",
  });
  return query.status === 0 && query.stdout === "installed";
}

function aptGet(args: readonly string[]): void {
  const result = spawnSync("apt-get", ["--quiet=2", ...args], {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 300_000,
  });
  if (result.status !== 0) {
    console.log(`apt-get ${args[0]} failed:\n${result.stdout}${result.stderr}`.trimEnd());
  }
}
