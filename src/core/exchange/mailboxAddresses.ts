import { type Message, message } from "../../base/message";

/** More make a script nobody reads; a group serves them better. */
const most = 100;

/** Form only: something, one @, a domain. */
const address = /^[^\s@"'<>]+(?:'[^\s@"'<>]+)*@[^\s@"'<>.]+(?:\.[^\s@"'<>.]+)+$/u;

/** Several addresses as a person types or pastes them: separated by commas, semicolons, spaces or lines. */
export function splitAddresses(text: string): readonly string[] {
  const seen = new Set<string>();
  return text
    .split(/[\s,;]+/u)
    .filter((one) => one !== "")
    .filter((one) => {
      const key = one.toLowerCase();
      return seen.has(key) ? false : seen.add(key);
    });
}

/** @returns undefined when all are addresses, else the sentence for the input box */
export function checkAddresses(text: string): Message | undefined {
  const addresses = splitAddresses(text);
  if (addresses.length === 0) return message("Type at least one mailbox address.");
  if (addresses.length > most) {
    return message("At most {0} mailboxes; use a group for more.", most);
  }
  const wrong = addresses.find(
    (one) => !address.test(one) || one.length > 320 || /[\p{Cc}\p{Cf}]/u.test(one),
  );
  return wrong === undefined
    ? undefined
    : message("{0} is not an address. Separate several with commas.", wrong);
}
