import type { PlanStep } from "../../core/registration/plan";
import type { StepWork } from "../stepRun";
import { grantAppRole, revokeAppRole } from "./appRoleGrants";
import { addCertificate, removeCertificate } from "./certificates";
import { confirmApplication } from "./confirmApplication";
import { createApplication } from "./createApplication";
import { grantDelegated, revokeDelegated } from "./delegatedGrants";
import { deleteApplication, deletePermanently, restoreApplication } from "./deletion";
import { addOwner, removeOwner } from "./owners";
import { proveSecret } from "./proveSecret";
import { removeSecret } from "./removeSecret";
import { ensureServicePrincipal } from "./servicePrincipals";
import { storeSecret } from "./storeSecret";
import { updateApplication } from "./updateApplication";

/** How each kind of step is done and taken back. */
export const stepTable: { readonly [Kind in PlanStep["kind"]]: StepWork<Kind> } = {
  createApplication,
  confirmApplication,
  storeSecret,
  proveSecret,
  removeSecret,
  updateApplication,
  addCertificate,
  removeCertificate,
  ensureServicePrincipal,
  grantDelegated,
  grantAppRole,
  revokeDelegated,
  revokeAppRole,
  addOwner,
  removeOwner,
  deleteApplication,
  restoreApplication,
  deletePermanently,
};
