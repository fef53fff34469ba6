import assert from "node:assert/strict";
import { type Message, renderMessage } from "../../../../src/base/message";
import { clouds } from "../../../../src/core/cloud";
import { Failure } from "../../../../src/core/failure";
import { applicationPermissions } from "../../../../src/core/registration/applicationPermissions";
import { offeredAudiences, offeredPresets } from "../../../../src/core/registration/offered";
import {
  exchangeOnlineAppId,
  graphAppId,
  graphDelegatedPermissions,
  permissionOf,
} from "../../../../src/core/registration/permissions";
import type { CertificateDraft, Plan } from "../../../../src/core/registration/plan";
import { describePlan } from "../../../../src/core/registration/planReview";
import { planRegistration } from "../../../../src/core/registration/planner";
import type { Preset } from "../../../../src/core/registration/preset";
import { presetOf, presets } from "../../../../src/core/registration/presetRegistry";
import { answersOf, type RegisterAnswers } from "../../../../src/core/registration/registerAnswers";
import type { ApplicationDraft } from "../../../../src/core/registration/registration";
import { checkDisplayName, checkRedirectUri } from "../../../../src/core/registration/rules";
import { describeStep } from "../../../../src/core/registration/stepWords";
import { countingIds } from "../../../support/fakes/fakeSignIn";

const dateWords = (date: Date): string =>
  date.toLocaleDateString("en", { dateStyle: "medium", timeZone: "UTC" });

const now = new Date("2026-11-21T12:00:00.500Z");

const certificate: CertificateDraft = {
  displayName: "mail-service",
  der: "MIIB",
  thumbprint: "0A1B2C",
  startDateTime: "2026-11-21T12:00:00Z",
  endDateTime: "2027-11-21T12:00:00Z",
};

/** What a person answers who takes everything as it is preselected, and types what has to be typed. */
function usualAnswers(preset: Preset, other: Partial<RegisterAnswers> = {}): RegisterAnswers {
  const answers = answersOf(preset);
  return {
    ...answers,
    ...(preset.asksRedirectUri && { redirectUris: ["https://jira.test/callback"] }),
    // Something else preselects no permissions
    ...(preset.id === "custom" && { permissions: ["IMAP.AccessAsUser.All", "offline_access"] }),
    ...other,
  };
}

function findPreset(id: string): Preset {
  const found = presetOf(id);
  assert.ok(found, id);
  return found;
}

const plan = (id: string, other?: Partial<RegisterAnswers>): Plan =>
  planRegistration(usualAnswers(findPreset(id), other), now, countingIds("uuid"));

function draftOf(made: Plan): ApplicationDraft {
  const [create] = made.steps;
  assert.ok(create?.kind === "createApplication");
  return create.draft;
}

const kinds = (made: Plan): readonly string[] => made.steps.map(({ kind }) => kind);

/** The declared permissions, as `API name` to names with `(app)` behind those without a user. */
function permissionNames({ requiredResourceAccess }: ApplicationDraft): object {
  return Object.fromEntries(
    requiredResourceAccess.map(({ resourceAppId, resourceAccess }) => [
      permissionOf(resourceAppId, { id: "", type: "Scope" }).resourceName,
      resourceAccess.map((access) => {
        const { value = access.id } = permissionOf(resourceAppId, access);
        return access.type === "Role" ? `${value} (app)` : value;
      }),
    ]),
  );
}

/** What the preset makes of a registration, the Graph body in short. */
function shape(made: Plan): object {
  const draft = draftOf(made);
  return {
    audience: draft.signInAudience,
    publicFlows: draft.isFallbackPublicClient,
    ...(draft.web && { web: draft.web }),
    ...(draft.publicClient && { desktop: draft.publicClient.redirectUris }),
    ...(draft.spa && { spa: draft.spa.redirectUris }),
    asks: permissionNames(draft),
    steps: kinds(made),
  };
}

const callback = { redirectUris: ["https://jira.test/callback"] };
const asUser = (...names: string[]): object => ({ "Microsoft Graph": names });
const withoutSecret = ["createApplication", "confirmApplication"];
const withSecret = ["createApplication", "storeSecret", "confirmApplication"];

