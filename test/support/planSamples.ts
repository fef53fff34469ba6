import type { Plan, PlanPurpose, PlanStep } from "../../src/core/registration/plan";
import { clientSecretKey } from "../../src/core/secretKeys";
import { aRegistration } from "./builders";
import type { OwnedGrant } from "./fakes/fakeDirectory";
import { aPlanWithSecret, RegistrationWorld } from "./registrationWorld";

/** A plan, and the tenant it is made for. */
export interface PlanSample {
  readonly name: string;
  readonly plan: Plan;
  readonly prepare?: (world: RegistrationWorld) => void;
}

export const objectId = "object";
export const appId = "app";
export const oldKeyId = "key-old";

const exchange = "00000002-0000-0ff1-ce00-000000000000";
const graph = "00000003-0000-0000-c000-000000000000";
const principal = "principal-of-app";

/** A tenant with one registration that has a secret, whose value is stored, and a certificate. */
export function worldWithRegistration(): RegistrationWorld {
  const world = new RegistrationWorld();
  world.tenant.add(
    aRegistration({
      objectId,
      appId,
      displayName: "jira",
      redirectUris: {
        web: ["https://jira.test/a", "https://jira.test/b"],
        spa: [],
        publicClient: [],
      },
      clientSecrets: [
        {
          keyId: oldKeyId,
          displayName: "old",
          hint: "old",
          endDateTime: "2026-12-01T00:00:00Z",
        },
      ],
    }),
  );
  const entry = world.tenant.entries.get(objectId);
  if (entry) entry.keyCredentials = [{ keyId: "cert-old", key: "T0xE", displayName: "old" }];
  world.tenant.secretTexts.set(oldKeyId, "old value");
  world.disk.secrets.set(clientSecretKey(appId, oldKeyId), "old value");
  world.disk.state = {
    ...world.disk.state,
    storedSecrets: [{ appId, keyId: oldKeyId, storedAt: "2026-11-01T00:00:00Z" }],
  };
  world.tenant.owners.set(objectId, ["person-ada"]);
  return world;
}

export function planFor(purpose: PlanPurpose, ...steps: readonly PlanStep[]): Plan {
  return {
    title: "jira",
    purpose,
    subject: { objectId, appId, displayName: "jira" },
    steps,
  };
}

const secret = { displayName: "new", endDateTime: "2027-11-21T00:00:00Z" };
const removeOld = {
  kind: "removeSecret",
  keyId: oldKeyId,
  displayName: "old",
  hint: "old",
} as const;

const certificate = {
  displayName: "new",
  der: "TkVX",
  thumbprint: "66AABD91FC41CC4635AAD94DC77D93A0E2EAC67B",
  startDateTime: "2026-11-21T00:00:00Z",
  endDateTime: "2027-11-21T00:00:00Z",
};

export const updateStep: PlanStep = {
  kind: "updateApplication",
  patch: {
    displayName: "jira 2",
    web: { redirectUris: ["https://jira.test/c", "https://jira.test/a"] },
    notes: "for mail",
  },
  before: {
    displayName: "jira",
    web: { redirectUris: ["https://jira.test/a", "https://jira.test/b"] },
    notes: null,
  },
};

const grantSteps: readonly PlanStep[] = [
  { kind: "ensureServicePrincipal" },
  {
    kind: "grantDelegated",
    resourceAppId: graph,
    resourceName: "Microsoft Graph",
    scopes: ["IMAP.AccessAsUser.All", "offline_access"],
    consentFor: "everyone",
  },
  {
    kind: "grantDelegated",
    resourceAppId: graph,
    resourceName: "Microsoft Graph",
    scopes: ["Mail.Read"],
    consentFor: "me",
  },
  {
    kind: "grantAppRole",
    resourceAppId: exchange,
    resourceName: "Office 365 Exchange Online",
    appRoleId: "role-imap",
    value: "IMAP.AccessAsApp",
  },
];

function addPrincipal({ tenant }: RegistrationWorld): void {
  tenant.servicePrincipals.set(appId, {
    id: principal,
    appId,
    displayName: "jira",
    accountEnabled: true,
    appRoleAssignmentRequired: false,
  });
}

