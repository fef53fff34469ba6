import { message } from "../../../base/message";
import { evidence } from "../evidence";
import type { Evidence, Finding } from "../finding";
import { copyAuthorizeUrl, loginTest, listOfCodes, signInMailbox, whatToTry } from "./textActions";
import type { MailSymptom } from "./textSymptom";

/** Row 37 of the failure catalogue. */
export const noRefreshToken: Finding = {
  id: "noRefreshToken",
  severity: "warning",
  title: message("The sign-in will end within the hour: the answer holds no refresh token."),
  explanation: message(
    "The program has to ask for {0} besides the permissions for mail, and the person has to sign in once more. An app that signs in as itself gets none, and needs none.",
    "offline_access",
  ),
  evidence: [],
  actions: [copyAuthorizeUrl, signInMailbox],
};

/** The answer of a server whose words are not on record. */
export function unknownAnswer({ protocol, status, words }: MailSymptom): Finding {
  return {
    id: "answerNotKnown",
    severity: "warning",
    title: message("This answer of a mail server is not known here."),
    explanation: message(
      "It does not sound like a sign-in or a mailbox that is refused. A test in this editor shows how far a login gets by itself.",
    ),
    evidence: [evidence(message("Server's words"), `${status} ${words}`)],
    actions: [loginTest(protocol), ...whatToTry],
  };
}

/** Nothing of the text is quoted: what it is, and whether it holds a secret, is not known. */
export function notRecognised(text: string): Finding {
  return {
    id: "notRecognised",
    severity: "warning",
    title: message("No known error was found in this text."),
    explanation: message(
      "Looked for were AADSTS numbers and errors of OAuth, answers of IMAP, POP and SMTP servers, and errors of Microsoft Graph. Take in more of the output, or let this editor test the login and the registration.",
    ),
    evidence: recognised(text),
    actions: [...whatToTry, listOfCodes],
  };
}

const recognisable = [
  [
    message("HTTP status"),
    /\b(?:HTTP\/[\d.]{1,3}|status(?:[ _]?code)?\\*["']?\s*[:=]?)\s*([45]\d\d)\b/i,
  ],
  [message("Correlation ID"), /correlation[_ ]?id\W{1,12}([0-9a-f-]{36})/i],
] as const;

function recognised(text: string): readonly Evidence[] {
  return recognisable.flatMap(([label, pattern]) => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? [] : [evidence(label, found)];
  });
}
