import assert from "node:assert/strict";
import { message, renderMessage } from "../../../../src/base/message";
import type { Plan, PlanPurpose, PlanStep } from "../../../../src/core/registration/plan";
import { describePlan } from "../../../../src/core/registration/planReview";
import { planWords } from "../../../../src/core/registration/planWords";
import { describeStep } from "../../../../src/core/registration/stepWords";
import { updateLines } from "../../../../src/core/registration/updateLines";
import { planFor, planSamples } from "../../../support/planSamples";

const dateWords = (date: Date): string => date.toISOString().slice(0, 10);

const linesOf = (plan: Plan): readonly string[] =>
  describePlan(plan, dateWords).map((line) => renderMessage(line));

const reviewOf = (...steps: readonly PlanStep[]): readonly string[] =>
  linesOf(planFor("change", ...steps));

const grant = (consentFor: "everyone" | "me"): PlanStep => ({
  kind: "grantDelegated",
  resourceAppId: "graph",
  resourceName: "Microsoft Graph",
  scopes: ["Mail.Read"],
  consentFor,
});

describe("the review of a plan", () => {
  const rows: readonly (readonly [PlanStep, readonly string[]])[] = [
    [
      {
        kind: "storeSecret",
        secret: { displayName: "jira", endDateTime: "2027-05-20T00:00:00Z" },
      },
      [
        'Client secret "jira" until 2027-05-20; its value goes into the secret storage of this editor',
      ],
    ],
    [
      { kind: "removeSecret", keyId: "k", displayName: "old", hint: "abc" },
      ['Remove client secret "old" (abc…); this cannot be undone'],
    ],
    [
      {
        kind: "removeSecret",
        keyId: "k",
        displayName: "old",
        hint: "abc",
        graceMilliseconds: 86_400_000,
      },
      [
        '1 day after the new one is in place: remove client secret "old" (abc…). It keeps working until you confirm that',
      ],
    ],
    ...(
      [
        [3_600_000, "1 hour"],
        [7 * 86_400_000, "7 days"],
      ] as const
    ).map(
      ([graceMilliseconds, words]) =>
        [
          { kind: "removeSecret", keyId: "k", displayName: "o", hint: "a", graceMilliseconds },
          [
            `${words} after the new one is in place: remove client secret "o" (a…). It keeps working until you confirm that`,
          ],
        ] as const,
    ),
    [
      {
        kind: "grantDelegated",
        resourceAppId: "graph",
        resourceName: "Microsoft Graph",
        scopes: ["IMAP.AccessAsUser.All", "offline_access"],
        consentFor: "everyone",
      },
      [
        "For everyone · IMAP.AccessAsUser.All (Microsoft Graph): Read and change mail by IMAP, as the person who signs in",
        "For everyone · offline_access (Microsoft Graph): Stay signed in",
      ],
    ],
    [
      {
        kind: "grantDelegated",
        resourceAppId: "graph",
        resourceName: "Microsoft Graph",
        scopes: ["Mail.Read"],
        consentFor: "me",
      },
      ["Only you · Mail.Read (Microsoft Graph): Read mail through Microsoft Graph"],
    ],
    [
      {
        kind: "grantAppRole",
        resourceAppId: "exchange",
        resourceName: "Office 365 Exchange Online",
        appRoleId: "role",
        value: "Custom.Read",
      },
      ["The app itself, without a user · Custom.Read (Office 365 Exchange Online)"],
    ],
    [{ kind: "addOwner", ownerId: "id", label: "Alan" }, ["Add the owner Alan"]],
    [{ kind: "confirmApplication" }, []],
  ];
  for (const [step, lines] of rows) {
    it(`names ${JSON.stringify(step)}`, () => assert.deepEqual(reviewOf(step), lines));
  }

  for (const { name, plan } of planSamples) {
    it(`has words for a plan to ${name}`, () => {
      const lines = linesOf(plan);
      assert.ok(lines.length > 0);
      for (const line of lines) assert.doesNotMatch(line, /\{\d\}|undefined|\[object/);
      for (const step of plan.steps) assert.notEqual(renderMessage(describeStep(step)), "");
    });
  }

  it("begins everyone's consent with what it comes to, and nobody else's", () => {
    const headline = "Nobody in this directory is asked any more.";
    const everyones = linesOf(planFor("grantConsent", grant("everyone")));
    assert.deepEqual([everyones[0], everyones.lastIndexOf(headline)], [headline, 0]);
    assert.ok(!linesOf(planFor("grantConsent", grant("me"))).includes(headline));
    assert.ok(!linesOf(planFor("change", grant("everyone"))).includes(headline));
  });

  it("ends with what the person should know", () => {
    const plan = {
      ...planFor("changeOwners", { kind: "removeOwner", ownerId: "id", label: "Ada" }),
      reviewNotes: [message("{0} is the last owner.", "Ada")],
    } as const;
    assert.deepEqual(linesOf(plan), ["Remove the owner Ada", "Ada is the last owner."]);
  });
});

describe("the words of a purpose", () => {
  const purposes: Record<PlanPurpose, true> = {
    register: true,
    registerManagementApp: true,
    change: true,
    addSecret: true,
    removeSecret: true,
    rotateSecret: true,
    addCertificate: true,
    removeCertificate: true,
    grantConsent: true,
    revokeConsent: true,
    changeOwners: true,
    delete: true,
    restore: true,
    deletePermanently: true,
    fix: true,
  };
  for (const purpose of Object.keys(purposes) as PlanPurpose[]) {
    it(`name the registration: ${purpose}`, () => {
      const { title, verb, notYet, progress, done } = planWords(planFor(purpose));
      for (const say of [title, progress, done]) assert.match(renderMessage(say("jira")), /jira/);
      assert.match(renderMessage(notYet), /^Check and .* yet\.$/);
      assert.match(renderMessage(verb), /^[A-Z]/);
      assert.match(renderMessage(done("jira")), /\.$/);
    });
  }

  it("are those of registering for a plan of version 0.1", () => {
    const { purpose: _purpose, ...old } = planFor("change");
    assert.equal(renderMessage(planWords(old).verb), "Create");
  });
});

const say = (...[patch, before]: Parameters<typeof updateLines>): readonly string[] =>
  updateLines(patch, before).map((line) => renderMessage(line));

describe("the lines of an update", () => {
  const rows: readonly (readonly [...Parameters<typeof updateLines>, readonly string[]])[] = [
    [{ displayName: "b" }, { displayName: "a" }, ['Name: "b" instead of "a"']],
    [{ displayName: "a", notes: null }, { displayName: "a", notes: "" }, []],
    [
      { web: { redirectUris: ["https://b.test"] }, spa: { redirectUris: ["https://a.test"] } },
      { web: { redirectUris: ["https://a.test"] }, spa: { redirectUris: [] } },
      [
        "Web: add the redirect URI https://b.test",
        "Web: remove the redirect URI https://a.test",
        "Single-page application: add the redirect URI https://a.test",
      ],
    ],
    [
      { signInAudience: "AzureADMyOrg", api: { requestedAccessTokenVersion: 2 } },
      { signInAudience: "PersonalMicrosoftAccount", api: { requestedAccessTokenVersion: null } },
      [
        "Supported accounts: Accounts in this organizational directory only (Single tenant)",
        "Until now: Personal Microsoft accounts only",
        "Access token version: 2",
      ],
    ],
    [
      {
        requiredResourceAccess: [
          {
            resourceAppId: "00000002-0000-0ff1-ce00-000000000000",
            resourceAccess: [{ id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a", type: "Role" }],
          },
        ],
      },
      {
        requiredResourceAccess: [
          {
            resourceAppId: "unknown",
            resourceAccess: [{ id: "one", type: "Scope" }],
          },
        ],
      },
      [
        "Ask for Office 365 Exchange Online: IMAP.AccessAsApp (application)",
        "No longer ask for unknown: one (delegated)",
      ],
    ],
    [{ tags: ["b"] }, { tags: ["a"] }, ["Add the tag b", "Remove the tag a"]],
    [{ notes: "" }, { notes: "x" }, ["Remove the internal notes"]],
    [
      { isFallbackPublicClient: null },
      { isFallbackPublicClient: true },
      ["Allow public client flows: no"],
    ],
    [
      { web: { implicitGrantSettings: { enableIdTokenIssuance: true } } },
      { web: { implicitGrantSettings: { enableIdTokenIssuance: false } } },
      ["ID tokens by implicit and hybrid flow: on"],
    ],
    [{ constructor: "x" }, {}, ['constructor: "x" instead of null']],
    [
      { appRoles: [{ id: "x".repeat(500) }] },
      { appRoles: [] },
      [`appRoles: [{"id":"${"x".repeat(111)}… instead of []`],
    ],
  ];
  for (const [patch, before, lines] of rows) {
    it(lines.join(" · ").slice(0, 80) || "nothing", () => {
      assert.deepEqual(say(patch, before), lines);
    });
  }
});
