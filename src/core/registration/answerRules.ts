import { type Message, message, renderMessage } from "../../base/message";
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
  const { preset, audience, platform } = answers;
  refuse("displayName", checkDisplayName(answers.displayName, audience));
  if (!preset.audiences.includes(audience)) invalid("audience", "Not offered by this preset.");
  if (!preset.platforms.includes(platform)) invalid("platform", "Not offered by this preset.");
  checkRedirectUris(answers);
  checkPermissions(answers);
  checkCredential(answers);
  for (const { input, fits, words } of together) {
    if (fits(answers)) refuse(input, words);
  }
}

function checkRedirectUris({ audience, platform, redirectUris }: RegisterAnswers): void {
  if (platform === "none") {
    if (redirectUris.length > 0) invalid("redirectUri", "There is no platform to send anyone to.");
    return;
  }
  for (const uri of redirectUris) refuse("redirectUri", checkRedirectUri(uri, platform, audience));
  refuse("redirectUri", checkRedirectUriList(redirectUris, audience));
  if (platform !== "publicClient" && redirectUris.length === 0) {
    invalid("redirectUri", "A redirect URI is needed.");
  }
}

function checkPermissions({ preset, permissions, applicationPermissions }: RegisterAnswers): void {
  if (permissions.length + applicationPermissions.length === 0) {
    refuse("permissions", message("Choose at least one permission."));
  }
  if (preset.actsAs === "person" && applicationPermissions.length > 0) {
    invalid("permissions", "This preset is for people who sign in.");
  }
  if (preset.actsAs === "app" && permissions.length > 0) {
    invalid("permissions", "With this preset nobody signs in.");
  }
}

function checkCredential({ preset, credential, secret, certificate }: RegisterAnswers): void {
  if (!preset.credentials.includes(credential)) {
    invalid("credential", "Not offered by this preset.");
  }
  if ((credential === "secret") !== (secret !== undefined)) {
    invalid("secret", "There is a secret exactly when it is the credential.");
  }
  if ((credential === "certificate") !== (certificate !== undefined)) {
    invalid("certificate", "There is a certificate exactly when it is the credential.");
  }
  if (secret) {
    refuse("secretName", checkSecretName(secret.displayName));
    refuse("secretLifetimeDays", checkSecretLifetimeDays(secret.lifetimeDays));
  }
}

interface JointRule {
  readonly input: string;
  readonly fits: (answers: RegisterAnswers) => boolean;
  readonly words: Message;
}

/** Answers that are fine alone and cannot work together. */
const together: readonly JointRule[] = [
  {
    input: "platform",
    fits: ({ platform, permissions }) => platform === "none" && permissions.length > 0,
    words: message(
      "Delegated permissions are for people who sign in, and these have to be sent back: choose a platform, or application permissions only.",
    ),
  },
  {
    input: "credential",
    fits: ({ applicationPermissions, credential }) =>
      applicationPermissions.length > 0 && credential === "none",
    words: message("An app that acts as itself needs a client secret or a certificate."),
  },
  {
    // The client credentials flow needs the directory in its authority
    input: "audience",
    fits: ({ applicationPermissions, audience }) =>
      applicationPermissions.length > 0 && audience === "PersonalMicrosoftAccount",
    words: message(
      "Application permissions are for mailboxes of a directory: personal accounts have none.",
    ),
  },
  {
    // AADSTS700025
    input: "credential",
    fits: ({ platform, credential, applicationPermissions }) =>
      platform === "publicClient" && credential !== "none" && applicationPermissions.length === 0,
    words: message(
      "Choose none, or the platform Web: a program under Mobile and desktop applications must not send a secret or certificate (AADSTS700025).",
    ),
  },
  {
    input: "implicitGrant",
    fits: ({ preset, platform, implicitGrant }) =>
      implicitGrant !== undefined && (preset.implicitGrant === undefined || platform !== "web"),
    words: message("Implicit grant belongs to the platform Web."),
  },
];

function refuse(input: string, problem: Message | undefined): void {
  if (problem) invalid(input, renderMessage(problem));
}

function invalid(input: string, problem: string): never {
  throw new Failure("input.invalid", `${input}: ${problem}`, { input, problem });
}
