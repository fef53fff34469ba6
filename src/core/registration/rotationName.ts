import type { ClientSecretFacts } from "./registration";

/** As for every description of a secret here. */
const longest = 90;

/** What an earlier rotation put behind the description: a date, and a counter where one day saw several. */
const earlierMark = /\s*\(\d{4}-\d{2}-\d{2}(?:, \d+)?\)$/;

/**
 * The description of the secret that follows another: the same words with the day, so that two that work at the
 * same time can be told apart. A day that is taken gets a counter; a mark is replaced, never piled up.
 * @param fallback for a secret without description
 */
export function successorName(
  old: Pick<ClientSecretFacts, "displayName">,
  others: readonly Pick<ClientSecretFacts, "displayName">[],
  now: Date,
  fallback: string,
): string {
  const words = clean(old.displayName.replace(earlierMark, "")) || clean(fallback) || "secret";
  const taken = new Set(others.map(({ displayName }) => displayName));
  const day = now.toISOString().slice(0, 10);
  for (let count = 1; ; count += 1) {
    const mark = count === 1 ? ` (${day})` : ` (${day}, ${count})`;
    const name = cut(words, longest - mark.length) + mark;
    if (!taken.has(name)) return name;
  }
}

/** Without what a description cannot hold, should somebody else have put it there. */
const clean = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim();

/** Whole characters only. */
function cut(text: string, length: number): string {
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept.trimEnd();
}
