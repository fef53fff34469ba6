import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { Failure } from "../../core/failure";
import { classifyExpiry } from "../../core/registration/expiry";
import type { CertificateFacts, Registration } from "../../core/registration/registration";
import type { StoredCertificateFacts } from "../../core/storedState";
import { credentialExpiryWords } from "../expiryWords";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import type { Ui } from "../parts";
import { rowOf } from "../target";
import { pickText } from "../text";
import { back } from "./frame";
import { askPick } from "./pick";

/**
 * The certificate a command is about: that of the row, the only one, or the one picked.
 * @throws Failure `input.invalid` (certificate.none); CancelledError
 */
export async function pickCertificate(
  { clock, settings }: Pick<Ui, "clock" | "settings">,
  { certificates }: Registration,
  target: unknown,
  title: string,
): Promise<CertificateFacts> {
  const meant = certificateOf(target)?.keyId;
  const known = certificates.find(({ keyId }) => keyId === meant);
  if (known !== undefined) return known;
  const [only] = certificates;
  if (only === undefined) throw missing("none", "The registration has no certificate.");
  if (certificates.length === 1) return only;
  const choices = certificates.map((certificate) => {
    const { displayName, keyId, endDateTime } = certificate;
    const expiry = classifyExpiry(clock.now(), endDateTime, settings.expiryWarningDays);
    return {
      label: pickText(displayName === "" ? keyId : displayName),
      description: pickWords(credentialExpiryWords(expiry, new Date(endDateTime), locale())),
      value: certificate,
    };
  });
  const placeholder = words(message("Which certificate?"));
  const chosen = await askPick({ title }, { choices, placeholder });
  if (chosen === back) throw new CancelledError();
  return chosen;
}

/**
 * A certificate whose key is in this editor: that of the row, the only one, or the one picked.
 * @throws Failure `input.invalid` (certificate.notHere); CancelledError
 */
export async function pickStoredCertificate(
  { certificates }: Pick<Ui, "certificates">,
  target: unknown,
  title: string,
): Promise<StoredCertificateFacts> {
  const row = certificateOf(target);
  const { stored } = certificates;
  const known = stored.find(({ thumbprint }) => thumbprint === row?.thumbprint);
  if (known !== undefined) return known;
  const [only] = stored;
  if (only === undefined || row !== undefined) throw certificateNotHere();
  if (stored.length === 1) return only;
  const choices = stored.map((facts) => ({
    label: pickText(facts.displayName),
    description: pickWords(
      message("made here on {0}", dateWords(new Date(facts.storedAt), locale())),
    ),
    detail: pickWords(message("Thumbprint: {0}", facts.thumbprint)),
    value: facts,
  }));
  const placeholder = words(message("Which certificate?"));
  const chosen = await askPick({ title }, { choices, placeholder });
  if (chosen === back) throw new CancelledError();
  return chosen;
}

/** What to throw when the key of a certificate cannot be had. */
export const certificateNotHere = (): Failure =>
  missing("notHere", "The key of this certificate is not on this computer.");

function missing(problem: string, text: string): Failure {
  return new Failure("input.invalid", text, { input: "certificate", problem });
}

function certificateOf(target: unknown): CertificateFacts | undefined {
  const { part } = rowOf(target);
  return part?.kind === "certificate" ? part.certificate : undefined;
}