function addGrants(world: RegistrationWorld): void {
  addPrincipal(world);
  const { tenant } = world;
  const grant = (id: string, scopes: readonly string[], api = graph): OwnedGrant => ({
    id,
    clientId: principal,
    resourceId: `api-${api}`,
    consentFor: "everyone",
    principalId: undefined,
    scopes,
  });
  tenant.grants.push(
    grant("grant-graph", ["offline_access", "User.Read"]),
    grant("grant-exchange", ["EWS.AccessAsUser.All"], exchange),
  );
  tenant.roles.push({
    id: "assignment",
    clientId: principal,
    resourceId: `api-${exchange}`,
    resourceName: "Office 365 Exchange Online",
    appRoleId: "role-smtp",
  });
}

function moveToDeleted({ tenant }: RegistrationWorld): void {
  const entry = tenant.entries.get(objectId);
  if (entry) tenant.deleted.set(objectId, entry);
  tenant.entries.delete(objectId);
}

function appOnlyPlan(): Plan {
  const plan = aPlanWithSecret();
  return {
    ...plan,
    steps: [
      ...plan.steps,
      { kind: "addCertificate", certificate },
      { kind: "ensureServicePrincipal" },
    ],
  };
}

/** A plan of every purpose. */
export const planSamples: readonly PlanSample[] = [
  { name: "register", plan: appOnlyPlan() },
  { name: "change", plan: planFor("change", updateStep) },
  { name: "add a secret", plan: planFor("addSecret", { kind: "storeSecret", secret }) },
  { name: "remove a secret", plan: planFor("removeSecret", removeOld) },
  {
    name: "rotate a secret",
    plan: planFor(
      "rotateSecret",
      { kind: "storeSecret", secret },
      { kind: "ensureServicePrincipal" },
      { kind: "proveSecret" },
      removeOld,
    ),
  },
  {
    name: "make room for a secret",
    plan: planFor("rotateSecret", removeOld, { kind: "storeSecret", secret }),
  },
  {
    name: "add a certificate",
    plan: planFor("addCertificate", { kind: "addCertificate", certificate }),
  },
  {
    name: "replace a certificate",
    plan: planFor(
      "removeCertificate",
      { kind: "addCertificate", certificate },
      { kind: "removeCertificate", keyId: "cert-old", displayName: "old" },
    ),
  },
  { name: "grant consent", plan: planFor("grantConsent", ...grantSteps) },
  { name: "grant more consent", plan: planFor("grantConsent", ...grantSteps), prepare: addGrants },
  {
    name: "revoke consent",
    plan: planFor(
      "revokeConsent",
      {
        kind: "revokeDelegated",
        grantId: "grant-graph",
        resourceName: "Microsoft Graph",
        scopes: ["User.Read", "never granted"],
      },
      {
        kind: "revokeDelegated",
        grantId: "grant-exchange",
        resourceName: "Office 365 Exchange Online",
        scopes: ["EWS.AccessAsUser.All"],
      },
      {
        kind: "revokeAppRole",
        assignmentId: "assignment",
        resourceName: "Office 365 Exchange Online",
        value: "SMTP.SendAsApp",
      },
    ),
    prepare: addGrants,
  },
  {
    name: "change owners",
    plan: planFor(
      "changeOwners",
      { kind: "addOwner", ownerId: "person-alan", label: "Alan" },
      { kind: "addOwner", ownerId: "person-grace", label: "Grace" },
      { kind: "removeOwner", ownerId: "person-ada", label: "Ada" },
    ),
  },
  { name: "delete", plan: planFor("delete", { kind: "deleteApplication" }) },
  {
    name: "restore",
    plan: planFor("restore", { kind: "restoreApplication" }),
    prepare: moveToDeleted,
  },
  {
    name: "delete for good",
    plan: planFor("deletePermanently", { kind: "deletePermanently" }),
    prepare: moveToDeleted,
  },
  {
    name: "fix",
    plan: planFor("fix", updateStep, ...grantSteps.slice(0, 2), {
      kind: "updateApplication",
      patch: { isFallbackPublicClient: false },
      before: { isFallbackPublicClient: true },
    }),
  },
];
