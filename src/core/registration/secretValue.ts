import { type Message, message } from "../../base/message";
import { isGuid } from "../guid";
import type { ClientSecretFacts } from "./registration";

/** Graph "passwordCredential": made by the service, 16 to 64 characters. */
const shortest = 16;
const longest = 64;

/**
 * What is wrong with a value that was pasted for a secret; undefined when it may be the one. What stands in the
 * portal beside the value is recognised: the id of the secret has the form of a GUID, a value never does.
 */
export function checkSecretValue(
  value: string,
  { hint, keyId }: ClientSecretFacts,
): Message | undefined {
  const text = value.trim();
  if (text === "") return message("Paste the value of the client secret.");
  if (isGuid(text)) {
    return text.toLowerCase() === keyId.toLowerCase()
      ? message(
          "This is the id of the secret, not its value. The value is shown only once, when the secret is made.",
        )
      : message(
          "This is an id, such as that of a secret or an app. The value is shown only once, when the secret is made.",
        );
  }
  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) return message("A value holds no spaces or line breaks.");
  if (text.length < shortest || text.length > longest) {
    return message(
      "A value has {0} to {1} characters; this has {2}.",
      shortest,
      longest,
      text.length,
    );
  }
  return hint !== "" && !text.startsWith(hint)
    ? message("The value of this secret begins with {0}. This is the value of another one.", hint)
    : undefined;
}
