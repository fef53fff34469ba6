import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";
import { removeFoldersLast } from "./tempFolder";

/** Where browsers of the Chromium family are installed, best first; PATH is searched on Linux. */
const places: Readonly<Record<string, readonly string[]>> = {
  linux: [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((variable) => {
    const folder = process.env[variable];
    if (folder === undefined) return [];
    return [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Chromium", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ];
  }),
};

/**
 * A browser of the Chromium family: the one that `ENTRA_BROWSER` names, an installed one, or one that
 * Playwright has downloaded; `undefined` when there is none.
 */
export function findBrowser(): string | undefined {
  const named = process.env["ENTRA_BROWSER"];
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...(places[process.platform] ?? []).flatMap((place) =>
      process.platform === "linux" ? onPath(place) : [place],
    ),
    chromium.executablePath(),
  ];
  return candidates.find((file) => file !== "" && existsSync(file));
}

function onPath(name: string): string[] {
  return (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name));
}

/** What the browser must know of the sandbox to live in it. */
export interface BrowserNames {
  /** "host:port" → "127.0.0.1:port". */
  readonly hostMap: Readonly<Record<string, string>>;
  /** Base64 SHA-256 of the sandbox's public key, which is trusted in place of a certificate chain. */
  readonly spki: string;
}

/**
 * Command-line arguments that shut the browser into the sandbox: Microsoft's names lead to it, every other
 * name leads nowhere, so a sandbox sign-in cannot reach the real Microsoft.
 */
export function browserArguments({ hostMap, spki }: BrowserNames): string[] {
  const rules = Object.entries(hostMap).map(([name, target]) => `MAP ${name} ${target}`);
  rules.push(
    "MAP *.localhost 127.0.0.1",
    "MAP * ~NOTFOUND",
    "EXCLUDE 127.0.0.1",
    "EXCLUDE localhost",
  );
  const isRoot = process.getuid?.() === 0;
  return [
    `--host-resolver-rules=${rules.join(",")}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
    "--no-first-run",
    "--no-default-browser-check",
    // Without this, a window warns of the arguments above.
    "--test-type",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    // Chromium refuses to run as root with its own sandbox on.
    ...(isRoot ? ["--no-sandbox"] : []),
  ];
}

export interface BrowserOptions {
  readonly names: BrowserNames;
  /** Folder of the throw-away profile. */
  readonly profile: string;
  readonly headless: boolean;
}

/**
 * Opens a browser with a throw-away profile inside the sandbox. The clipboard may be read and written.
 *
 * @throws Error when no browser is installed.
 */
export async function launchBrowser(options: BrowserOptions): Promise<BrowserContext> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error("No Chrome, Chromium or Edge was found; name one in ENTRA_BROWSER.");
  }
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath,
    headless: options.headless,
    args: browserArguments(options.names),
    chromiumSandbox: process.getuid?.() !== 0,
    // The person's own window may be resized; pictures are all of one size.
    viewport: options.headless ? { width: 1360, height: 850 } : null,
    // Nobody watches: menus and questions need not glide in and out.
    ...(options.headless && { reducedMotion: "reduce" as const }),
    // Whoever started the browser closes it; when this process ends, it ends in any case.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  removeFoldersLast();
  context.setDefaultTimeout(30_000);
  // A window loads the whole editor
  context.setDefaultNavigationTimeout(60_000);
  return context;
}