/** One row per preset: what is registered when everything is taken as it is preselected. */
const recipes: Readonly<Record<string, object>> = {
  personalMailClient: {
    audience: "AzureADandPersonalMicrosoftAccount",
    publicFlows: true,
    desktop: ["http://localhost"],
    asks: asUser("IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"),
    steps: withoutSecret,
  },
  workMailClient: {
    audience: "AzureADMyOrg",
    publicFlows: true,
    desktop: ["http://localhost"],
    asks: asUser("IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"),
    steps: withoutSecret,
  },
  jiraIncomingImap: {
    audience: "AzureADMyOrg",
    publicFlows: false,
    web: callback,
    asks: asUser("IMAP.AccessAsUser.All", "offline_access", "openid", "User.Read"),
    steps: withSecret,
  },
  jiraOutgoingSmtp: {
    audience: "AzureADMyOrg",
    publicFlows: false,
    web: callback,
    asks: asUser("SMTP.Send", "offline_access", "openid", "User.Read"),
    steps: withSecret,
  },
  jiraGraph: {
    audience: "AzureADMyOrg",
    publicFlows: false,
    web: callback,
    asks: asUser("Mail.ReadWrite", "Mail.Send", "offline_access", "openid", "User.Read"),
    steps: withSecret,
  },
  aemForms: {
    audience: "AzureADandPersonalMicrosoftAccount",
    publicFlows: false,
    web: {
      redirectUris: ["https://login.microsoftonline.com/common/oauth2/nativeclient"],
      implicitGrantSettings: { enableAccessTokenIssuance: true, enableIdTokenIssuance: true },
    },
    asks: asUser(
      "IMAP.AccessAsUser.All",
      "POP.AccessAsUser.All",
      "SMTP.Send",
      "Mail.Read",
      "offline_access",
      "User.Read",
    ),
    steps: withSecret,
  },
  desktopApp: {
    audience: "AzureADandPersonalMicrosoftAccount",
    publicFlows: true,
    desktop: ["http://localhost"],
    asks: asUser("IMAP.AccessAsUser.All", "offline_access", "email"),
    steps: withoutSecret,
  },
  webAppWithSecret: {
    audience: "AzureADandPersonalMicrosoftAccount",
    publicFlows: false,
    web: callback,
    asks: asUser("IMAP.AccessAsUser.All", "SMTP.Send", "Mail.Send", "offline_access", "User.Read"),
    steps: withSecret,
  },
  serviceWithoutUser: {
    audience: "AzureADMyOrg",
    publicFlows: false,
    asks: {
      "Office 365 Exchange Online": [
        "IMAP.AccessAsApp (app)",
        "POP.AccessAsApp (app)",
        "SMTP.SendAsApp (app)",
      ],
    },
    steps: [...withSecret, "ensureServicePrincipal"],
  },
  sharedMailbox: {
    audience: "AzureADMyOrg",
    publicFlows: true,
    desktop: ["http://localhost"],
    asks: asUser("IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"),
    steps: withoutSecret,
  },
  custom: {
    audience: "AzureADMyOrg",
    publicFlows: true,
    desktop: ["http://localhost"],
    asks: asUser("IMAP.AccessAsUser.All", "offline_access"),
    steps: withoutSecret,
  },
};

const scope = (id: string): object => ({ id, type: "Scope" });
const role = (id: string): object => ({ id, type: "Role" });

const warnsOfImplicitGrant = (made: Plan): boolean =>
  (made.reviewNotes ?? []).some(({ text }) => text.includes("does not need these tokens"));

function notesOf(id: string): string {
  return findPreset(id)
    .notes.map((note) => renderMessage(note))
    .join("\n");
}

const reviewOf = (keyIn?: "editor" | "file"): string =>
  describePlan(
    plan("serviceWithoutUser", {
      credential: "certificate",
      secret: undefined,
      certificate: keyIn === undefined ? certificate : { ...certificate, keyIn },
    }),
    dateWords,
  )
    .map((line) => renderMessage(line))
    .join("\n");

