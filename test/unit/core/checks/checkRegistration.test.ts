import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import type { CheckEvidence } from "../../../../src/core/checks/check";
import { checkRegistration } from "../../../../src/core/checks/checkRegistration";
import { clouds } from "../../../../src/core/cloud";
import type { ConsentState } from "../../../../src/core/consent/consentState";
import type { PlanStep } from "../../../../src/core/registration/plan";
import { presets } from "../../../../src/core/registration/presetRegistry";
import {
  exchangeOnlineAppId,
  graphAppId,
  requireGraphPermissions,
} from "../../../../src/core/registration/permissions";
import type { Registration } from "../../../../src/core/registration/registration";
import { aRegistration } from "../../../support/builders";

const now = new Date("2026-11-21T12:00:00Z");

const good = aRegistration({
  requiredResourceAccess: requireGraphPermissions([
    "IMAP.AccessAsUser.All",
    "SMTP.Send",
    "offline_access",
    "email",
    "User.Read",
  ]),
});

function preset(id: string): CheckEvidence["preset"] {
  const found = presets.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
}

function evidence(
  registration: Partial<Registration>,
  rest: Partial<CheckEvidence> = {},
): CheckEvidence {
  return {
    registration: { ...good, ...registration },
    consent: undefined,
    preset: undefined,
    tenantId: "3f6b1c52-8d3e-4c0a-9a57-6f1e2b7d9c10",
    cloud: clouds.global,
    now,
    expiryWarningDays: 30,
    ...rest,
  };
}

const secret = (endDateTime: string, keyId = "key"): Registration["clientSecrets"][0] => ({
  keyId,
  displayName: "jira",
  hint: "abc",
  startDateTime: undefined,
  endDateTime,
});

const web: Partial<Registration> = {
  redirectUris: { web: ["https://jira.contoso.test/callback"], spa: [], publicClient: [] },
  isFallbackPublicClient: false,
  signInAudience: "AzureADMyOrg",
  clientSecrets: [secret("2027-05-01T00:00:00Z")],
};

const imapAsApp = "5e5addcd-3e8d-4e90-baf5-964efab2b20a";
const service: Partial<Registration> = {
  redirectUris: { web: [], spa: [], publicClient: [] },
  isFallbackPublicClient: false,
  signInAudience: "AzureADMyOrg",
  clientSecrets: [secret("2027-05-01T00:00:00Z")],
  requiredResourceAccess: [
    { resourceAppId: exchangeOnlineAppId, resourceAccess: [{ id: imapAsApp, type: "Role" }] },
  ],
};

function consent(facts: Partial<ConsentState> = {}): ConsentState {
  return {
    servicePrincipal: {
      id: "sp",
      appId: good.appId,
      displayName: "aerc-ada",
      accountEnabled: true,
      appRoleAssignmentRequired: false,
    },
    grants: [],
    appRoles: [],
    me: { id: "ada", displayName: "Ada", userPrincipalName: "ada@contoso.test" },
    apis: [],
    ...facts,
  };
}

const exchangeApi: ConsentState["apis"][0] = {
  id: "exchange-sp",
  appId: exchangeOnlineAppId,
  displayName: "Office 365 Exchange Online",
  permissions: [
    {
      id: imapAsApp,
      type: "Role",
      value: "IMAP.AccessAsApp",
      displayName: "",
      description: "",
      adminOnly: true,
    },
  ],
};

/** Ids without what they are about: redirect URIs and key ids follow after a colon. */
const found = (given: CheckEvidence): readonly string[] =>
  checkRegistration(given).map(({ finding }) => finding.id.replace(/:.*$/, ""));

const fixOf = (given: CheckEvidence, id: string): readonly PlanStep[] | undefined =>
  checkRegistration(given).find(({ finding }) => finding.id.startsWith(id))?.fix?.steps;

interface Row {
  readonly finds: string;
  readonly when: CheckEvidence;
  /** Kinds of the steps that mend it; undefined = no plan of one step can. */
  readonly mends: readonly PlanStep["kind"][] | undefined;
}

const patch = ["updateApplication"] as const;

