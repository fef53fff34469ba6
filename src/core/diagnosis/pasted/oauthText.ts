import { Failure } from "../../failure";
import { oauthErrors } from "../../oauth/aadsts/oauthErrors";
import { isKnownCode } from "../../oauth/aadsts";
import type { PastedText } from "./pastedText";
import { serverWords } from "./serverWords";
import type { FailureSymptom, PlacedSymptom } from "./textSymptom";

interface Anchor {
  readonly index: number;
  readonly code?: number;
  readonly error?: string;
}

/** An error field and the number that explains it stand within this many characters. */
const together = 1_500;

/** Numbers: in a description, in the JSON of the token endpoint, in the source of a sign-in page, in the link to look one up. */
const codePatterns: readonly RegExp[] = [
  /AADSTS(\d{3,9})(?!\d)/g,
  /error_codes\\*["']?\s*[:=]\s*\[\s*(\d{3,9})(?!\d)/g,
  /sErrorCode\\*["']?\s*[:=]\s*\\*["']?(\d{3,9})(?!\d)/g,
  /\/error\?code=(\d{3,9})(?!\d)/g,
];

/** Words that people copy from a sign-in page without its number. Source: reports of users, rows 8 and 12 of the failure catalogue. */
const pageWords: readonly (readonly [words: RegExp, code: number])[] = [
  [/can(?:no|['\u2019])t sign in here with a personal account/gi, 500208],
  [/need admin approval|that only an admin can grant/gi, 90094],
];

/** In words that ordinary sentences do not have. */
const knownErrors = Object.keys(oauthErrors).filter((name) => name.includes("_"));
const knownError = new RegExp(`(?<![\\w-])(?:${knownErrors.join("|")})(?![\\w-])`, "g");
const anyError = /(?<![\w-])error\\*["']?\s*[:=]\s*\\*["']?([\w.-]{1,100})/g;

/** Refusals of Microsoft's sign-in: JSON, query, page or line of a log. Of those that look alike the first speaks for all. */
export function oauthSymptoms({ text, lineAt }: PastedText): readonly PlacedSymptom[] {
  const codes = codeAnchors(text);
  const { named, lone } = pair(codes, errorAnchors(text));
  const known = new Map<string, FailureSymptom>();
  return [...codes, ...lone].map((anchor) => {
    const { index, code, error = named.get(anchor) } = anchor;
    const key = `${code} ${error}`;
    const symptom = known.get(key) ?? symptomOf(text, index, code, error);
    known.set(key, symptom);
    return { line: lineAt(index), symptom };
  });
}

/** The number that belongs to an error field: the nearest one behind it, else before it. Both lists are in order. */
function pair(codes: readonly Anchor[], errors: readonly Anchor[]) {
  const named = new Map<Anchor, string | undefined>();
  const lone: Anchor[] = [];
  let next = 0;
  for (const anchor of errors) {
    while ((codes[next]?.index ?? Infinity) < anchor.index) next += 1;
    const partner = [codes[next], codes[next - 1]].find(
      (code) => code !== undefined && Math.abs(code.index - anchor.index) < together,
    );
    if (partner === undefined) lone.push(anchor);
    else if (!named.has(partner)) named.set(partner, anchor.error);
  }
  return { named, lone };
}

function codeAnchors(text: string): readonly Anchor[] {
  const numbers = codePatterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 1: digits }) => ({ index, code: Number(digits) })),
  );
  const phrases = pageWords.flatMap(([words, code]) =>
    Array.from(text.matchAll(words), ({ index }) => ({ index, code })),
  );
  return [...numbers, ...phrases].sort((a, b) => a.index - b.index);
}

/** A value that is not known counts only where a description says that it is one of OAuth. */
function errorAnchors(text: string): readonly Anchor[] {
  const known = Array.from(text.matchAll(knownError), ({ index, 0: error }) => ({ index, error }));
  const others = Array.from(text.matchAll(anyError), ({ index, 1: error = "" }) => ({
    index,
    error,
  })).filter(
    ({ index, error }) =>
      !Object.hasOwn(oauthErrors, error) &&
      /error_(?:description|codes|uri)/.test(text.slice(Math.max(0, index - 400), index + 400)),
  );
  return [...known, ...others].sort((a, b) => a.index - b.index);
}

function symptomOf(
  text: string,
  index: number,
  code: number | undefined,
  error: string | undefined,
): FailureSymptom {
  const around = text.slice(Math.max(0, index - together), index + 2 * together);
  const find = (pattern: RegExp): string | undefined => pattern.exec(around)?.[1];
  const failure = new Failure("oauth.refused", wordsAt(text, index, code) || String(error), {
    error,
    aadsts: code,
    suberror: find(/suberror\\*["']?\s*[:=]\s*\\*["']?(\w{1,60})/),
    correlationId: find(/correlation[_ ]?id\W{1,12}([0-9a-f-]{36})/i),
    traceId: find(/trace[_ ]?id\W{1,12}([0-9a-f-]{36})/i),
  });
  return { kind: "failure", id: idOf(code, error), failure, aadsts: code };
}

/** A number stands in its description; an error field has its own beside it. */
function wordsAt(text: string, index: number, code: number | undefined): string {
  if (code !== undefined) return serverWords(text, index);
  const behind = text.slice(index, index + together);
  const begin = /error_description\\*["']?\s*[:=]\s*\\*["']?/.exec(behind);
  return begin === null ? "" : serverWords(text, index + begin.index + begin[0].length);
}

/** The value of an error field is a stranger's; only those on record name a finding. */
function idOf(code: number | undefined, error: string | undefined): string {
  if (code !== undefined && isKnownCode(code)) return `AADSTS${code}`;
  if (error !== undefined && Object.hasOwn(oauthErrors, error)) return `oauth.${error}`;
  return "oauth.unknown";
}
