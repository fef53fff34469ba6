import type { ChildProcess } from "node:child_process";
import { cpSync, createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { codeServerFolder, installEditorPackages } from "./editorPackages";
import { node24 } from "./node24";
import { endGroup, startGroup } from "./processGroup";
import { run } from "./run";
import { makeTempFolder } from "./tempFolder";

export interface EditorServerOptions {
  /** A folder of this server's own: user data, extensions, logs. Kept short, sockets lie in it. */
  readonly directory: string;
  /** User settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server and of its extension hosts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Origins that open without the "open external website?" question. */
  readonly trustedOrigins?: readonly string[];
  /** Lowest level that logs keep; default: info. */
  readonly logLevel?: "trace";
  /** Lets the page's address name an extension and a test suite to run in the extension host. */
  readonly testDriver?: boolean;
}

export interface EditorServer {
  /** `http://127.0.0.1:PORT`; the sign-in flow accepts no other host name. */
  readonly url: string;
  readonly directory: string;
  close(): Promise<void>;
}

/** Extensions of the server that lives in `directory`; a folder put here before the first start counts as installed. */
export function extensionsFolder(directory: string): string {
  return join(directory, "ext");
}

/** What the editor made of each VSIX. One installation serves all labs of this process. */
const unpacked = new Map<string, Promise<string>>();

/** Installs a VSIX for the server that will live in `directory`; it must not have been started yet. */
export async function installVsix(vsix: string, directory: string): Promise<void> {
  const folder = unpacked.get(vsix) ?? unpack(vsix);
  unpacked.set(vsix, folder);
  cpSync(await folder, extensionsFolder(directory), { recursive: true, filter: isNoList });
}

/** The list beside the folders names places; without one the server counts what it finds. */
function isNoList(path: string): boolean {
  return basename(path) !== "extensions.json";
}

/** Has the editor install a VSIX into a folder of its own. @returns the extensions in it */
async function unpack(vsix: string): Promise<string> {
  installEditorPackages();
  const directory = makeTempFolder();
  await run(node24(), [
    join(codeServerFolder, "lib", "vscode", "out", "server-main.js"),
    "--install-extension",
    vsix,
    "--extensions-dir",
    extensionsFolder(directory),
    "--server-data-dir",
    join(directory, "install"),
    "--accept-server-license-terms",
  ]);
  return extensionsFolder(directory);
}

/**
 * Starts the server build of VS Code on a free loopback port. The outer code-server is used, not the bare
 * server: only that one keeps SecretStorage across a reload of the page.
 *
 * @throws Error with the server's output when it is not up within 30 seconds.
 */
export async function startEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  installEditorPackages();
  const { directory } = options;
  const userData = join(directory, "ud");
  mkdirSync(join(userData, "User"), { recursive: true });
  mkdirSync(extensionsFolder(directory), { recursive: true });
  writeFileSync(
    join(userData, "User", "settings.json"),
    JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2),
  );
  const config = join(directory, "code-server.yaml");
  writeFileSync(config, "cert: false\n");

  const child = startGroup(
    node24(),
    [
      join(codeServerFolder, "out", "node", "entry.js"),
      `--config=${config}`,
      "--auth=none",
      "--bind-addr=127.0.0.1:0",
      `--user-data-dir=${userData}`,
      `--extensions-dir=${extensionsFolder(directory)}`,
      ...(options.logLevel === undefined ? [] : ["--log", options.logLevel]),
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-workspace-trust",
      "--disable-getting-started-override",
      ...(options.trustedOrigins ?? []).flatMap((it) => ["--link-protection-trusted-domains", it]),
      ...(options.testDriver === true ? ["--vscode-option", "enable-smoke-test-driver"] : []),
    ],
    {
      env: { ...process.env, EXTENSIONS_GALLERY: "{}", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  try {
    const url = await listeningUrl(child, join(directory, "server.log"));
    return { url, directory, close: () => endGroup(child) };
  } catch (error) {
    await endGroup(child);
    throw error;
  }
}

/** No tips, questions, updates or assistants: nothing on screen that is not the extension's. */
export const quietSettings = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** The address that the server prints once it listens; all its output goes to `logFile`. */
function listeningUrl(child: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile);
  let output = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail("did not start in 30 seconds"), 30_000);
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new Error(`The VS Code server ${reason}:\n${output}`));
    };
    const read = (chunk: Buffer): void => {
      log.write(chunk);
      output = (output + chunk.toString("utf8")).slice(-20_000);
      const url = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", (error) => fail(`could not be started (${error.message})`));
    child.once("exit", (code) => {
      log.end();
      fail(`ended with exit code ${code}`);
    });
  });
}
