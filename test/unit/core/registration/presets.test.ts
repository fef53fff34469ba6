import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { Failure } from "../../../../src/core/failure";
import type { Plan } from "../../../../src/core/registration/plan";
import {
  describePlan,
  describeStep,
  planRegistration,
} from "../../../../src/core/registration/planner";
import type { RegisterAnswers } from "../../../../src/core/registration/registerAnswers";
import type { Preset } from "../../../../src/core/registration/preset";
import { presets } from "../../../../src/core/registration/presetRegistry";
import { checkDisplayName, checkRedirectUri } from "../../../../src/core/registration/rules";
import { countingIds } from "../../../support/fakes/fakeSignIn";

const dateWords = (date: Date): string =>
  date.toLocaleDateString("en", { dateStyle: "medium", timeZone: "UTC" });

const now = new Date("2026-11-21T12:00:00.500Z");

/** What a person answers who takes everything as it is preselected. */
function answersOf(preset: Preset, other: Partial<RegisterAnswers> = {}): RegisterAnswers {
  const [audience = "AzureADMyOrg"] = preset.audiences;
  return {
    preset,
    displayName: preset.suggestedName,
    audience,
    permissions: preset.permissions,
    redirectUris: preset.asksRedirectUri ? ["https://jira.test/callback"] : preset.redirectUris,
    ...(preset.credential === "secret" && { secret: { displayName: "jira", lifetimeDays: 180 } }),
    ...other,
  };
}

function findPreset(id: string): Preset {
  const found = presets.find((preset) => preset.id === id);
  assert.ok(found, id);
  return found;
}

const plan = (id: string, other?: Partial<RegisterAnswers>): Plan =>
  planRegistration(answersOf(findPreset(id), other), now, countingIds("uuid"));

const scope = (id: string) => ({ id, type: "Scope" });
const mailPermissions = [
  scope("652390e4-393a-48de-9484-05f9b1212954"),
  scope("258f6531-6087-4cc4-bb90-092c5fb3ed3f"),
  scope("7427e0e9-2fba-42fe-b0c0-848c9e6a8182"),
];
const email = scope("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0");
const openid = scope("37f7f235-527c-4136-accd-4a02d197296e");
const userRead = scope("e1fe6dd8-ba31-4d61-89e7-88639da4683d");
const graph = "00000003-0000-0000-c000-000000000000";