const rows: readonly Row[] = [
  {
    finds: "redirectUri.none",
    when: evidence({ redirectUris: { web: [], spa: [], publicClient: [] } }),
    mends: patch,
  },
  {
    finds: "platform.spa",
    when: evidence({
      redirectUris: { web: [], spa: ["http://localhost"], publicClient: ["http://localhost/a"] },
    }),
    mends: patch,
  },
  {
    finds: "platform.desktopUnderWeb",
    when: evidence({
      redirectUris: { web: ["http://localhost"], spa: [], publicClient: ["http://localhost/a"] },
    }),
    mends: patch,
  },
  {
    finds: "redirectUri.loopbackPath",
    when: evidence({ redirectUris: { web: [], spa: [], publicClient: ["http://localhost/"] } }),
    mends: patch,
  },
  {
    finds: "redirectUri.ofPreset",
    when: evidence(
      { redirectUris: { web: [], spa: [], publicClient: ["http://localhost/a"] } },
      { preset: preset("personalMailClient") },
    ),
    mends: patch,
  },
  { finds: "publicFlows.off", when: evidence({ isFallbackPublicClient: false }), mends: patch },
  {
    finds: "publicFlows.needless",
    when: evidence({ ...web, isFallbackPublicClient: true }),
    mends: patch,
  },
  {
    finds: "implicitGrant.on",
    when: evidence({ ...web, implicitGrant: { accessTokens: true, idTokens: true } }),
    mends: patch,
  },
  {
    finds: "tokenVersion.old",
    when: evidence({ requestedAccessTokenVersion: undefined }),
    mends: patch,
  },
  {
    finds: "audience.notOfPreset",
    when: evidence({ signInAudience: "AzureADMyOrg" }, { preset: preset("personalMailClient") }),
    mends: patch,
  },
  {
    finds: "audience.cloud",
    when: evidence({}, { cloud: clouds.usGov }),
    mends: patch,
  },
  {
    finds: "audience.appOnly",
    when: evidence({ ...service, signInAudience: "AzureADMultipleOrgs" }),
    mends: patch,
  },
  { finds: "permission.noMail", when: evidence({ requiredResourceAccess: [] }), mends: patch },
  {
    finds: "permission.missing",
    when: evidence(
      { requiredResourceAccess: requireGraphPermissions(["IMAP.AccessAsUser.All"]) },
      { preset: preset("personalMailClient") },
    ),
    mends: patch,
  },
  {
    finds: "permission.offlineAccess",
    when: evidence({ requiredResourceAccess: requireGraphPermissions(["IMAP.AccessAsUser.All"]) }),
    mends: patch,
  },
  {
    finds: "permission.serviceNeedsRoles",
    when: evidence(
      {
        ...service,
        requiredResourceAccess: requireGraphPermissions(["IMAP.AccessAsUser.All"]),
      },
      { preset: preset("serviceWithoutUser") },
    ),
    mends: patch,
  },
  {
    finds: "permission.wrongApi",
    when: evidence({
      requiredResourceAccess: [
        {
          resourceAppId: exchangeOnlineAppId,
          resourceAccess: [{ id: "195adc35-e27b-454b-a7ed-1ecdffa1c09f", type: "Scope" }],
        },
      ],
    }),
    mends: patch,
  },
  {
    finds: "permission.notFound",
    when: evidence(
      {
        requiredResourceAccess: [
          ...good.requiredResourceAccess,
          {
            resourceAppId: exchangeOnlineAppId,
            resourceAccess: [{ id: "00000000-0000-0000-0000-00000000dead", type: "Scope" }],
          },
        ],
      },
      { consent: consent({ apis: [exchangeApi] }) },
    ),
    mends: patch,
  },
  {
    finds: "permission.needless",
    when: evidence(
      {
        requiredResourceAccess: requireGraphPermissions([
          "IMAP.AccessAsUser.All",
          "SMTP.Send",
          "offline_access",
          "email",
          "User.Read",
          "Mail.ReadWrite",
        ]),
      },
      { preset: preset("personalMailClient") },
    ),
    mends: patch,
  },
  {
    finds: "secret.expired",
    when: evidence({
      ...web,
      clientSecrets: [secret("2026-11-20T00:00:00Z"), secret("2027-05-01T00:00:00Z", "new")],
    }),
    mends: ["removeSecret"],
  },
  {
    finds: "secret.expired",
    when: evidence({ ...web, clientSecrets: [secret("2026-11-20T00:00:00Z")] }),
    mends: undefined,
  },
  {
    finds: "secret.soon",
    when: evidence({ ...web, clientSecrets: [secret("2026-12-01T00:00:00Z")] }),
    mends: undefined,
  },
  {
    finds: "secret.tooLong",
    when: evidence({ ...web, clientSecrets: [secret("2036-12-01T00:00:00Z")] }),
    mends: undefined,
  },
  {
    finds: "certificate.expired",
    when: evidence({
      ...web,
      certificates: [
        { keyId: "c", displayName: "c", thumbprint: "AB", endDateTime: "2026-01-01T00:00:00Z" },
      ],
    }),
    mends: ["removeCertificate"],
  },
  {
    finds: "credential.none",
    when: evidence({ ...web, clientSecrets: [] }),
    mends: undefined,
  },
  {
    finds: "secret.needless",
    when: evidence(
      { clientSecrets: [secret("2027-05-01T00:00:00Z")] },
      { preset: preset("personalMailClient") },
    ),
    mends: ["removeSecret"],
  },
  {
    finds: "servicePrincipal.missing",
    when: evidence(service, { consent: consent({ servicePrincipal: undefined }) }),
    mends: ["ensureServicePrincipal"],
  },
  {
    finds: "servicePrincipal.disabled",
    when: evidence(
      {},
      {
        consent: consent({
          servicePrincipal: {
            id: "sp",
            appId: "a",
            displayName: "a",
            accountEnabled: false,
            appRoleAssignmentRequired: false,
          },
        }),
      },
    ),
    mends: undefined,
  },
  {
    finds: "servicePrincipal.assignmentRequired",
    when: evidence(
      {},
      {
        consent: consent({
          servicePrincipal: {
            id: "sp",
            appId: "a",
            displayName: "a",
            accountEnabled: true,
            appRoleAssignmentRequired: true,
          },
        }),
      },
    ),
    mends: undefined,
  },
  {
    finds: "consent.rolesMissing",
    when: evidence(service, { consent: consent({ apis: [exchangeApi] }) }),
    mends: ["grantAppRole"],
  },
  {
    finds: "consent.leftOver",
    when: evidence(
      { ...good },
      {
        consent: consent({
          apis: [exchangeApi],
          appRoles: [
            {
              id: "assignment",
              resourceId: "exchange-sp",
              resourceName: "Office 365 Exchange Online",
              appRoleId: imapAsApp,
            },
          ],
        }),
      },
    ),
    mends: ["revokeAppRole"],
  },
];

