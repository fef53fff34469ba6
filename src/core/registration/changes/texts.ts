import { type Message, message } from "../../../base/message";
import { isMarkerTag, markerTag } from "../markerTag";
import type { Plan } from "../plan";
import type { Registration } from "../registration";
import { changePlan, refuse } from "./changePlan";

/** Graph publishes 1,024 characters for descriptions; that notes have the same limit is unverified. */
const longestNotes = 1_024;
const longestTag = 256;

/** @returns undefined when the internal notes are fine; line breaks and tabs are */
export function checkNotes(text: string): Message | undefined {
  if (/\p{Cc}/u.test(text.replace(/[\t\r\n]/g, ""))) {
    return message("Notes cannot hold control characters.");
  }
  return text.length > longestNotes
    ? message("At most {0} characters; this has {1}.", longestNotes, text.length)
    : undefined;
}

/**
 * Writes the internal notes; an empty text removes them.
 * @throws Failure `input.invalid` (notes)
 */
export function planNotes(registration: Registration, wanted: string): Plan {
  const text = wanted.trim();
  refuse("notes", checkNotes(text));
  return changePlan(registration, {
    patch: { notes: orNull(text) },
    before: { notes: orNull(registration.notes) },
  });
}

const orNull = (text: string): string | null => (text === "" ? null : text);

/** Tags a person set; those of this product are not theirs to change. */
export function ownTags(tags: readonly string[]): readonly string[] {
  return tags.filter((tag) => !isMarkerTag(tag));
}

/** @returns undefined when the tags are fine: 1 to 256 characters, no white space, none twice (Graph `application`) */
export function checkTags(tags: readonly string[]): Message | undefined {
  const seen = new Set<string>();
  for (const tag of tags) {
    if (tag === "") return message("A tag cannot be empty.");
    if (/[\s\p{Cc}\p{Cf}]/u.test(tag)) {
      return message("A tag cannot hold spaces, control or invisible characters.");
    }
    if (tag.length > longestTag) {
      return message("A tag has at most {0} characters; {1} has more.", longestTag, tag);
    }
    if (isMarkerTag(tag)) {
      return message("Tags that begin with {0} are kept for this extension.", markerTag(""));
    }
    if (seen.has(tag)) return message("{0} is there twice.", tag);
    seen.add(tag);
  }
  return undefined;
}

/**
 * Sets the tags of a person; those of this product stay.
 * @throws Failure `input.invalid` (tags)
 */
export function planTags(registration: Registration, wanted: readonly string[]): Plan {
  refuse("tags", checkTags(wanted));
  const { tags } = registration;
  const isSame =
    wanted.length === ownTags(tags).length && wanted.every((tag) => tags.includes(tag));
  return changePlan(registration, {
    patch: { tags: isSame ? tags : [...tags.filter(isMarkerTag), ...wanted] },
    before: { tags },
  });
}
