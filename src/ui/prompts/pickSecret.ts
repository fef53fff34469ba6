import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { type Message, message } from "../../base/message";
import { classifyExpiry } from "../../core/registration/expiry";
import type { ClientSecretFacts, Registration } from "../../core/registration/registration";
import { credentialExpiryWords } from "../expiryWords";
import { locale, pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { rowOf } from "../target";
import { pickText } from "../text";
import { type Back, back, type Frame } from "./frame";
import { askPick, type Choice } from "./pick";
import { noSecret } from "./pickStoredSecret";

/**
 * The client secret a command is about: that of the row, the only one, or the one picked.
 * @throws Failure `input.invalid` (clientSecret.none); CancelledError
 */
export async function pickSecret(
  ui: Pick<Ui, "clock" | "settings" | "registrations">,
  registration: Registration,
  target: unknown,
  title: string,
): Promise<ClientSecretFacts> {
  const meant = rowOf(target).secret?.keyId;
  const { clientSecrets } = registration;
  const [only] = clientSecrets;
  if (only === undefined) throw noSecret();
  const known = clientSecrets.find(({ keyId }) => keyId === meant);
  if (known !== undefined) return known;
  if (clientSecrets.length === 1) return only;
  const chosen = await askPick(
    { title },
    {
      choices: clientSecrets.map((secret) => secretChoice(ui, secret)),
      placeholder: words(message("Which client secret?")),
    },
  );
  if (chosen === back) throw new CancelledError();
  return chosen;
}

/**
 * Which secret makes room for the new one, where there is room for two only.
 * @param old the one that is to be replaced
 */
export function askRemoveFirst(
  frame: Frame,
  ui: Pick<Ui, "clock" | "settings">,
  registration: Registration,
  old: ClientSecretFacts,
): Promise<ClientSecretFacts | Back> {
  const now = ui.clock.now().getTime();
  const isEnded = ({ endDateTime }: ClientSecretFacts): boolean => Date.parse(endDateTime) <= now;
  const choices = [...registration.clientSecrets]
    .sort((a, b) => Number(isEnded(b)) - Number(isEnded(a)))
    .map((secret) => secretChoice(ui, secret, consequence(secret, old, isEnded(secret))));
  return askPick(frame, {
    choices: [
      ...choices,
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      { label: words(message("With personal accounts a registration has at most two secrets.")) },
    ],
    placeholder: words(message("There is no room for a third secret. Which one goes first?")),
  });
}

function consequence(secret: ClientSecretFacts, old: ClientSecretFacts, ended: boolean): Message {
  if (ended) return message("It has ended, so nothing stops.");
  return secret.keyId === old.keyId
    ? message("It is the one to replace: programs stop until they have the new secret.")
    : message("It still works: whatever uses it stops.");
}

function secretChoice(
  { clock, settings }: Pick<Ui, "clock" | "settings">,
  secret: ClientSecretFacts,
  detail?: Message,
): Choice<ClientSecretFacts> {
  const { displayName, hint, endDateTime } = secret;
  const expiry = classifyExpiry(clock.now(), endDateTime, settings.expiryWarningDays);
  const name = displayName === "" ? words(message("no description")) : displayName;
  return {
    label: pickText(hint === "" ? name : `${name} · ${hint}…`),
    description: pickWords(credentialExpiryWords(expiry, new Date(endDateTime), locale())),
    ...(detail && { detail: pickWords(detail) }),
    value: secret,
  };
}
