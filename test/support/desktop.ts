import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "../sandbox/sandbox";
import { installBridge } from "./bridge";
import { writeBrowserWrapper } from "./browserWrapper";
import { quietSettings } from "./editorServer";
import { nodeForTools } from "./node24";
import { root, vsixFile } from "./paths";
import { endGroup, startGroup } from "./processGroup";
import { run } from "./run";
import { sandboxEnvironment } from "./sandboxEnvironment";
import type { Started } from "./startEditor";
import type { StartOptions } from "./startOptions";
import { makeTempFolder } from "./tempFolder";
import { tenantSettings } from "./tenantSettings";

const windows = process.platform === "win32";

/**
 * A desktop VS Code in the sandbox, with folders of its own. It opens links in a browser that is shut into the
 * sandbox, and signs in without the system's account broker, which would ask the real Microsoft.
 */
export async function startDesktop({ apps }: StartOptions): Promise<Started> {
  const directory = makeTempFolder();
  const extensions = join(directory, "ext");
  const userData = join(directory, "ud");
  mkdirSync(extensions);
  mkdirSync(join(userData, "User"), { recursive: true });

  const executable = await download();
  const sandbox = await startSandbox({ directory, apps });
  const settings = {
    ...quietSettings,
    ...tenantSettings,
    "microsoft-authentication.implementation": "msal-no-broker",
    "workbench.externalBrowser": await writeBrowserWrapper(directory, sandbox),
    // Node's own trust, to which the bridge adds the sandbox's authority.
    "http.systemCertificates": false,
  };
  writeFileSync(join(userData, "User", "settings.json"), JSON.stringify(settings, undefined, 2));
  installBridge(extensions);
  const folders = ["--extensions-dir", extensions, "--user-data-dir", userData];
  await installVsix(executable, folders);

  const child = startGroup(
    executable,
    [
      ...folders,
      "--disable-updates",
      "--disable-workspace-trust",
      "--skip-release-notes",
      "--wait",
    ],
    { env: { ...process.env, ...sandboxEnvironment(sandbox, directory) }, stdio: "ignore" },
  );
  return {
    sandbox,
    where: ["VS Code has been started on this desktop, with folders of its own."],
    closed: new Promise((resolve) => {
      child.once("exit", () => resolve());
    }),
    close: async () => {
      await endGroup(child);
      await sandbox.close();
    },
  };
}

/** Downloads the stable desktop build into .vscode-test, when it is not there yet. */
async function download(): Promise<string> {
  console.log("Fetching the desktop build of VS Code, unless it is there already.");
  const script = `
    const { downloadAndUnzipVSCode, SilentReporter } = require("@vscode/test-electron");
    const reporter = new SilentReporter();
    downloadAndUnzipVSCode({ version: "stable", reporter }).then((path) => console.log(path));`;
  const output = await run(nodeForTools(), ["-e", script], { cwd: root, timeout: 900_000 });
  return output.trim().split("\n").at(-1) ?? "";
}

async function installVsix(executable: string, folders: readonly string[]): Promise<void> {
  const { resolveCliPathFromVSCodeExecutablePath } = await import("@vscode/test-electron");
  const cli = resolveCliPathFromVSCodeExecutablePath(executable);
  const quoted = (text: string): string => (windows ? `"${text}"` : text);
  await run(quoted(cli), [...folders, "--install-extension", vsixFile].map(quoted), {
    shell: windows,
  });
}
