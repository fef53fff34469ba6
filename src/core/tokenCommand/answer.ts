import { type RefusalId, isRefusal } from "./refusals";
import { isPlainText, readLine, readMembers, wireVersion } from "./wire";

/** What a mail program needs of a grant. */
export interface ServedToken {
  readonly accessToken: string;
  /** The user name in the SASL frame. */
  readonly user: string;
  /** Iso8601; undefined where the sign-in did not say. */
  readonly expiresAt?: string | undefined;
}

/** The answer to one request. */
export type TokenAnswer =
  | { readonly kind: "token"; readonly token: ServedToken }
  | { readonly kind: "refused"; readonly refusal: RefusalId };

/** Bytes of an answer line, its LF included: access tokens have about 2 KiB, those with many groups some more. */
export const longestAnswer = 65_536;

/** The one way to write an answer. */
export function formatAnswer(answer: TokenAnswer): string {
  const members =
    answer.kind === "refused"
      ? { v: wireVersion, refused: answer.refusal }
      : {
          v: wireVersion,
          token: answer.token.accessToken,
          user: answer.token.user,
          expiresAt: answer.token.expiresAt,
        };
  return `${JSON.stringify(members)}\n`;
}

/** Reads an answer line. @returns undefined for everything that {@link formatAnswer} does not write */
export function parseAnswer(bytes: Uint8Array): TokenAnswer | undefined {
  const line = readLine(bytes, longestAnswer);
  const members = line === undefined ? undefined : readMembers(line);
  if (members === undefined || members["v"] !== wireVersion) return undefined;
  const answer = readRefusal(members) ?? readToken(members);
  return answer !== undefined && formatAnswer(answer) === `${line}\n` ? answer : undefined;
}

type Members = Readonly<Record<string, unknown>>;

function readRefusal({ refused }: Members): TokenAnswer | undefined {
  return isRefusal(refused) ? { kind: "refused", refusal: refused } : undefined;
}

function readToken({ token, user, expiresAt }: Members): TokenAnswer | undefined {
  if (!isPlainText(token, longestAnswer) || !isPlainText(user, longestAnswer)) return undefined;
  if (expiresAt !== undefined && !isPlainText(expiresAt, longestAnswer)) return undefined;
  return { kind: "token", token: { accessToken: token, user, expiresAt } };
}
