import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { writeAzProgram } from "../sandbox/az/azProgram";
import { mailHostMap } from "../sandbox/mail/mailServers";
import { startSandbox, type Sandbox } from "../sandbox/sandbox";
import { installBridge } from "./bridge";
import { launchBrowser } from "./browser";
import { startDovecot } from "./dovecot/dovecot";
import {
  extensionsFolder,
  installVsix,
  startEditorServer,
  type EditorServer,
} from "./editorServer";
import { vsixFile } from "./paths";
import { startPostfix } from "./postfix/postfix";
import { sandboxEnvironment } from "./sandboxEnvironment";
import { makeTempFolder, removeFolder } from "./tempFolder";
import { signInOrigins, tenantSettings } from "./tenantSettings";
import { Workbench } from "./workbench";

export interface LabOptions {
  /** Registrations of the tenant besides the named ones. */
  readonly apps?: number;
  /** Default: embedded. Dovecot has obstacles: see `dovecotObstacle`. */
  readonly imap?: "embedded" | "dovecot";
  /**
   * Default: embedded. `servers`: Dovecot for IMAP and POP, Postfix for SMTP; for the obstacles see
   * `realMailObstacle`.
   */
  readonly mail?: "embedded" | "servers";
  /** Default: true. */
  readonly headless?: boolean;
  readonly logLevel?: "trace";
  /** User settings besides those of the tenant. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Puts the stand-in for the Azure CLI on the editor's PATH, in place of the machine's. */
  readonly azureCli?: boolean;
  /** Environment of the editor besides that of the sandbox, by the lab's directory. */
  readonly env?: (directory: string) => Readonly<Record<string, string>>;
}

/** The sandbox tenant, a VS Code in it with the packaged extension, and a browser window on that. */
export interface Lab {
  readonly sandbox: Sandbox;
  readonly server: EditorServer;
  readonly browser: BrowserContext;
  readonly workbench: Workbench;
  /** A folder that is gone after `close`. */
  readonly directory: string;
  close(): Promise<void>;
}

/**
 * Starts a lab. The extension is installed from the VSIX, which must have been packaged; the window is still
 * empty: see {@link Workbench.open}.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const directory = makeTempFolder();
  const closers: (() => Promise<void>)[] = [async () => removeFolder(directory)];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const sandbox = await startSandbox({
      directory,
      apps: options.apps ?? 0,
      imap: options.imap === "dovecot" ? "external" : "embedded",
      mail: options.mail === "servers" ? "external" : "embedded",
    });
    closers.push(() => sandbox.close());
    const servers = options.mail === "servers";
    if (servers || options.imap === "dovecot") {
      const dovecot = await startDovecot(sandbox);
      closers.push(() => dovecot.close());
      mapMail(sandbox, { imap: dovecot.port, ...(servers && { pop: dovecot.popPort }) });
      if (servers) {
        const postfix = await startPostfix({ ...sandbox, dovecot });
        closers.push(() => postfix.close());
        mapMail(sandbox, { smtp: postfix.port });
      }
    }
    const server = await startTenantEditor(sandbox, directory, options);
    closers.push(() => server.close());
    const browser = await launchBrowser({
      names: sandbox,
      profile: join(directory, "profile"),
      headless: options.headless ?? true,
    });
    closers.push(() => browser.close());
    const page = browser.pages()[0] ?? (await browser.newPage());
    return { sandbox, server, browser, workbench: new Workbench(page), directory, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The mouse rests where it clicked last: on a slow machine a tooltip opens there, over what is to be clicked next. */
const noTooltips = { "workbench.hover.delay": 600_000, "workbench.hover.reducedDelay": 600_000 };

/** Puts mail servers behind Microsoft's names. */
function mapMail(sandbox: Sandbox, ports: Parameters<typeof mailHostMap>[0]): void {
  for (const [name, target] of Object.entries(mailHostMap(ports))) sandbox.mapHost(name, target);
}

async function startTenantEditor(
  sandbox: Sandbox,
  directory: string,
  options: LabOptions,
): Promise<EditorServer> {
  const extensions = extensionsFolder(directory);
  mkdirSync(extensions);
  installBridge(extensions);
  await installVsix(vsixFile, directory);
  return startEditorServer({
    directory,
    settings: {
      ...tenantSettings,
      ...(options.headless !== false && noTooltips),
      ...options.settings,
    },
    env: {
      ...sandboxEnvironment(sandbox, directory),
      ...(options.azureCli === true && (await pathWithAz(directory, sandbox.adminUrl))),
      ...options.env?.(directory),
    },
    trustedOrigins: signInOrigins,
    ...(options.logLevel && { logLevel: options.logLevel }),
  });
}

/** The PATH of this machine with the stand-in for the Azure CLI, and without the real one. */
async function pathWithAz(directory: string, adminUrl: string): Promise<Record<string, string>> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const others = folders.filter((folder) => !existsSync(join(folder, "az")));
  const path = [await writeAzProgram(directory, adminUrl), ...others].join(delimiter);
  // Told that a shell has started it, the server does not ask the shell for another PATH.
  return { PATH: path, VSCODE_CLI: "1" };
}
