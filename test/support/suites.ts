import { clientsObstacle } from "../clients/obstacle";
import { ensureAptPackages } from "./aptPackages";
import { findBrowser } from "./browser";
import { runChecks } from "./checkSuite";
import { hasServerBuild } from "./editorPackages";
import { runMocha } from "./mochaSuite";
import { runProgram } from "./suiteProcess";
import type { SuiteResult } from "./suiteResult";

export interface Suite {
  readonly name: string;
  /** One line: what it tests, and where it runs. */
  readonly title: string;
  /** Debian packages it uses; installed where that is possible. */
  readonly packages: readonly string[];
  /** Left out of a plain `npm test`. */
  readonly onRequest?: boolean;
  /** Why it cannot run on this machine; `undefined` when it can. */
  readonly obstacle: () => string | undefined;
  readonly run: () => Promise<SuiteResult>;
}

const none = (): undefined => undefined;

/** The suites in the order in which they run: quick ones and those with the plainest failures first. */
export const suites: readonly Suite[] = [
  {
    name: "check",
    title: "format, lint, types, build and package",
    packages: [],
    obstacle: none,
    run: runChecks,
  },
  {
    name: "unit",
    title: "the knowledge and the use cases, in plain Node",
    packages: [],
    obstacle: none,
    run: () =>
      runMocha({
        files: ["test/*.test.ts", "test/unit/**/*.test.ts"],
        testSeconds: 10,
        minutes: 8,
      }),
  },
  {
    name: "platform",
    title: "the adapters and the sandbox against loopback servers, in plain Node",
    packages: [
      "cmark",
      "curl",
      "dovecot-imapd",
      "dovecot-pop3d",
      "postfix",
      "python3-msal",
      "python3-yaml",
    ],
    obstacle: none,
    run: () =>
      runMocha({
        files: ["test/platform/**/*.test.ts"],
        testSeconds: 30,
        minutes: 15,
      }),
  },
  {
    name: "integration",
    title: "the extension inside the extension host of a real VS Code",
    packages: ["chromium", "fonts-liberation"],
    obstacle: editorObstacle,
    run: () => runProgram("runIntegration.ts", 4),
  },
  {
    name: "e2e",
    title: "the packaged extension in a real VS Code, by clicks and keys",
    packages: ["chromium", "fonts-liberation", "dovecot-imapd", "dovecot-pop3d", "postfix"],
    obstacle: editorObstacle,
    run: () => runMocha({ files: ["test/e2e/**/*.test.ts"], testSeconds: 180, minutes: 40 }),
  },
  {
    name: "clients",
    title: "mail programs of Debian with exported configurations and tokens from the editor",
    packages: [
      "aerc",
      "chromium",
      "curl",
      "dovecot-imapd",
      "dovecot-pop3d",
      "fetchmail",
      "fonts-liberation",
      "getmail6",
      "gpg",
      "gpg-agent",
      "isync",
      "less",
      "libnet-ssleay-perl",
      "libsasl2-modules-kdexoauth2",
      "msmtp",
      "mutt",
      "neomutt",
      "offlineimap3",
      "postfix",
      "swaks",
    ],
    obstacle: () => editorObstacle() ?? clientsObstacle(),
    run: () =>
      runMocha({
        files: ["test/clients/**/*.test.ts"],
        testSeconds: 60,
        minutes: 10,
        oneByOne: true,
      }),
  },
  {
    name: "desktop",
    title: "the integration suite in a desktop VS Code, which is downloaded",
    packages: [],
    onRequest: true,
    obstacle: none,
    run: () => runProgram("runDesktopSuite.ts", 10),
  },
];

/** Installs what a suite uses, where that is possible. */
export function prepare(suite: Suite): void {
  ensureAptPackages(suite.packages);
}

function editorObstacle(): string | undefined {
  if (!hasServerBuild) return "the server build of VS Code runs on Linux only; see test:desktop";
  if (findBrowser() === undefined) return "no Chrome, Chromium or Edge was found";
  return undefined;
}
