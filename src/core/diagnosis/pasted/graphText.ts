import { Failure } from "../../failure";
import { knownGraphRefusal } from "../explanations/graphRefusals";
import type { PastedText } from "./pastedText";
import { serverWords } from "./serverWords";
import type { FailureSymptom, MailSymptom, PlacedSymptom } from "./textSymptom";

/** Graph's error body: `{"error":{"code":…,"message":…}}`. Source: Graph "error responses". */
const body =
  /error\\*["']?\s*:\s*\{\s*\\*["']code\\*["']\s*:\s*\\*["']([\w.]{1,100})\\*["']\s*,?\s*(?:\\*["']message\\*["']\s*:\s*\\*["'])?/g;

/** Codes and words by which Graph is known where a program shows no body. */
const alone =
  /InvalidAuthenticationToken|CompactToken parsing failed|ErrorAccessDenied|Access to OData is disabled|MailboxNotEnabledForRESTAPI|ErrorNonExistentMailbox|ErrorInvalidUser|Authorization_RequestDenied|Insufficient privileges to complete the operation|Ability to create applications outside of a directory|Directory_QuotaExceeded|\b\w{1,60}AsPerAppPolicy/g;

interface Said {
  readonly index: number;
  readonly code: string;
  readonly words: string;
}

/** Refusals by Microsoft Graph: of mail, of a token, or of a change in the directory. */
export function graphSymptoms(pasted: PastedText): readonly PlacedSymptom[] {
  return refusals(pasted.text).map((said) => ({
    line: pasted.lineAt(said.index),
    symptom: directorySymptom(said) ?? mailSymptom(said),
  }));
}

function refusals(text: string): readonly Said[] {
  const bodies = Array.from(text.matchAll(body), ({ index, 0: whole, 1: code = "" }) => ({
    index,
    end: index + whole.length,
    code,
    words: serverWords(text, index + whole.length),
  }));
  const others = Array.from(text.matchAll(alone), ({ index, 0: code }) => ({
    index,
    code,
    words: serverWords(text, index),
  })).filter(({ index }) => !bodies.some((one) => index >= one.index && index < one.end + 600));
  return [...bodies, ...others];
}

/** Said of the directory only; mailboxes are refused in other words. */
const directoryCodes = /^(?:Authorization_RequestDenied|Insufficient privileges)/;

function directorySymptom({ code, words }: Said): FailureSymptom | undefined {
  const denied = directoryCodes.test(code);
  const failure = new Failure(denied ? "graph.forbidden" : "graph.badRequest", words, {
    graphCode: /^\w+$/.test(code) ? code : undefined,
    graphMessage: words,
  });
  if (!denied && knownGraphRefusal(failure) === undefined) return undefined;
  return { kind: "failure", id: denied ? "graph.forbidden" : "graph.refused", failure };
}

/** The status that goes with a code, as Graph sends it. */
const statuses: readonly (readonly [RegExp, string])[] = [
  [/^(?:InvalidAuthenticationToken|CompactToken)/, "401"],
  [/^(?:TooManyRequests|ApplicationThrottled|activityLimitReached)$/, "429"],
  [/^(?:ServiceUnavailable|serviceNotAvailable)$/i, "503"],
];

function mailSymptom({ code, words }: Said): MailSymptom {
  const status = statuses.find(([pattern]) => pattern.test(code))?.[1] ?? "403";
  const said = words.startsWith(code) ? words : `${code}: ${words}`;
  return {
    kind: "mail",
    protocol: "graph",
    step: status === "401" ? "authenticate" : "open",
    status,
    words: said,
  };
}
