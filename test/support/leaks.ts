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
  const wanted = new Needles();
  for (const { name, value } of credentials) {
    for (const form of formsOf(value)) wanted.add(form, name);
  }
  return sinks.flatMap(({ place, text }) =>
    [...wanted.namesIn(text)].map((name) => `${name} in ${place}`),
  );
}

/** Many strings that are looked for in one pass: by their first four characters, then as a whole. */
class Needles {
  private readonly starts = new Uint8Array(1 << 18);
  private readonly byStart = new Map<string, Map<string, string>>();

  add(form: string, name: string): void {
    this.starts[hash(form, 0)] = 1;
    const start = form.slice(0, 4);
    this.byStart.set(start, (this.byStart.get(start) ?? new Map<string, string>()).set(form, name));
  }

  namesIn(text: string): ReadonlySet<string> {
    const names = new Set<string>();
    for (let at = 0; at + 4 <= text.length; at += 1) {
      if (this.starts[hash(text, at)] === 0) continue;
      for (const [form, name] of this.byStart.get(text.slice(at, at + 4)) ?? []) {
        if (text.startsWith(form, at)) names.add(name);
      }
    }
    return names;
  }
}

/** Of the four characters at `at`, 18 bits; multiplied, so that the letters of plain text spread. */
function hash(text: string, at: number): number {
  const four =
    text.charCodeAt(at) |
    (text.charCodeAt(at + 1) << 8) |
    (text.charCodeAt(at + 2) << 16) |
    (text.charCodeAt(at + 3) << 24);
  return Math.imul(four, 0x9e37_79b1) >>> 14;
}

/** A long value is cut or wrapped on its way; this much of it gives it away. */
const telling = 24;

/** The beginning, the end and what lies between, at a quarter of the value each. */
function partsOf(value: string): readonly string[] {
  const last = Math.max(0, value.length - telling);
  return [0, 1, 2, 3, 4].map((quarter) => {
    const at = Math.round((last * quarter) / 4);
    return value.slice(at, at + telling);
  });
}

function formsOf(value: string): ReadonlySet<string> {
  const parts = partsOf(value);
  return new Set([
    ...parts,
    ...parts.map((part) => encodeURIComponent(part)),
    ...parts.map((part) => JSON.stringify(part).slice(1, -1)),
    ...parts.flatMap((part) => base64Of(part, "base64")),
    ...parts.flatMap((part) => base64Of(part, "base64url")),
  ]);
}

/** Base64 of a part depends on where it starts: three ways, without the characters its neighbours change. */
function base64Of(part: string, encoding: "base64" | "base64url"): readonly string[] {
  return [0, 1, 2].map((shift) => Buffer.from(part.slice(shift)).toString(encoding).slice(0, 24));
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
