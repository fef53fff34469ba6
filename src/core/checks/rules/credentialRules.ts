import { message } from "../../../base/message";
import { planRemoveCertificate } from "../../registration/certificatePlans";
import { classifyExpiry } from "../../registration/expiry";
import { planRemoveSecret } from "../../registration/secretPlans";
import { millisecondsPerDay } from "../../time";
import { checkActions } from "../checkActions";
import { check, type CheckRule } from "../checkRule";
import { intendedUse } from "../intendedUse";

/** The portal's longest lifetime (24 months), with a day for leap years and time zones. */
const longestDays = 731 + 1;

const expiredSecrets: CheckRule = ({ registration, now, expiryWarningDays }) => {
  const ended = registration.clientSecrets.filter(
    ({ endDateTime }) => classifyExpiry(now, endDateTime, expiryWarningDays).state === "expired",
  );
  const noneWorks =
    ended.length > 0 &&
    ended.length === registration.clientSecrets.length &&
    registration.certificates.length === 0;
  return ended.map((secret) =>
    check({
      id: `secret.expired:${secret.keyId}`,
      severity: noneWorks ? "error" : "warning",
      title: noneWorks
        ? message('Secret "{0}" has expired, and no other works', secret.displayName || secret.hint)
        : message('Secret "{0}" has expired', secret.displayName || secret.hint),
      explanation: noneWorks
        ? message("Rotate it, or add a new one: what signs in with it is refused (AADSTS7000222).")
        : message("It is of no use any more, and refused (AADSTS7000222)."),
      actions: noneWorks ? [checkActions.rotateSecret, checkActions.addSecret] : [],
      fix: () => (noneWorks ? undefined : planRemoveSecret(registration, secret, [])),
    }),
  );
};

const endingSecrets: CheckRule = ({ registration, now, expiryWarningDays }) =>
  registration.clientSecrets.flatMap((secret) => {
    const { state, days } = classifyExpiry(now, secret.endDateTime, expiryWarningDays);
    if (state !== "soon") return [];
    return [
      check({
        id: `secret.soon:${secret.keyId}`,
        severity: "warning",
        title: message('Secret "{0}" ends in {1} days', secret.displayName || secret.hint, days),
        explanation: message(
          "Rotate it: a new one is made and proved; the old one goes when you are ready.",
        ),
        actions: [checkActions.rotateSecret],
      }),
    ];
  });

const longSecrets: CheckRule = ({ registration, now }) =>
  registration.clientSecrets.flatMap((secret) => {
    const days = (Date.parse(secret.endDateTime) - now.getTime()) / millisecondsPerDay;
    if (days <= longestDays) return [];
    return [
      check({
        id: `secret.tooLong:${secret.keyId}`,
        severity: "warning",
        title: message(
          'Secret "{0}" is valid for more than two years',
          secret.displayName || secret.hint,
        ),
        explanation: message(
          "Nobody notices when it leaks. The portal allows 24 months and recommends less than 12.",
        ),
        actions: [checkActions.rotateSecret],
      }),
    ];
  });

const endedCertificates: CheckRule = ({ registration, now, expiryWarningDays }) =>
  registration.certificates.flatMap((certificate) => {
    const { state, days } = classifyExpiry(now, certificate.endDateTime, expiryWarningDays);
    if (state === "healthy") return [];
    const name = certificate.displayName || (certificate.thumbprint ?? certificate.keyId);
    return [
      state === "expired"
        ? check({
            id: `certificate.expired:${certificate.keyId}`,
            severity: "warning",
            title: message('Certificate "{0}" has expired', name),
            explanation: message("It is of no use any more, and refused (AADSTS700027)."),
            fix: () => planRemoveCertificate(registration, certificate, []),
          })
        : check({
            id: `certificate.soon:${certificate.keyId}`,
            severity: "warning",
            title: message('Certificate "{0}" ends in {1} days', name, days),
            explanation: message("Add its successor before it ends, and remove it afterwards."),
            actions: [checkActions.createCertificate, checkActions.uploadCertificate],
          }),
    ];
  });

const noCredential: CheckRule = (evidence) => {
  const { clientSecrets, certificates } = evidence.registration;
  const use = intendedUse(evidence);
  if (use === "desktop" || clientSecrets.length + certificates.length > 0) return [];
  return [
    check({
      id: "credential.none",
      severity: "error",
      title: message("It has neither a client secret nor a certificate"),
      explanation:
        use === "web"
          ? message("Add one of them: without, a server is refused (AADSTS7000218).")
          : message(
              "Add one of them: a service without a person signs in with nothing else (AADSTS7000218).",
            ),
      actions: [
        checkActions.addSecret,
        checkActions.createCertificate,
        checkActions.uploadCertificate,
      ],
    }),
  ];
};

const needlessSecret: CheckRule = (evidence) => {
  const { registration, preset, now } = evidence;
  const { web, publicClient } = registration.redirectUris;
  if (
    preset === undefined ||
    intendedUse(evidence) !== "desktop" ||
    web.length > 0 ||
    publicClient.length === 0
  )
    return [];
  return registration.clientSecrets
    .filter(({ endDateTime }) => Date.parse(endDateTime) > now.getTime())
    .map((secret) =>
      check({
        id: `secret.needless:${secret.keyId}`,
        severity: "information",
        title: message('Secret "{0}" is of no use here', secret.displayName || secret.hint),
        explanation: message(
          "A program under Mobile and desktop applications must not send one (AADSTS700025).",
        ),
        fix: () => planRemoveSecret(registration, secret, []),
      }),
    );
};

/** Secrets and certificates: there, in time, and not longer than sensible. */
export const credentialRules: readonly CheckRule[] = [
  noCredential,
  expiredSecrets,
  endingSecrets,
  longSecrets,
  endedCertificates,
  needlessSecret,
];