describe("the plan of a preset", () => {
  it("for a personal mailbox: a public client with PKCE on localhost, and no secret", () => {
    assert.deepEqual(plan("personalMailClient"), {
      title: "mail-client",
      presetId: "personalMailClient",
      markerTag: "entra-mail:uuid-1",
      steps: [
        {
          kind: "createApplication",
          draft: {
            displayName: "mail-client",
            signInAudience: "AzureADandPersonalMicrosoftAccount",
            isFallbackPublicClient: true,
            publicClient: { redirectUris: ["http://localhost"] },
            api: { requestedAccessTokenVersion: 2 },
            requiredResourceAccess: [
              { resourceAppId: graph, resourceAccess: [...mailPermissions, email, userRead] },
            ],
            tags: ["entra-mail:uuid-1"],
          },
        },
        { kind: "confirmApplication" },
      ],
    });
  });

  it("for a work mailbox: the same, for one directory", () => {
    const [create] = plan("workMailClient").steps;
    assert.ok(create?.kind === "createApplication");
    assert.deepEqual(
      [create.draft.signInAudience, create.draft.publicClient, create.draft.passwordCredentials],
      ["AzureADMyOrg", { redirectUris: ["http://localhost"] }, undefined],
    );
  });

  it("for a server: Web, and a secret made with it and stored before the wait for the directory", () => {
    const secret = { displayName: "jira", endDateTime: "2027-05-20T12:00:00Z" };
    assert.deepEqual(plan("webAppWithSecret").steps, [
      {
        kind: "createApplication",
        draft: {
          displayName: "mail-web-app",
          signInAudience: "AzureADMyOrg",
          isFallbackPublicClient: false,
          web: { redirectUris: ["https://jira.test/callback"] },
          api: { requestedAccessTokenVersion: 2 },
          requiredResourceAccess: [
            { resourceAppId: graph, resourceAccess: [...mailPermissions, openid, userRead] },
          ],
          passwordCredentials: [secret],
          tags: ["entra-mail:uuid-1"],
        },
      },
      { kind: "storeSecret", secret },
      { kind: "confirmApplication" },
    ]);
  });

  it("is told in the portal's words before anything happens", () => {
    const lines = describePlan(plan("webAppWithSecret"), dateWords).map((line) =>
      renderMessage(line),
    );
    assert.deepEqual(lines, [
      'Create registration "mail-web-app"',
      "Supported accounts: Accounts in this organizational directory only (Single tenant)",
      "Platform Web: https://jira.test/callback",
      "Ask for: IMAP.AccessAsUser.All, SMTP.Send, offline_access, openid, User.Read (each user consents; an administrator is needed only where the directory demands one)",
      'Client secret "jira" until May 20, 2027; its value goes into the secret storage of this editor',
      "A secret: the server proves with it that it is this app.",
      "A tag lets it be found again if Microsoft's answer gets lost",
    ]);
    assert.ok(
      describePlan(plan("personalMailClient"), dateWords)
        .map((line) => renderMessage(line))
        .includes(
          "Platform Mobile and desktop applications: http://localhost, public client flows on",
        ),
    );
  });

  const wrong: readonly (readonly [string, string, Partial<RegisterAnswers>])[] = [
    ["displayName", "personalMailClient", { displayName: " " }],
    ["displayName", "personalMailClient", { displayName: "x".repeat(91) }],
    ["audience", "personalMailClient", { audience: "AzureADMyOrg" }],
    ["permissions", "personalMailClient", { permissions: [] }],
    ["redirectUri", "webAppWithSecret", { redirectUris: [] }],
    ["redirectUri", "webAppWithSecret", { redirectUris: ["http://jira.test/cb"] }],
    [
      "redirectUri",
      "personalMailClient",
      { redirectUris: ["http://localhost:1", "http://localhost:2"] },
    ],
    ["secret", "webAppWithSecret", { secret: undefined }],
    ["secret", "personalMailClient", { secret: { displayName: "s", lifetimeDays: 90 } }],
    ["secretName", "webAppWithSecret", { secret: { displayName: "", lifetimeDays: 90 } }],
    ["secretLifetimeDays", "webAppWithSecret", { secret: { displayName: "s", lifetimeDays: 731 } }],
  ];
  for (const [input, preset, answers] of wrong) {
    it(`is refused, naming ${input}: ${JSON.stringify(answers).slice(0, 60)}`, () => {
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

for (const preset of presets) {
  describe(`preset ${preset.id}`, () => {
    it("can be carried out as it is preselected, for every audience it offers", () => {
      for (const audience of preset.audiences) {
        const made = planRegistration(answersOf(preset, { audience }), now, countingIds());
        assert.equal(made.steps[0]?.kind, "createApplication");
        assert.equal(made.steps.at(-1)?.kind, "confirmApplication");
        assert.ok(made.steps.every((step) => describeStep(step).text.length > 0));
        assert.ok(describePlan(made, dateWords).length >= 5);
      }
    });

    it("has an own id, words, and inputs that pass their own rules", () => {
      assert.equal(findPreset(preset.id), preset);
      for (const { text } of [preset.title, preset.description, preset.detail, preset.reviewNote]) {
        assert.ok(text.length > 0 && !text.includes("!"), text);
      }
      for (const audience of preset.audiences) {
        assert.equal(checkDisplayName(preset.suggestedName, audience), undefined);
        for (const uri of preset.redirectUris) {
          assert.equal(checkRedirectUri(uri, preset.platform, audience), undefined);
        }
      }
    });
  });
}
