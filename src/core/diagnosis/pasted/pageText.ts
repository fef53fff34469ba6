import { Failure } from "../../failure";
import type { PastedText } from "./pastedText";
import type { PlacedSymptom } from "./textSymptom";

/** An answer of the token endpoint with an access token (RFC 6749 §5.1). */
const tokenAnswer = /access_token\\*["']?\s*[:=]/;
const saidMissing =
  /\bno refresh[_ ]?token\b|refresh[_ ]?token (?:is |was )?(?:missing|not (?:found|returned|present|received))|missing refresh[_ ]?token/i;

/** A sign-in that will end within the hour (row 37 of the failure catalogue). */
export function missingRefreshToken({ text, lineAt }: PastedText): readonly PlacedSymptom[] {
  const said = saidMissing.exec(text);
  const answer = tokenAnswer.exec(text);
  const lacks =
    answer !== null && !text.includes("refresh_token") && /expires_in|token_type/.test(text);
  const index = said?.index ?? (lacks ? answer.index : undefined);
  return index === undefined ? [] : [{ line: lineAt(index), symptom: { kind: "noRefreshToken" } }];
}

/** A page in place of an answer, on which no error of OAuth was found (row 42 of the failure catalogue). */
export function strangePage({ text, lineAt }: PastedText): readonly PlacedSymptom[] {
  const page = /<!doctype html|<html[\s>]/i.exec(text);
  if (page === null) return [];
  const failure = new Failure("oauth.unexpectedAnswer", "A page in HTML.");
  return [{ line: lineAt(page.index), symptom: { kind: "failure", id: failure.code, failure } }];
}
