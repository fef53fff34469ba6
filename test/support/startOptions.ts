import { parseArgs } from "node:util";

/** Commands that `npm start` names, in the order in which they make sense. */
export const commandsToTry: readonly string[] = [
  "Entra Mail: Register Mail App",
  "Entra Mail: Sign In Mailbox",
  "Entra Mail: Test IMAP Login",
];

export const help = `npm start [-- OPTIONS]

Starts the sandbox tenant (identity, Graph, mail) on this machine and a real VS Code in it, with the packaged
extension installed, and opens a browser window that knows the tenant. No account and no network is needed.

  --apps N     give the tenant N more app registrations
  --desktop    use a desktop VS Code, which is downloaded; always so on macOS and Windows, because the
               server build in the browser runs on Linux only
  --help       print this

The desktop variant has been written from documentation and not been run on every system: when it misbehaves,
please tell which system it was.`;

export interface StartOptions {
  readonly apps: number;
  readonly desktop: boolean;
  readonly help: boolean;
}

/** @throws Error that says what is wrong with the arguments. */
export function readStartOptions(
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      apps: { type: "string", default: "0" },
      desktop: { type: "boolean", default: platform !== "linux" },
      help: { type: "boolean", default: false },
    },
  });
  const apps = Number(values.apps);
  if (!Number.isInteger(apps) || apps < 0) throw new Error("--apps asks for a number.");
  return { apps, desktop: values.desktop, help: values.help };
}
