import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";

/** A value that must not be found, and what it is. */
export interface Credential {
  readonly name: string;
  readonly value: string;
}

/** A place that was searched, with everything that is written there. */
export interface Sink {
  readonly place: string;
  readonly text: string;
}

/** Where a credential was found, in any of the encodings in which it travels, whole or in part. */
export function findLeaks(credentials: readonly Credential[], sinks: readonly Sink[]): string[] {
  const wanted = credentials.flatMap(({ name, value }) =>
    formsOf(value).map((form) => ({ name, form })),
  );
  return sinks.flatMap(({ place, text }) =>
    wanted.filter(({ form }) => text.includes(form)).map(({ name }) => `${name} in ${place}`),
  );
}

/** A long value is cut or wrapped on its way; this much of its middle gives it away. */
const telling = 24;

function formsOf(value: string): readonly string[] {
  const middle = Math.floor((value.length - telling) / 2);
  const part = value.slice(Math.max(0, middle), Math.max(0, middle) + telling);
  // Base64 of a part depends on where it starts: three ways, without the characters its neighbours change.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from(part.slice(shift)).toString("base64").slice(0, 24),
  );
  return [
    ...new Set([part, encodeURIComponent(part), JSON.stringify(part).slice(1, -1), ...base64]),
  ];
}

/** All files below a folder, read as bytes. Sockets and the like are passed over. */
export function fileSinks(folder: string, leaveOut: readonly string[] = []): readonly Sink[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (leaveOut.includes(entry.name)) return [];
    if (entry.isDirectory()) return fileSinks(path);
    if (!entry.isFile() || statSync(path).size > 50_000_000) return [];
    return [{ place: path, text: readFileSync(path, "latin1") }];
  });
}

/** Everything that is drawn in all pages and frames of the browser, input values included. */
export async function screenSinks(browser: BrowserContext): Promise<readonly Sink[]> {
  const frames = browser.pages().flatMap((page) => page.frames());
  return await Promise.all(
    frames.map(async (frame) => ({
      place: `the page ${frame.url()}`,
      // A frame can go away while it is read.
      text: await frame.evaluate<string>(inPage("drawn.js")).catch(() => ""),
    })),
  );
}

/**
 * What the editor has stored in the browser: state, layout, history. Its SecretStorage is left out, it is the one
 * place where credentials belong.
 */
export async function browserStoreSinks(page: Page): Promise<readonly Sink[]> {
  const stored = await page.evaluate<Sink[]>(inPage("stored.js"));
  return stored.filter(({ place }) => !place.includes("secret://") && !place.includes("secrets."));
}

function inPage(script: string): string {
  return readFileSync(join(__dirname, "inPage", script), "utf8");
}

/** Command lines and environments of all processes, where the system shows them. */
export function processSinks(): readonly Sink[] {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return processes.flatMap((id) =>
    ["cmdline", "environ"].flatMap((file) => {
      try {
        return [
          {
            place: `${file} of process ${id}`,
            text: readFileSync(`/proc/${id}/${file}`, "latin1"),
          },
        ];
      } catch {
        // The process has ended meanwhile, or belongs to somebody else.
        return [];
      }
    }),
  );
}