describe("the plan of a preset", () => {
  for (const preset of presets) {
    it(`${preset.id} registers what its recipe says`, () => {
      assert.deepEqual(shape(plan(preset.id)), recipes[preset.id]);
    });
  }

  it("has a recipe for each preset, and a preset for each recipe", () => {
    assert.deepEqual(
      Object.keys(recipes),
      presets.map(({ id }) => id),
    );
  });

  it("sends this body for a personal mailbox", () => {
    assert.deepEqual(draftOf(plan("personalMailClient")), {
      displayName: "mail-client",
      signInAudience: "AzureADandPersonalMicrosoftAccount",
      isFallbackPublicClient: true,
      publicClient: { redirectUris: ["http://localhost"] },
      api: { requestedAccessTokenVersion: 2 },
      requiredResourceAccess: [
        {
          resourceAppId: "00000003-0000-0000-c000-000000000000",
          resourceAccess: [
            scope("652390e4-393a-48de-9484-05f9b1212954"),
            scope("258f6531-6087-4cc4-bb90-092c5fb3ed3f"),
            scope("7427e0e9-2fba-42fe-b0c0-848c9e6a8182"),
            scope("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0"),
            scope("e1fe6dd8-ba31-4d61-89e7-88639da4683d"),
          ],
        },
      ],
      tags: ["entra-mail:uuid-1"],
    });
  });

  it("sends this body for a service without a user", () => {
    assert.deepEqual(draftOf(plan("serviceWithoutUser")), {
      displayName: "mail-service",
      signInAudience: "AzureADMyOrg",
      isFallbackPublicClient: false,
      api: { requestedAccessTokenVersion: 2 },
      requiredResourceAccess: [
        {
          resourceAppId: "00000002-0000-0ff1-ce00-000000000000",
          resourceAccess: [
            role("5e5addcd-3e8d-4e90-baf5-964efab2b20a"),
            role("cb842b43-da6e-4506-86fe-bb12199c656d"),
            role("7146a1f0-8703-45b3-9eae-527a64c00995"),
          ],
        },
      ],
      passwordCredentials: [{ displayName: "mail-service", endDateTime: "2027-05-20T12:00:00Z" }],
      tags: ["entra-mail:uuid-1"],
    });
  });

  it("makes a secret with the registration and stores it before the wait for the directory", () => {
    const secret = { displayName: "jira", endDateTime: "2027-05-20T12:00:00Z" };
    const made = plan("jiraIncomingImap", { secret: { displayName: "jira", lifetimeDays: 180 } });
    assert.deepEqual(draftOf(made).passwordCredentials, [secret]);
    assert.deepEqual(made.steps[1], { kind: "storeSecret", secret });
  });

  it("adds the public part of a certificate instead of a secret, and grants nothing", () => {
    const made = plan("serviceWithoutUser", {
      credential: "certificate",
      secret: undefined,
      certificate,
    });
    assert.equal(draftOf(made).passwordCredentials, undefined);
    assert.deepEqual(made.steps.slice(1), [
      { kind: "addCertificate", certificate },
      { kind: "confirmApplication" },
      { kind: "ensureServicePrincipal" },
    ]);
  });

  it("keeps delegated and application permissions of one API in one entry", () => {
    const { requiredResourceAccess } = draftOf(
      plan("custom", {
        platform: "web",
        redirectUris: ["https://mail.test/cb"],
        permissions: ["Mail.Read"],
        applicationPermissions: ["Graph Mail.Send", "IMAP.AccessAsApp", "Graph Mail.Send"],
        credential: "secret",
        secret: { displayName: "s", lifetimeDays: 90 },
      }),
    );
    assert.deepEqual(
      requiredResourceAccess.map(({ resourceAppId, resourceAccess }) => [
        resourceAppId,
        resourceAccess.map(({ type }) => type),
      ]),
      [
        [graphAppId, ["Scope", "Role"]],
        [exchangeOnlineAppId, ["Role"]],
      ],
    );
  });

  it("leaves the implicit-grant boxes off where that is chosen, and says nothing of them then", () => {
    const off = plan("aemForms", { implicitGrant: { accessTokens: false, idTokens: false } });
    assert.deepEqual(draftOf(off).web?.implicitGrantSettings, {
      enableAccessTokenIssuance: false,
      enableIdTokenIssuance: false,
    });
    assert.deepEqual(
      [warnsOfImplicitGrant(plan("aemForms")), warnsOfImplicitGrant(off)],
      [true, false],
    );
  });

  it("is told in the portal's words before anything happens", () => {
    const lines = describePlan(
      plan("jiraIncomingImap", { secret: { displayName: "jira", lifetimeDays: 180 } }),
      dateWords,
    ).map((line) => renderMessage(line));
    assert.deepEqual(lines.slice(0, 5), [
      'Create registration "jira-inbound"',
      "Supported accounts: Accounts in this organizational directory only (Single tenant)",
      "Platform Web: https://jira.test/callback",
      "Ask for: IMAP.AccessAsUser.All, offline_access, openid, User.Read (each user consents; an administrator is needed only where the directory demands one)",
      'Client secret "jira" until May 20, 2027; its value goes into the secret storage of this editor',
    ]);
    const notes = lines.slice(5);
    assert.equal(notes.filter((line) => line.startsWith("A secret: Jira proves")).length, 1);
  });

  it("says where the key of a certificate is, where that is known", () => {
    assert.match(reviewOf("editor"), /^Its key stays in this editor$/m);
    assert.match(reviewOf("file"), /^Its key is in the file you chose$/m);
    assert.doesNotMatch(reviewOf(), /Its key/);
  });

  it("says that an administrator has to grant application permissions afterwards", () => {
    const lines = describePlan(plan("serviceWithoutUser"), dateWords).map(({ text }) => text);
    assert.ok(lines.some((text) => text.includes("nothing is granted now")));
  });

  const secret = { displayName: "s", lifetimeDays: 90 };
  const wrong: readonly (readonly [string, string, Partial<RegisterAnswers>])[] = [
    ["displayName", "personalMailClient", { displayName: " " }],
    ["displayName", "personalMailClient", { displayName: "x".repeat(91) }],
    ["displayName", "personalMailClient", { displayName: "a\u202eb" }],
    ["displayName", "personalMailClient", { displayName: "a\nb" }],
    ["audience", "personalMailClient", { audience: "AzureADMyOrg" }],
    ["audience", "jiraIncomingImap", { audience: "AzureADandPersonalMicrosoftAccount" }],
    ["platform", "personalMailClient", { platform: "web" }],
    ["permissions", "personalMailClient", { permissions: [] }],
    ["permissions", "serviceWithoutUser", { applicationPermissions: [] }],
    ["permissions", "serviceWithoutUser", { permissions: ["Mail.Read"] }],
    ["permissions", "workMailClient", { applicationPermissions: ["IMAP.AccessAsApp"] }],
    ["redirectUri", "webAppWithSecret", { redirectUris: [] }],
    ["redirectUri", "webAppWithSecret", { redirectUris: ["http://jira.test/cb"] }],
    ["redirectUri", "serviceWithoutUser", { redirectUris: ["https://jira.test/cb"] }],
    [
      "redirectUri",
      "personalMailClient",
      { redirectUris: ["http://localhost:1", "http://localhost:2"] },
    ],
    ["credential", "jiraIncomingImap", { credential: "none", secret: undefined }],
    ["secret", "webAppWithSecret", { secret: undefined }],
    ["secret", "personalMailClient", { secret }],
    ["certificate", "webAppWithSecret", { credential: "certificate", secret: undefined }],
    ["certificate", "webAppWithSecret", { certificate }],
    ["secretName", "webAppWithSecret", { secret: { ...secret, displayName: "" } }],
    ["secretLifetimeDays", "webAppWithSecret", { secret: { ...secret, lifetimeDays: 731 } }],
    ["platform", "custom", { platform: "none", redirectUris: [] }],
    [
      "credential",
      "custom",
      {
        platform: "none",
        redirectUris: [],
        permissions: [],
        applicationPermissions: ["IMAP.AccessAsApp"],
      },
    ],
    ["credential", "custom", { credential: "secret", secret }],
    [
      "audience",
      "custom",
      {
        audience: "PersonalMicrosoftAccount",
        applicationPermissions: ["IMAP.AccessAsApp"],
        credential: "secret",
        secret,
      },
    ],
    ["implicitGrant", "jiraGraph", { implicitGrant: { accessTokens: true, idTokens: true } }],
  ];
  for (const [input, preset, answers] of wrong) {
    it(`of ${preset} is refused, naming ${input}: ${JSON.stringify(answers).slice(0, 60)}`, () => {
      assert.throws(
        () => plan(preset, answers),
        (error) =>
          error instanceof Failure &&
          error.code === "input.invalid" &&
          error.facts["input"] === input,
      );
    });
  }
});

