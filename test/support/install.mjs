// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs the locked dependencies of a package folder, unless they are installed already.
 *
 * Install scripts are not run: everything used here comes prebuilt inside its package.
 *
 * @param {string} folder The folder that holds package.json and package-lock.json.
 * @param {{ readonly withDev?: boolean }} [options] `withDev: false` leaves the devDependencies out.
 * @returns {boolean} Whether something had to be installed.
 */
export function ensureInstalled(folder, { withDev = true } = {}) {
  if (isInstalled(folder, withDev)) return false;
  const npm = npmCommand();
  const result = spawnSync(
    npm.file,
    [
      ...npm.args,
      "ci",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      ...(withDev ? [] : ["--omit=dev"]),
    ],
    { cwd: folder, stdio: ["ignore", "inherit", "inherit"], shell: npm.shell },
  );
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`npm ci failed in ${folder} (exit ${result.status}).`);
  return true;
}

/**
 * npm records what it installed in node_modules/.package-lock.json, as its last act. What the lock file asks
 * for and is missing or different there makes an install necessary.
 *
 * @param {string} folder
 * @param {boolean} withDev
 */
function isInstalled(folder, withDev) {
  const record = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = readPackages(join(folder, "package-lock.json"));
  const present = readPackages(record);
  return Object.entries(wanted).every(([path, entry]) => {
    const needless = path === "" || entry.optional || entry.devOptional || (entry.dev && !withDev);
    return needless || present[path]?.version === entry.version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string; dev?: boolean; optional?: boolean; devOptional?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/** The npm that runs this script, or else the one on the PATH; a `.cmd` file needs a shell on Windows. */
export function npmCommand() {
  const script = process.env["npm_execpath"];
  return script !== undefined && script.endsWith("npm-cli.js")
    ? { file: process.execPath, args: [script], shell: false }
    : { file: "npm", args: [], shell: process.platform === "win32" };
}
