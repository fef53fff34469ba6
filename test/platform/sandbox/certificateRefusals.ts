import { seededCertificate } from "../../sandbox/seed/certificate";
import type { SandboxSettings } from "../../sandbox/model";
import { bad, type Row, registration } from "./graphRefusal";
import type { Stage } from "./graphSupport";

const start = Date.parse("2026-11-01T00:00:00Z");
const end = Date.parse("2027-05-01T00:00:00Z");
const key = seededCertificate("test", start, end);
const fresh = { type: "AsymmetricX509Cert", usage: "Verify", key, displayName: "CN=test" };
const line = "PATCH /applications/{invoice-service}";
const sends = (...keyCredentials: unknown[]) => ({ line, ask: { body: { keyCredentials } } });
const given = (settings: Partial<SandboxSettings>) => ({
  given: (on: Stage) => Object.assign(on.world.settings, settings),
});
const stored = (change: object) => ({
  line,
  ask: (on: Stage) => {
    const [credential] = registration(on, "invoice-service").resource.keyCredentials;
    return { body: { keyCredentials: [{ ...credential, ...change }] } };
  },
});
const secret = "POST /applications/{jira-inbound}/addPassword";

/** Certificates, and what the tenant's app management policy forbids. */
export const certificateRefusals: readonly Row[] = [
  {
    what: "what is no certificate",
    ...sends({ ...fresh, key: "AAAA" }),
    ...bad,
    says: "not a cert",
  },
  { what: "a certificate as PEM", ...sends({ ...fresh, key: btoa("-----BEGIN") }), ...bad },
  { what: "no key", ...sends({ ...fresh, key: null }), ...bad, says: "not a certificate" },
  {
    what: "bytes after the certificate",
    ...sends({ ...fresh, key: Buffer.from(`${atob(key)}x`, "latin1").toString("base64") }),
    ...bad,
  },
  { what: "another type", ...sends({ ...fresh, type: "Symmetric" }), ...bad, says: '"type"' },
  { what: "another usage", ...sends({ ...fresh, usage: "Encrypt" }), ...bad, says: '"usage"' },
  {
    what: "a name of 91",
    ...sends({ ...fresh, displayName: "x".repeat(91) }),
    ...bad,
    says: "displayName",
  },
  {
    what: "an end after the certificate's own",
    ...sends({ ...fresh, endDateTime: "2030-01-01T00:00:00Z" }),
    ...bad,
    detail: "KeyCredentialsInvalidEndDate",
  },
  {
    what: "a start before the certificate's own",
    ...sends({ ...fresh, startDateTime: "2020-01-01T00:00:00Z" }),
    ...bad,
    detail: "KeyCredentialsInvalidStartDate",
  },
  {
    what: "a certificate that is over",
    ...sends({ ...fresh, key: seededCertificate("old", start, start + 1000) }),
    ...bad,
    detail: "KeyCredentialsInvalidEndDate",
  },
  {
    what: "an unknown member",
    ...sends({ ...fresh, thumbprint: "00" }),
    ...bad,
    says: "keyCredentials.thumbprint",
  },
  {
    what: "one id twice",
    ...sends({ ...fresh, keyId: zeros() }, { ...fresh, keyId: zeros() }),
    ...bad,
  },
  { what: "null for the list", line, ask: { body: { keyCredentials: null } }, ...bad },
  {
    what: "another key under a known id",
    ...stored({ key }),
    ...bad,
    says: "is not allowed",
    detail: "KeyNotUpdatable",
  },
  {
    what: "another end under a known id",
    ...stored({ endDateTime: "2027-01-01T00:00:00Z" }),
    ...bad,
    detail: "KeyNotUpdatable",
  },
  {
    what: "a secret where the policy forbids them",
    line: secret,
    ...given({ secretsForbidden: true }),
    ask: { body: {} },
    status: 400,
    code: "CredentialTypeNotAllowedAsPerAppPolicy",
    detail: "CredentialTypeNotAllowed",
  },
  {
    what: "a secret for longer than the policy allows",
    line: secret,
    ...given({ maxSecretDays: 90 }),
    ask: { body: { passwordCredential: { endDateTime: "2027-03-01T00:00:00Z" } } },
    status: 400,
    code: "CredentialInvalidLifetimeAsPerAppPolicy",
    detail: "InvalidKeyEndDate",
  },
  {
    what: "creating with such a secret",
    line: "POST /applications",
    ...given({ maxSecretDays: 90 }),
    ask: { body: { displayName: "x", passwordCredentials: [{ displayName: "two years" }] } },
    status: 400,
    code: "CredentialInvalidLifetimeAsPerAppPolicy",
    detail: "InvalidKeyEndDate",
  },
  {
    what: "a certificate for longer than the policy allows",
    ...given({ maxCertificateDays: 90 }),
    ...sends(fresh),
    status: 400,
    code: "CredentialInvalidLifetimeAsPerAppPolicy",
    detail: "InvalidKeyEndDate",
  },
  {
    what: "an audience the policy forbids",
    line: "POST /applications",
    ...given({ forbiddenAudiences: "AzureADMultipleOrgs PersonalMicrosoftAccount" }),
    ask: { body: { displayName: "x", signInAudience: "AzureADMultipleOrgs" } },
    status: 400,
    code: "SignInAudienceNotAllowedAsPerAppPolicy",
  },
  {
    what: "changing to such an audience",
    line,
    ...given({ forbiddenAudiences: "AzureADMultipleOrgs" }),
    ask: { body: { signInAudience: "AzureADMultipleOrgs" } },
    status: 400,
    code: "SignInAudienceNotAllowedAsPerAppPolicy",
  },
];

function zeros(): string {
  return "00000000-0000-4000-8000-000000000000";
}
