import { message } from "../../base/message";
import { checkNotes, checkTags, ownTags } from "../../core/registration/changes/texts";
import type { Registration } from "../../core/registration/registration";
import { checkDisplayName } from "../../core/registration/rules";
import { words } from "../localize";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askText } from "./text";

/** Another name. @throws CancelledError */
export async function askNewName(frame: Frame, registration: Registration): Promise<string> {
  const { displayName, signInAudience } = registration;
  const name = await askText(frame, {
    value: displayName,
    placeholder: displayName,
    prompt: words(message("Name of the registration; people see it when they sign in.")),
    check: (text) => checkDisplayName(text, signInAudience),
  });
  return answered(name);
}

/** Stands for a line break: an input box has one line. */
const lineBreak = "↵";

/** The internal notes. @throws CancelledError */
export async function askNotes(frame: Frame, { notes }: Registration): Promise<string> {
  const shown = notes.trim().replaceAll(/\r?\n/g, ` ${lineBreak} `);
  const text = await askText(frame, {
    value: shown,
    placeholder: words(message("Who uses it, and whom to ask")),
    prompt: words(
      message(
        "Only people who manage registrations see these notes. {0} is a new line.",
        lineBreak,
      ),
    ),
    check: (typed) => checkNotes(notesOf(typed)),
  });
  // Indentation does not survive the one line: notes that were not touched stay as they are
  return answered(text) === shown ? notes : notesOf(answered(text));
}

const notesOf = (line: string): string =>
  line
    .split(lineBreak)
    .map((part) => part.trim())
    .join("\n");

/** The tags of the person. @throws CancelledError */
export async function askTags(frame: Frame, { tags }: Registration): Promise<readonly string[]> {
  const text = await askText(frame, {
    value: ownTags(tags).join(" "),
    placeholder: words(message("mail production")),
    prompt: words(message("Separate tags with spaces. None removes them all.")),
    check: (typed) => checkTags(tagsOf(typed)),
  });
  return tagsOf(answered(text));
}

const tagsOf = (text: string): readonly string[] => text.split(/\s+/).filter((tag) => tag !== "");
