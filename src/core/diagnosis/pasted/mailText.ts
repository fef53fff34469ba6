import type { ProtocolId } from "../../mail/probe";
import type { PastedText, Segment } from "./pastedText";
import { shortened } from "./serverWords";
import type { MailSymptom, PlacedSymptom } from "./textSymptom";

/** How the line of a server looks in a log; the first that fits is taken. */
type Reader = (text: string) => MailSymptom | undefined;

const answer = (
  protocol: ProtocolId,
  step: MailSymptom["step"],
  status: string,
  words: string,
): MailSymptom => ({ kind: "mail", protocol, step, status, words: tidy(words) });

/** Without the quotes and brackets that a program puts around the words of a server. */
function tidy(words: string): string {
  const bracket = words.includes("[") ? /["'`)},;\s]*$/ : /["'`)\]},;\s]*$/;
  return shortened(words).replace(bracket, "");
}

const smtpSignIn = /^5(?:3\d|04)|^4(?:54|32)/;

/** Reply code and enhanced status code of one class (RFC 5321 §4.2, RFC 3463), whatever a library puts between them. */
const smtpAnswer: Reader = (text) => {
  const [, code = "", enhanced = "", words = ""] =
    /(?:^|[^\d.])([45]\d\d)[\s:,-]{1,3}b?["'(#]{0,3}([45]\.\d{1,3}\.\d{1,3})(?![\d.])[\s:;,-]*(.*)/.exec(
      text,
    ) ?? [];
  if (code === "" || code[0] !== enhanced[0]) return undefined;
  if (code === "421") return answer("smtp", "bye", code, `${enhanced} ${words}`);
  const signIn = smtpSignIn.test(code) || enhanced === "5.7.30";
  return answer("smtp", signIn ? "authenticate" : "open", code, `${enhanced} ${words}`);
};

/** A bare 535 is an answer to AUTH (RFC 4954 §6). */
const bareSmtpAnswer: Reader = (text) => {
  const words = /(?<![\d.])535(?![\d.])[\s:,-]{0,3}(.*)/.exec(text)?.[1];
  return words === undefined || !/smtp|auth/i.test(text)
    ? undefined
    : answer("smtp", "authenticate", "535", words);
};

const popAnswer: Reader = (text) => {
  const words = /(?:^|[\s"'<>:])-ERR[ \t]+(.*)/.exec(text)?.[1];
  if (words === undefined) return undefined;
  if (/authenticated but not connected/i.test(words)) return answer("pop", "open", "-ERR", words);
  const signIn = /auth|log[oi]n|user|password/i.test(words);
  return answer("pop", signIn ? "authenticate" : "unknown", "-ERR", words);
};

/** With its tag, or untagged (RFC 3501 §7.1). */
const imapAnswer: Reader = (text) => {
  const [, status = "", words = ""] =
    /(?:^|[\s"'<>:(\]])(?:[A-Za-z]{0,4}\d{1,10}|\*)[ \t]+(NO|BAD|BYE)[ \t]+(.*)/.exec(text) ??
    /^[\s"'(b]{0,4}(NO|BAD)[ \t]+(.*)/.exec(text) ??
    [];
  if (status === "BYE") {
    const ordinary = /logg?ing out|logout|signing off/i.test(words);
    return ordinary ? undefined : answer("imap", "bye", status, words);
  }
  return status === "" ? undefined : answer("imap", imapStep(words), status, words);
};

const imapSteps: readonly (readonly [RegExp, MailSymptom["step"]])[] = [
  [/authenticated but not connected/i, "open"],
  [/auth|login|credential/i, "authenticate"],
  [/mailbox|inbox|select|examine|\[(?:UNAVAILABLE|LIMIT|INUSE)\]/i, "open"],
];

function imapStep(words: string): MailSymptom["step"] {
  return imapSteps.find(([pattern]) => pattern.test(words))?.[1] ?? "unknown";
}

/**
 * Words without a status before them, and what programs say in place of them. Source: the catalogue's threads; mutt, aerc,
 * isync and msmtp as they were run by `npm run test:clients`.
 */
const phrases: readonly (readonly [RegExp, ProtocolId, MailSymptom["step"], string])[] = [
  [/SmtpClientAuthentication is disabled.*/i, "smtp", "authenticate", "535"],
  [
    /(?:the request )?did not meet the criteria to be authenticated.*/i,
    "smtp",
    "authenticate",
    "535",
  ],
  [/5\.2\.252 .*|(?:Error)?SendAsDenied.*/i, "smtp", "open", "554"],
  [/client does not have permissions to send as .*/i, "smtp", "open", "550 5.7.60"],
  [/mailbox logon failure.*|cannot open mailbox.*/i, "smtp", "open", "430"],
  [/authentication unsuccessful.*/i, "smtp", "authenticate", "535"],
  [/authentication failed \(method XOAUTH2\).*/i, "smtp", "authenticate", "535"],
  [/user is authenticated but not connected.*/i, "imap", "open", "BAD"],
  [/(?:AUTHENTICATE|LOGIN) failed\b.*/, "imap", "authenticate", "NO"],
  [
    /BasicAuthBlocked.*|basic authentication is (?:disabled|not supported).*/i,
    "imap",
    "authenticate",
    "NO",
  ],
  [/XOAUTH2 authentication (?:failed|error).*/i, "imap", "authenticate", "NO"],
];

const phrase: Reader = (text) => {
  for (const [pattern, protocol, step, status] of phrases) {
    const words = pattern.exec(text)?.[0];
    if (words !== undefined) return answer(protocol, step, status, words);
  }
  return undefined;
};

const readers: readonly Reader[] = [smtpAnswer, popAnswer, imapAnswer, bareSmtpAnswer, phrase];

/** Refusals of IMAP, SMTP and POP servers, line by line. */
export function mailSymptoms({ segments }: PastedText): readonly PlacedSymptom[] {
  const found = segments.flatMap((segment) => {
    const symptom = challengeOf(segment) ?? firstOf(segment.text);
    return symptom === undefined ? [] : [{ line: segment.line, symptom }];
  });
  return withChallenges(found);
}

function firstOf(text: string): MailSymptom | undefined {
  for (const read of readers) {
    const symptom = read(text);
    if (symptom !== undefined) return symptom;
  }
  return undefined;
}

/** What the server sends before it refuses a token: JSON in base64. Source: SASL XOAUTH2, "error response"; RFC 7628 §3.2.2. */
function challengeOf({ text }: Segment): MailSymptom | undefined {
  const encoded = /(?<![\w.-])eyJ[\w+/-]{12,}={0,2}(?![\w.+/=-])/.exec(text)?.[0];
  if (encoded === undefined) return undefined;
  const challenge = Buffer.from(encoded, "base64").toString("utf8");
  if (!/^\{.*"status"\s*:.*\}\s*$/s.test(challenge)) return undefined;
  const protocol = /\b334\b|smtp/i.test(text) ? "smtp" : /\bpop/i.test(text) ? "pop" : "imap";
  return { ...answer(protocol, "authenticate", "+", ""), challenge };
}

interface Found {
  readonly line: number;
  readonly symptom: MailSymptom;
}

/** A challenge belongs to the refusal that follows it; a goodbye says nothing where a refusal does. */
function withChallenges(found: readonly Found[]): readonly Found[] {
  if (!found.some(isRefusal)) return found;
  let challenge: string | undefined;
  return found.flatMap((one) => {
    const { line, symptom } = one;
    challenge = symptom.challenge ?? challenge;
    if (!isRefusal(one)) return [];
    if (symptom.step !== "authenticate" || challenge === undefined) return [one];
    const refused = { line, symptom: { ...symptom, challenge } };
    challenge = undefined;
    return [refused];
  });
}

function isRefusal({ symptom: { step, status } }: Found): boolean {
  return step !== "bye" && status !== "+";
}
