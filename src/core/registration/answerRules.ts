import { type Message, renderMessage } from "../../base/message";
import { Failure } from "../failure";
import type { RegisterAnswers } from "./registerAnswers";
import {
  checkDisplayName,
  checkRedirectUri,
  checkRedirectUriList,
  checkSecretLifetimeDays,
  checkSecretName,
} from "./rules";

/**
 * Checks the answers as a whole, by the rules of the input boxes and what can only be seen together.
 * @throws Failure `input.invalid` (facts: input, problem)
 */
export function checkAnswers(answers: RegisterAnswers): void {
  const { preset, audience, redirectUris, secret } = answers;
  refuse("displayName", checkDisplayName(answers.displayName, audience));
  if (!preset.audiences.includes(audience)) invalid("audience", "Not offered by this preset.");
  for (const uri of redirectUris) {
    refuse("redirectUri", checkRedirectUri(uri, preset.platform, audience));
  }
  refuse("redirectUri", checkRedirectUriList(redirectUris, audience));
  if (preset.platform !== "publicClient" && redirectUris.length === 0) {
    invalid("redirectUri", "A redirect URI is needed.");
  }
  if (answers.permissions.length === 0) invalid("permissions", "Choose at least one permission.");
  if ((preset.credential === "secret") !== (secret !== undefined)) {
    invalid("secret", "The preset decides whether there is a secret.");
  }
  if (secret) {
    refuse("secretName", checkSecretName(secret.displayName));
    refuse("secretLifetimeDays", checkSecretLifetimeDays(secret.lifetimeDays));
  }
}

function refuse(input: string, problem: Message | undefined): void {
  if (problem) invalid(input, renderMessage(problem));
}

function invalid(input: string, problem: string): never {
  throw new Failure("input.invalid", `${input}: ${problem}`, { input, problem });
}
