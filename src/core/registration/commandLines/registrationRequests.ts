import type { Cloud } from "../../cloud";
import type { CertificateDraft, Plan, PlanStep } from "../plan";
import type { ApplicationDraft, PasswordCredentialDraft } from "../registration";

type StepOf<Kind extends PlanStep["kind"]> = Extract<PlanStep, { readonly kind: Kind }>;

/** What a plan that registers sends to Graph, taken apart so that a command line can send the same. */
export interface RegistrationRequests {
  /** `https://<graph>/v1.0/applications`. */
  readonly url: string;
  readonly draft: ApplicationDraft;
  /** Body of the creation. A secret is made afterwards, by the line that prints it. */
  readonly create: object;
  readonly secret: PasswordCredentialDraft | undefined;
  /** Body of addPassword. */
  readonly addPassword: object | undefined;
  readonly certificate: CertificateDraft | undefined;
  /** Body of the PATCH that adds a certificate to the new registration, which has none yet. */
  readonly addCertificate: object | undefined;
  readonly servicePrincipal: boolean;
}

/** @returns undefined for a plan that creates no registration */
export function registrationRequests(
  plan: Plan,
  { graphHost }: Pick<Cloud, "graphHost">,
): RegistrationRequests | undefined {
  const draft = stepOf(plan, "createApplication")?.draft;
  if (draft === undefined) return undefined;
  const secret = stepOf(plan, "storeSecret")?.secret;
  const certificate = stepOf(plan, "addCertificate")?.certificate;
  return {
    url: `https://${graphHost}/v1.0/applications`,
    draft,
    create: withoutOurs(draft),
    secret,
    addPassword: secret && { passwordCredential: secret },
    certificate,
    addCertificate: certificate && {
      keyCredentials: [
        {
          type: "AsymmetricX509Cert",
          usage: "Verify",
          key: certificate.der,
          displayName: certificate.displayName,
          startDateTime: certificate.startDateTime,
          endDateTime: certificate.endDateTime,
        },
      ],
    },
    servicePrincipal: stepOf(plan, "ensureServicePrincipal") !== undefined,
  };
}

/** Without the tag by which this product finds it again, and without the secret, whose value would be printed with all else. */
function withoutOurs({
  tags: _tags,
  passwordCredentials: _secrets,
  ...draft
}: ApplicationDraft): object {
  return draft;
}

function stepOf<Kind extends PlanStep["kind"]>(plan: Plan, kind: Kind): StepOf<Kind> | undefined {
  return plan.steps.find((step): step is StepOf<Kind> => step.kind === kind);
}