describe("the checks of a registration", () => {
  it("find nothing in registrations that are as they should be", () => {
    assert.deepEqual(found(evidence({})), []);
    assert.deepEqual(found(evidence({}, { preset: preset("personalMailClient") })), []);
    assert.deepEqual(found(evidence(web)), []);
    assert.deepEqual(found(evidence(service)), []);
  });

  for (const { finds, when, mends } of rows) {
    it(`find ${finds} and ${mends === undefined ? "say what to do" : `plan ${mends.join(", ")}`}`, () => {
      assert.ok(found(when).includes(finds), found(when).join(", "));
      assert.deepEqual(
        fixOf(when, finds)?.map(({ kind }) => kind),
        mends,
      );
    });
  }

  it("find nothing any more once a fix is carried out", () => {
    for (const { finds, when } of rows) {
      const [step] = fixOf(when, finds) ?? [];
      if (step?.kind !== "updateApplication") continue;
      const registration = patched(when.registration, step.patch);
      assert.ok(!found({ ...when, registration }).includes(finds), finds);
    }
  });

  it("say about a registration nobody made here only what holds for every use", () => {
    const foreign = evidence({
      requiredResourceAccess: [
        ...requireGraphPermissions(["IMAP.AccessAsUser.All", "Mail.Send", "offline_access"]),
      ],
    });
    assert.deepEqual(found(foreign), []);
  });

  it("put the worst first, and say everything in whole sentences", () => {
    const checks = rows.flatMap(({ when }) => checkRegistration(when));
    for (const { finding } of checks) {
      assert.match(renderMessage(finding.explanation), /\.$/, finding.id);
      assert.doesNotMatch(renderMessage(finding.title), /\.$|undefined/, finding.id);
    }
    const severities = checkRegistration(
      evidence({ requiredResourceAccess: [], isFallbackPublicClient: false }),
    ).map(({ finding }) => finding.severity);
    assert.deepEqual(severities, ["error", "warning"]);
  });

  it("has a row for Microsoft Graph's own application permissions in a service", () => {
    const graphOnly = evidence({
      ...service,
      requiredResourceAccess: [
        {
          resourceAppId: graphAppId,
          resourceAccess: [{ id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", type: "Role" }],
        },
      ],
    });
    assert.deepEqual(found(graphOnly), []);
  });
});

/** The registration after a PATCH, as far as the checks look at it. */
function patched(
  registration: Registration,
  body: Readonly<Record<string, unknown>>,
): Registration {
  const part = (name: string): Readonly<Record<string, unknown>> =>
    (body[name] ?? {}) as Readonly<Record<string, unknown>>;
  const uris = (name: "web" | "spa" | "publicClient"): readonly string[] =>
    (part(name)["redirectUris"] as readonly string[] | undefined) ??
    registration.redirectUris[name];
  const boxes = part("web")["implicitGrantSettings"] as
    | { enableAccessTokenIssuance: boolean; enableIdTokenIssuance: boolean }
    | undefined;
  const { implicitGrant, requestedAccessTokenVersion } = registration;
  return {
    ...registration,
    ...(body as Partial<Registration>),
    redirectUris: { web: uris("web"), spa: uris("spa"), publicClient: uris("publicClient") },
    implicitGrant:
      boxes === undefined
        ? implicitGrant
        : {
            accessTokens: boxes.enableAccessTokenIssuance,
            idTokens: boxes.enableIdTokenIssuance,
          },
    requestedAccessTokenVersion:
      (part("api")["requestedAccessTokenVersion"] as number | undefined) ??
      requestedAccessTokenVersion,
  };
}
