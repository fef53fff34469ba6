import { type Message, message } from "../../../base/message";

/** What is wrong with a value or a file that is given, whichever it is; by the fact `problem`. */
const problems: ReadonlyMap<string, Message> = new Map([
  ["", message("It has an unexpected form.")],
  ["control", message("It holds a line end, or a character that is not seen.")],
  ["empty", message("It is empty.")],
  ["outerSpace", message("It begins or ends with a space.")],
  ["character", message("It holds a character that the file has no way to write.")],
  ["tooLong", message("It makes a line that the program would not read.")],
  ["exists", message("There is such an entry already. Remove it, or save to another file.")],
  ["unreadable", message("The file does not follow its own format, so nothing was added to it.")],
  [
    "form",
    message(
      "The file is written in a form that cannot be extended safely. Add the entry by hand, or save to another file.",
    ),
  ],
]);

/** The words for a problem; one that has none is shown as it is. */
export function problemWords(problem: string): Message {
  return problems.get(problem) ?? message("{0}", problem);
}