/** All sentences of a preset. */
function sentences(preset: Preset): readonly Message[] {
  return [
    preset.title,
    preset.description,
    preset.detail,
    preset.reviewNote,
    ...Object.values(preset.audienceAdvice ?? {}),
    ...(preset.redirectUriAdvice ? [preset.redirectUriAdvice] : []),
    ...(preset.implicitGrant ? [preset.implicitGrant.caution] : []),
    ...preset.followUps.map(({ text }) => text),
    ...preset.notes,
  ];
}

for (const preset of presets) {
  describe(`preset ${preset.id}`, () => {
    it("can be carried out as it is preselected, for every audience it offers", () => {
      for (const audience of preset.audiences) {
        const made = planRegistration(usualAnswers(preset, { audience }), now, countingIds());
        assert.equal(made.steps[0]?.kind, "createApplication");
        assert.ok(made.steps.some(({ kind }) => kind === "confirmApplication"));
        assert.ok(made.steps.every((step) => describeStep(step).text.length > 0));
        assert.ok(describePlan(made, dateWords).length >= 4);
      }
    });

    it("has an own id, and inputs that pass their own rules", () => {
      assert.deepEqual(
        presets.filter(({ id }) => id === preset.id),
        [preset],
      );
      const [platform] = preset.platforms;
      assert.ok(platform !== undefined);
      for (const audience of preset.audiences) {
        assert.equal(checkDisplayName(preset.suggestedName, audience), undefined);
        for (const uri of preset.redirectUris) {
          assert.ok(platform !== "none");
          assert.equal(checkRedirectUri(uri, platform, audience), undefined);
        }
      }
    });

    it("asks only for permissions that are known, each once", () => {
      const { permissions, applicationPermissions: forApp } = preset;
      assert.ok(permissions.every((name) => name in graphDelegatedPermissions));
      assert.ok(forApp.every((name) => name in applicationPermissions));
      assert.equal(new Set(permissions).size, permissions.length);
      // Without it every token is the last one after an hour
      if (permissions.length > 0) assert.ok(permissions.includes("offline_access"));
    });

    it("says what is left to do and what guides get wrong, in whole sentences", () => {
      assert.ok(preset.followUps.length > 0 && preset.notes.length > 0);
      for (const message of sentences(preset)) {
        const text = renderMessage(message);
        assert.ok(text.trim().length > 0 && !text.includes("!") && !/\{\d\}/.test(text), text);
      }
      for (const { text } of [...preset.followUps.map((step) => step.text), ...preset.notes]) {
        assert.match(text, /\.$/);
      }
      for (const { url } of preset.followUps) {
        if (url !== undefined) assert.equal(new URL(url).protocol, "https:");
      }
    });

    it("advises only on audiences that it offers", () => {
      const advised = Object.keys(preset.audienceAdvice ?? {});
      assert.ok(advised.every((audience) => preset.audiences.some((one) => one === audience)));
    });
  });
}

