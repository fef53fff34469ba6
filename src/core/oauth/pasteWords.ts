import { type Message, message } from "../../base/message";
import type { PasteProblem } from "./pastedAnswer";

/** What to say about a pasted text that is not taken. */
export const pasteWords: Readonly<Record<PasteProblem, Message>> = {
  empty: message("Paste the address at which the browser ended."),
  tooLong: message("This is too long for the address of a page. Copy only the address."),
  startPage: message(
    "This is the address of the sign-in page itself. Finish signing in there; the address to copy comes after that.",
  ),
  otherPlace: message(
    "This address is of another page than the one this sign-in ends at. Copy the address once the sign-in is finished.",
  ),
  otherSignIn: message(
    "This is the answer to another sign-in. Use the page that was opened from here; its answer fits no other window.",
  ),
  otherIssuer: message("This answer does not come from Microsoft's sign-in page. It is not used."),
  ambiguous: message(
    "This holds two different answers. Copy the address once more, and paste it alone.",
  ),
  cutOff: message("The end is missing. Click into the address bar, select all of it, and copy."),
  pageSource: message(
    "This is the source of a page. What is needed is its address, from the address bar of the browser.",
  ),
  noAnswer: message(
    "There is no code in this. The address to copy begins with the redirect URI and holds code= or error=.",
  ),
};
