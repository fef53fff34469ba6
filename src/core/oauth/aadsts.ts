import { type Message, message } from "../../base/message";
import type { FindingAction } from "../diagnosis/finding";
import { accountEntries } from "./aadsts/accountEntries";
import type { AadstsEntry } from "./aadsts/entry";
import { oauthErrors } from "./aadsts/oauthErrors";
import { registrationEntries } from "./aadsts/registrationEntries";
import { requestEntries } from "./aadsts/requestEntries";

/** All known causes. Source: Entra "authentication and authorization error codes", and reports of users. */
export const aadstsEntries: readonly AadstsEntry[] = [
  ...registrationEntries,
  ...accountEntries,
  ...requestEntries,
];

const byCode = new Map(
  aadstsEntries.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)),
);

export interface OAuthExplanation {
  readonly title: Message;
  readonly explanation: Message;
  readonly actions: readonly FindingAction[];
}

/** The number in `AADSTS65001`, `"65001"` or `65001`, wherever it stands in a text. */
export function aadstsCode(value: string | number | boolean | undefined): number | undefined {
  if (typeof value === "number")
    return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  if (typeof value !== "string") return undefined;
  const digits = /AADSTS(\d{3,9})(?!\d)/.exec(value)?.[1] ?? /^\d{3,9}$/.exec(value.trim())?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** True when the tables hold the cause of a number. */
export function isKnownCode(code: number): boolean {
  return byCode.has(code);
}

/**
 * Explains an OAuth refusal: by its AADSTS code, else by its `error` field, else in general. Numbers and
 * texts may change at any time (Entra says so), therefore nothing depends on them but words.
 */
export function explainOAuthError(
  error: string | undefined,
  code: number | undefined,
): OAuthExplanation {
  const entry =
    (code === undefined ? undefined : byCode.get(code)) ??
    (error !== undefined && Object.hasOwn(oauthErrors, error) ? oauthErrors[error] : undefined) ??
    unrecognised;
  const { title, explanation, actions } = entry;
  return {
    title,
    explanation,
    actions: code === undefined ? actions : [...actions, lookupLink(code)],
  };
}

const unrecognised: OAuthExplanation = {
  title: message("Microsoft refused the sign-in."),
  explanation: message(
    "The reason it gave is not known here; its own words are among the details.",
  ),
  actions: [],
};

function lookupLink(code: number): FindingAction {
  return {
    kind: "openLink",
    title: message("Look Up AADSTS{0}", code),
    url: `https://login.microsoftonline.com/error?code=${code}`,
  };
}
