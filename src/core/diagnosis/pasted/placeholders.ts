import { type Message, message } from "../../../base/message";
import type { FindingAction } from "../finding";
import type { Symptom } from "../symptom";

/** Stand in commands where the text names no address, as in the README. */
export const addressPlaceholder = "ADDRESS";
export const userPlaceholder = "USER";
const placeholders = [addressPlaceholder, userPlaceholder];

/** True when a value was not in the text. */
export function isPlaceholder(value: string | number | Message): boolean {
  return typeof value === "string" && placeholders.includes(value);
}

/** What a person has to fill in before the commands among the actions can be used. */
export function fillIn(actions: readonly FindingAction[]): Message | undefined {
  const texts = actions.flatMap((action) => (action.kind === "copyText" ? [action.text] : []));
  const [address, user] = placeholders.map((name) =>
    texts.some((text) => text.includes(`'${name}'`)),
  );
  if (user === true) {
    return message(
      "In the command, put who signs in in place of {0}, and the other address in place of {1}.",
      userPlaceholder,
      addressPlaceholder,
    );
  }
  return address === true
    ? message("In the command, put the address of the mailbox in place of {0}.", addressPlaceholder)
    : undefined;
}

interface Words {
  readonly first: Message;
  readonly within: Message;
}

const mailbox: Words = { first: message("This mailbox"), within: message("this mailbox") };
const sender: Words = {
  first: message("The address in From"),
  within: message("the address in From"),
};

/** A sentence in which a placeholder is said in words. */
export function named(sentence: Message, { problem }: Pick<Symptom, "problem">): Message {
  const { text, values } = sentence;
  return {
    text,
    values: values.map((value, at) => {
      if (typeof value === "object") return named(value, { problem });
      if (!isPlaceholder(value)) return value;
      const isSender = problem === "senderRefused" && value === addressPlaceholder;
      const { first, within } = isSender ? sender : mailbox;
      return text.startsWith(`{${at}}`) ? first : within;
    }),
  };
}