describe("what a preset tells where its guide contradicts the facts", () => {
  const rows: readonly (readonly [id: string, ...told: RegExp[]])[] = [
    [
      "personalMailClient",
      /client secret.*not needed/,
      /localhost\/ with a slash/,
      /Mail\.ReadWrite/,
    ],
    ["jiraIncomingImap", /personal accounts are not supported/, /Keep User\.Read/],
    ["jiraOutgoingSmtp", /personal accounts are not supported/, /smtp\.office365\.com/],
    ["jiraGraph", /product's page decides/],
    ["aemForms", /POP3/, /IMAP\.AccessUser\.All/, /one API/, /shown only once/],
    ["serviceWithoutUser", /ps\.outlook\.com/, /enterprise application/],
    ["sharedMailbox", /backslash/],
  ];
  for (const [id, ...told] of rows) {
    it(id, () => {
      for (const words of told) assert.match(notesOf(id), words);
    });
  }
});

describe("presets in a national cloud", () => {
  it("have no personal accounts, and those that need them are not offered", () => {
    const offered = offeredPresets(clouds.usGov);
    assert.ok(!offered.some(({ id }) => id === "personalMailClient"));
    for (const preset of offered) {
      const audiences = offeredAudiences(preset, clouds.usGov);
      assert.ok(audiences.every((audience) => audience.startsWith("AzureADM")));
      assert.ok(answersOf(preset, audiences).audience.startsWith("AzureADM"));
    }
    assert.deepEqual(offeredPresets(clouds.global), presets);
  });
});
