// `npm start`
import { rmSync } from "node:fs";
import { imapHost, popHost, smtpHosts } from "../sandbox/hosts";
import type { Sandbox } from "../sandbox/sandbox";
import { ensureAptPackages } from "./aptPackages";
import { findBrowser } from "./browser";
import { startDesktop } from "./desktop";
import { screenshotFolder } from "./paths";
import { endGroups } from "./processGroup";
import { commandsToTry, help, readStartOptions, type StartOptions } from "./startOptions";
import { startServer } from "./startServer";
import { packageVsix } from "./vsix";

/** A running VS Code in the sandbox, whichever build it is. */
export interface Started {
  readonly sandbox: Sandbox;
  /** How to reach it, in lines. */
  readonly where: readonly string[];
  /** Something to do once everything is printed; resolves when it is done, and soon after the signal. */
  readonly afterwards?: (signal: AbortSignal) => Promise<void>;
  /** Resolves when the person closes the editor. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) {
    console.log(help);
    return;
  }
  // From the first moment on, whatever has been started ends with this process.
  const stop = new AbortController();
  const interrupted = new Promise<void>((resolve) => {
    stop.signal.addEventListener("abort", () => resolve());
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());

  const started = await Promise.race([start(options), interrupted]);
  if (started === undefined) return;
  await started.afterwards?.(stop.signal);
  await Promise.race([interrupted, started.closed]);
  console.log("\nEnding VS Code and the sandbox.");
  await started.close();
}

async function start(options: StartOptions): Promise<Started> {
  if (findBrowser() === undefined) ensureAptPackages(["chromium", "fonts-liberation"]);
  rmSync(screenshotFolder, { recursive: true, force: true });
  console.log("Building and packaging the extension.");
  await packageVsix();
  console.log("Starting the sandbox tenant and VS Code.");
  const started = await (options.desktop ? startDesktop(options) : startServer(options));
  console.log(welcome(started));
  return started;
}

function welcome({ sandbox, where }: Started): string {
  const users = [...sandbox.world.users.values()].map(({ userPrincipalName, password, roles }) =>
    `  ${userPrincipalName.padEnd(22)}${password.padEnd(16)}${roles.join(", ")}`.trimEnd(),
  );
  return [
    "",
    ...where,
    "",
    "Users of the sandbox, with passwords:",
    ...users,
    "",
    "Shared mailboxes, which Ada opens:",
    ...sharedMailboxes(sandbox),
    "",
    "Mail servers of the sandbox, by the names that lead to them in its VS Code:",
    ...mailServers(sandbox),
    "",
    "To try, in this order, from the command palette (F1):",
    ...commandsToTry.map((command) => `  ${command}`),
    "",
    `Faults and settings of the sandbox: ${sandbox.adminUrl}/admin/state`,
    "Ctrl-C ends all of it.",
    "",
  ].join("\n");
}

function sharedMailboxes({ world }: Sandbox): string[] {
  const shared = [...world.mailboxes.values()].filter((mailbox) => mailbox.shared);
  return shared.map(({ address, sendAsIds }) => {
    const rights = sendAsIds.size > 0 ? "and sends as" : "and may not send as";
    return `  ${address.padEnd(22)}${rights}`;
  });
}

function mailServers({ hostMap }: Sandbox): string[] {
  const names = [imapHost, popHost, ...smtpHosts].filter((name) => hostMap[name] !== undefined);
  return names.map((name) => `  ${name.padEnd(28)}${hostMap[name]}`);
}

void main()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .then(endGroups)
  .finally(() => process.exit());
