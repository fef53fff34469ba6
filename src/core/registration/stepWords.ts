import { type Message, message } from "../../base/message";
import type { PlanStep } from "./plan";

/** A step of one kind. */
export type StepOf<Kind extends PlanStep["kind"]> = Extract<PlanStep, { readonly kind: Kind }>;

type ProgressWords = {
  readonly [Kind in PlanStep["kind"]]: (step: StepOf<Kind>) => Message;
};

const progress: ProgressWords = {
  createApplication: ({ draft }) => message("Creating {0}", draft.displayName),
  confirmApplication: () => message("Confirming the registration"),
  storeSecret: () => message("Storing the client secret"),
  proveSecret: () => message("Proving the new client secret"),
  removeSecret: ({ displayName }) => message("Removing the client secret {0}", displayName),
  updateApplication: () => message("Saving the registration"),
  addCertificate: ({ certificate }) =>
    message("Adding the certificate {0}", certificate.displayName),
  removeCertificate: ({ displayName }) => message("Removing the certificate {0}", displayName),
  ensureServicePrincipal: () => message("Preparing the enterprise application"),
  grantDelegated: ({ resourceName }) => message("Granting permissions of {0}", resourceName),
  grantAppRole: ({ value }) => message("Granting {0}", value),
  revokeDelegated: ({ resourceName }) => message("Revoking permissions of {0}", resourceName),
  revokeAppRole: ({ value }) => message("Revoking {0}", value),
  addOwner: ({ label }) => message("Adding the owner {0}", label),
  removeOwner: ({ label }) => message("Removing the owner {0}", label),
  deleteApplication: () => message("Deleting the registration"),
  restoreApplication: () => message("Restoring the registration"),
  deletePermanently: () => message("Deleting the registration permanently"),
};

/** What a step does, while it does it. */
export function describeStep(step: PlanStep): Message {
  return words(step);
}

/** What happens at the removal of a secret whose time has not come. */
export const notingRemoval = message("Noting when the old client secret can be removed");

function words<Kind extends PlanStep["kind"]>(step: StepOf<Kind>): Message {
  const row: (step: StepOf<Kind>) => Message = progress[step.kind];
  return row(step);
}
