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
  graphDelegatedPermissions,
  type PermissionName,
  requireGraphPermissions,
} from "../../../../src/core/registration/permissions";
import type { Registration } from "../../../../src/core/registration/registration";
import { aRegistration } from "../../../support/builders";
import {
  aConsentState,
  aGrantOf,
  exchangeApi as mailApi,
  graphApi,
} from "../../../support/consentBuilders";

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
    chosen: undefined,
    signIns: [],
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
  /** What a person is offered where no plan can be made: commands without their prefix, or pages. */
  readonly offers?: readonly string[];
}

const offersOf = (given: CheckEvidence, id: string): readonly string[] =>
  (
    checkRegistration(given).find(({ finding }) => finding.id.startsWith(id))?.finding.actions ?? []
  ).map((action) => {
    if (action.kind === "openLink") return action.url.replace(/^.*~\//, "");
    assert.equal(action.kind, "runCommand");
    assert.equal(action.onTarget, true);
    return action.command.replace("entraMail.", "");
  });

const jira = "https://jira.contoso.test/callback";
const underDesktop = { web: [], spa: [], publicClient: [jira] };
const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const signedIn = (
  authorityTenant: string,
  flow: "loopback" | "deviceCode" = "loopback",
): Partial<CheckEvidence> => ({ signIns: [{ authorityTenant, flow }] });

const patch = ["updateApplication"] as const;

const isDelegated = (name: string): name is PermissionName => name in graphDelegatedPermissions;

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
    offers: ["rotateClientSecret", "addClientSecret"],
  },
  {
    finds: "secret.soon",
    when: evidence({ ...web, clientSecrets: [secret("2026-12-01T00:00:00Z")] }),
    mends: undefined,
    offers: ["rotateClientSecret"],
  },
  {
    finds: "secret.tooLong",
    when: evidence({ ...web, clientSecrets: [secret("2036-12-01T00:00:00Z")] }),
    mends: undefined,
    offers: ["rotateClientSecret"],
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
    offers: ["addClientSecret", "createCertificate", "uploadCertificate"],
  },
  {
    finds: "certificate.soon",
    when: evidence({
      ...web,
      certificates: [
        { keyId: "c", displayName: "c", thumbprint: "AB", endDateTime: "2026-12-01T00:00:00Z" },
      ],
    }),
    mends: undefined,
    offers: ["createCertificate", "uploadCertificate"],
  },
  {
    finds: "redirectUri.none",
    when: evidence({ ...web, redirectUris: { web: [], spa: [], publicClient: [] } }),
    mends: undefined,
    offers: ["addRedirectUri"],
  },
  {
    finds: "platform.webUnderDesktop",
    when: evidence({ ...web, redirectUris: underDesktop }),
    mends: patch,
  },
  {
    finds: "platform.webUnderDesktop",
    when: evidence(
      { ...web, clientSecrets: [], redirectUris: underDesktop },
      { preset: preset("jiraIncomingImap") },
    ),
    mends: patch,
  },
  {
    finds: "platform.webUnderDesktop",
    when: evidence(
      { ...web, redirectUris: { web: [], spa: [], publicClient: [nativeClient] } },
      { preset: preset("aemForms") },
    ),
    mends: patch,
  },
  {
    finds: "redirectUri.twice",
    when: evidence({
      redirectUris: {
        web: [],
        spa: [],
        publicClient: ["http://localhost:8080", "http://localhost"],
      },
    }),
    mends: patch,
  },
  {
    finds: "redirectUri.twice",
    when: evidence({
      redirectUris: {
        web: ["http://localhost:8080"],
        spa: [],
        publicClient: ["http://localhost"],
      },
    }),
    mends: patch,
  },
  {
    finds: "redirectUri.ipv6",
    when: evidence({
      redirectUris: { web: [], spa: [], publicClient: ["http://[::1]:80/back"] },
    }),
    mends: patch,
  },
  {
    finds: "redirectUri.loopbackPath",
    when: evidence({ redirectUris: { web: [], spa: [], publicClient: ["http://127.0.0.1"] } }),
    mends: patch,
  },
  {
    finds: "authority.notOfAudience",
    when: evidence({ signInAudience: "AzureADMyOrg" }, signedIn("common")),
    mends: undefined,
    offers: ["signInMailbox"],
  },
  {
    finds: "authority.notOfAudience",
    when: evidence(
      { signInAudience: "AzureADMyOrg" },
      signedIn("00000000-8d3e-4c0a-9a57-6f1e2b7d9c10"),
    ),
    mends: undefined,
    offers: ["signInMailbox"],
  },
  {
    finds: "authority.notOfAudience",
    when: evidence({ signInAudience: "PersonalMicrosoftAccount" }, signedIn("common")),
    mends: undefined,
    offers: ["signInMailbox"],
  },
  {
    finds: "authority.notOfAudience",
    when: evidence({ signInAudience: "AzureADMultipleOrgs" }, signedIn("consumers")),
    mends: undefined,
    offers: ["signInMailbox"],
  },
  {
    finds: "publicFlows.off",
    when: evidence(web, signedIn("3f6b1c52-8d3e-4c0a-9a57-6f1e2b7d9c10", "deviceCode")),
    mends: patch,
  },
  {
    finds: "permission.leftOut",
    when: evidence(service, { preset: preset("serviceWithoutUser") }),
    mends: patch,
  },
  {
    finds: "permission.missing",
    when: evidence(
      { ...service, requiredResourceAccess: service.requiredResourceAccess ?? [] },
      { preset: preset("custom"), chosen: ["IMAP.AccessAsApp", "Graph Mail.Send"] },
    ),
    mends: patch,
  },
  {
    finds: "permission.noMail",
    when: evidence({ requiredResourceAccess: [] }, { preset: preset("custom") }),
    mends: patch,
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
            id: "22222222-2222-4222-8222-222222222222",
            appId: good.appId,
            displayName: "a",
            accountEnabled: false,
            appRoleAssignmentRequired: false,
          },
        }),
      },
    ),
    mends: undefined,
    offers: [
      "Properties/objectId/22222222-2222-4222-8222-222222222222/appId/6731de76-14a6-49ae-97bc-6eba6914391e",
    ],
  },
  {
    finds: "servicePrincipal.assignmentRequired",
    when: evidence(
      {},
      {
        consent: consent({
          servicePrincipal: {
            id: "22222222-2222-4222-8222-222222222222",
            appId: good.appId,
            displayName: "a",
            accountEnabled: true,
            appRoleAssignmentRequired: true,
          },
        }),
      },
    ),
    mends: undefined,
    offers: [
      "Users/objectId/22222222-2222-4222-8222-222222222222/appId/6731de76-14a6-49ae-97bc-6eba6914391e",
    ],
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

  for (const { finds, when, mends, offers = [] } of rows) {
    it(`find ${finds} and ${mends === undefined ? "say what to do" : `plan ${mends.join(", ")}`}`, () => {
      assert.ok(found(when).includes(finds), found(when).join(", "));
      assert.deepEqual(
        fixOf(when, finds)?.map(({ kind }) => kind),
        mends,
      );
      assert.deepEqual(offersOf(when, finds), offers);
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

  it("leave nothing that will not work without a plan or something to do", () => {
    for (const { finding, fix } of rows.flatMap(({ when }) => checkRegistration(when))) {
      if (finding.severity === "information") continue;
      assert.ok(fix !== undefined || finding.actions.length > 0, finding.id);
    }
  });

  const chosenFor: readonly (readonly [
    string,
    CheckEvidence["chosen"],
    Partial<Registration>["requiredResourceAccess"],
  ])[] = [
    [
      "jiraGraph",
      ["Mail.Send", "offline_access", "openid", "User.Read"],
      requireGraphPermissions(["Mail.Send", "offline_access", "openid", "User.Read"]),
    ],
    [
      "desktopApp",
      ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email"],
      requireGraphPermissions(["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email"]),
    ],
    [
      "personalMailClient",
      ["IMAP.AccessAsUser.All", "Mail.ReadWrite", "offline_access", "email", "User.Read"],
      requireGraphPermissions([
        "IMAP.AccessAsUser.All",
        "Mail.ReadWrite",
        "offline_access",
        "email",
        "User.Read",
      ]),
    ],
    ["serviceWithoutUser", ["IMAP.AccessAsApp"], service.requiredResourceAccess],
  ];
  for (const [id, chosen, requiredResourceAccess = []] of chosenFor) {
    it(`do not contradict what was chosen for ${id}`, () => {
      const given = evidence({ requiredResourceAccess }, { preset: preset(id), chosen });
      assert.deepEqual(
        found(given).filter((name) => name.startsWith("permission.")),
        [],
      );
    });
  }

  it("call nothing missing or needless that the notes of a preset leave open", () => {
    for (const one of presets) {
      const { dependingPermissions = [], permissions } = one;
      const ticked = permissions.filter((name) => !dependingPermissions.includes(name));
      const mail = [...new Set([...ticked, "IMAP.AccessAsUser.All", ...dependingPermissions])];
      for (const left of dependingPermissions) {
        const names = mail.filter((name) => name !== left).filter(isDelegated);
        const given = evidence(
          { requiredResourceAccess: requireGraphPermissions(names) },
          { preset: one },
        );
        const told = found(given);
        assert.ok(!told.includes("permission.missing"), `${one.id} without ${left}`);
        const needless = checkRegistration(given)
          .filter(({ finding }) => finding.id.startsWith("permission.needless"))
          .map(({ finding }) => renderMessage(finding.title))
          .filter((title) => dependingPermissions.some((name) => title.startsWith(name)));
        assert.deepEqual(needless, [], one.id);
      }
    }
  });

  it("name usual permissions where the use names none", () => {
    const given = evidence({ requiredResourceAccess: [] }, { preset: preset("custom") });
    const noMail = checkRegistration(given).find(({ finding }) => finding.id.includes("noMail"));
    assert.ok(noMail);
    assert.match(renderMessage(noMail.finding.explanation), /Usual are IMAP\.AccessAsUser\.All, /);
  });

  it("keep the loopback without a port, on the platform that fits the use", () => {
    const given = evidence({
      redirectUris: { web: ["http://localhost"], spa: [], publicClient: ["http://localhost:1"] },
    });
    assert.deepEqual(fixOf(given, "redirectUri.twice")?.[0], {
      kind: "updateApplication",
      patch: { web: { redirectUris: [] } },
      before: { web: { redirectUris: ["http://localhost"] } },
    });
  });

  it("say what the registered redirect URI is that looks the same", () => {
    const given = evidence(
      {
        ...web,
        redirectUris: { web: [`${nativeClient}/`], spa: [], publicClient: [] },
      },
      { preset: preset("aemForms") },
    );
    const ofPreset = checkRegistration(given).find(({ finding }) =>
      finding.id.startsWith("redirectUri.ofPreset"),
    );
    assert.ok(ofPreset);
    assert.match(renderMessage(ofPreset.finding.explanation), /nativeclient\/: a slash/);
  });

  it("take another port of a loopback for the one that the use comes back to", () => {
    const given = evidence(
      { redirectUris: { web: [], spa: [], publicClient: ["http://localhost:1410"] } },
      { preset: preset("personalMailClient") },
    );
    assert.deepEqual(found(given), []);
  });

  const fitting: readonly (readonly [Registration["signInAudience"], string])[] = [
    ["AzureADMyOrg", "3F6B1C52-8D3E-4C0A-9A57-6F1E2B7D9C10"],
    ["AzureADMyOrg", "contoso.test"],
    ["AzureADMultipleOrgs", "organizations"],
    ["AzureADMultipleOrgs", "common"],
    ["AzureADandPersonalMicrosoftAccount", "consumers"],
    ["PersonalMicrosoftAccount", "consumers"],
  ];
  for (const [signInAudience, tenant] of fitting) {
    it(`find nothing in a sign-in at ${tenant} of ${signInAudience}`, () => {
      assert.deepEqual(found(evidence({ signInAudience }, signedIn(tenant))), []);
    });
  }

  it("are stricter where a device code is what somebody signs in with", () => {
    const severities = [{}, signedIn("common", "deviceCode")].map(
      (rest) =>
        checkRegistration(evidence({ isFallbackPublicClient: false }, rest))[0]?.finding.severity,
    );
    assert.deepEqual(severities, ["warning", "error"]);
  });

  it("do not take back the twin of a mail permission, which is granted on purpose", () => {
    const imap = "IMAP.AccessAsUser.All";
    const given = evidence(
      { requiredResourceAccess: requireGraphPermissions([imap, "offline_access"]) },
      {
        consent: aConsentState({
          apis: [graphApi, mailApi],
          grants: [aGrantOf([imap]), aGrantOf([imap], { id: "twin", resourceId: mailApi.id })],
        }),
      },
    );
    assert.deepEqual(found(given), []);
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
