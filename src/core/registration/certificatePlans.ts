import type { Message } from "../../base/message";
import { Failure } from "../failure";
import type { CertificateDraft, Plan } from "./plan";
import { planAbout } from "./planAbout";
import type { CertificateFacts, RegistrationSummary } from "./registration";

/**
 * Adds the public part of a certificate. Its key is stored or saved before this plan begins.
 * @throws Failure `input.invalid` (certificate.alreadyThere) where the registration has it
 */
export function planAddCertificate(
  registration: RegistrationSummary,
  certificate: CertificateDraft,
): Plan {
  if (registration.certificates.some(({ thumbprint }) => thumbprint === certificate.thumbprint)) {
    throw new Failure("input.invalid", "The registration has this certificate already.", {
      input: "certificate",
      problem: "alreadyThere",
    });
  }
  const others = registration.certificates.map(({ keyId }) => keyId);
  const step = { kind: "addCertificate", certificate, others } as const;
  return planAbout(registration, "addCertificate", [step]);
}

/**
 * Removes a certificate. A key of it that is stored in this editor stays there.
 * @param notes what stops then, for the review
 */
export function planRemoveCertificate(
  registration: RegistrationSummary,
  { keyId, displayName }: CertificateFacts,
  notes: readonly Message[],
): Plan {
  const others = registration.certificates
    .map((certificate) => certificate.keyId)
    .filter((other) => other !== keyId);
  const step = { kind: "removeCertificate", keyId, displayName, others } as const;
  return planAbout(registration, "removeCertificate", [step], notes);
}
