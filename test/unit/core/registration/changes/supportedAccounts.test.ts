import assert from "node:assert/strict";
import { renderMessage } from "../../../../../src/base/message";
import { clouds } from "../../../../../src/core/cloud";
import { audiences } from "../../../../../src/core/registration/audience";
import {
  audienceProblems,
  planSupportedAccounts,
} from "../../../../../src/core/registration/changes/supportedAccounts";
import type { Registration } from "../../../../../src/core/registration/registration";
import { graphAppId } from "../../../../../src/core/registration/permissions";
import { aRegistration } from "../../../../support/builders";
import { notesOf, problemOf, sentBy } from "./planned";

const { global, china } = clouds;
const both = "AzureADandPersonalMicrosoftAccount";

function work(facts: Partial<Registration> = {}): Registration {
  return aRegistration({ signInAudience: "AzureADMyOrg", ...facts });
}

function secrets(count: number): Registration["clientSecrets"] {
  return Array.from({ length: count }, (_, index) => ({
    keyId: String(index),
    displayName: "",
    hint: "abc",
    endDateTime: "2027-01-01T00:00:00Z",
  }));
}

function uris(count: number, tail = ""): Registration["redirectUris"] {
  const web = Array.from({ length: count }, (_, index) => `https://a.example.com/${index}${tail}`);
  return { web, spa: [], publicClient: [] };
}

function permissions(count: number): Registration["requiredResourceAccess"] {
  const resourceAccess = Array.from({ length: count }, (_, index) => ({
    id: String(index),
    type: "Scope" as const,
  }));
  return [{ resourceAppId: graphAppId, resourceAccess }];
}

describe("supported accounts", () => {
  for (const from of audiences) {
    for (const to of audiences) {
      it(`change from ${from} to ${to}`, () => {
        const plan = planSupportedAccounts(aRegistration({ signInAudience: from }), to, global);
        if (from === to) assert.deepEqual(plan.steps, []);
        else assert.deepEqual(sentBy(plan), { signInAudience: to });
      });
    }
  }

  for (const version of [undefined, 1]) {
    it(`take token version 2 along where it is ${version ?? "not set"}`, () => {
      const old = work({ requestedAccessTokenVersion: version });
      assert.deepEqual(sentBy(planSupportedAccounts(old, both, global)), {
        signInAudience: both,
        api: { requestedAccessTokenVersion: 2 },
      });
      assert.deepEqual(sentBy(planSupportedAccounts(old, "AzureADMultipleOrgs", global)), {
        signInAudience: "AzureADMultipleOrgs",
      });
    });
  }

  const problems: readonly (readonly [string, Partial<Registration>, RegExp])[] = [
    ["a long name", { displayName: "x".repeat(91) }, /has 91 characters and may have 90/],
    ["three secrets", { clientSecrets: secrets(3) }, /3 client secrets and may have 2/],
    ["101 redirect URIs", { redirectUris: uris(101) }, /101 redirect URIs and may have 100/],
    ["a query string", { redirectUris: uris(1, "?a=b") }, /0\?a=b has a query string/],
    ["a wildcard", { redirectUris: uris(1, "*") }, /has a wildcard/],
    [
      "31 permissions",
      { requiredResourceAccess: permissions(31) },
      /31 permissions of Microsoft Graph and may ask for 30/,
    ],
    ["201 permissions", { requiredResourceAccess: permissions(201) }, /201 permissions and may/],
    ["app roles", { appRoleCount: 1 }, /app roles of its own \(1\)/],
    [
      "51 Application ID URIs",
      { identifierUris: Array.from({ length: 51 }, (_, index) => `api://${index}`) },
      /51 Application ID URIs and may have 50/,
    ],
    [
      "a long Application ID URI",
      { identifierUris: [`api://${"x".repeat(115)}`] },
      /has 121 characters and may have 120/,
    ],
    ["an Application ID URI of urn:", { identifierUris: ["URN:mail"] }, /begins with urn:/],
  ];
  for (const [name, facts, told] of problems) {
    it(`do not include personal accounts with ${name}`, () => {
      const registration = work(facts);
      const found = audienceProblems(registration, both, global).map((one) => renderMessage(one));
      assert.match(found.join(" "), told);
      assert.match(
        problemOf(() => planSupportedAccounts(registration, both, global)),
        told,
      );
      assert.deepEqual(audienceProblems(registration, "AzureADMultipleOrgs", global), []);
    });
  }

  it("tell all problems at once", () => {
    const registration = work({
      displayName: "x".repeat(91),
      clientSecrets: secrets(3),
      redirectUris: uris(1, "?a=b"),
    });
    assert.equal(audienceProblems(registration, both, global).length, 3);
  });

  it("are allowed at the limits", () => {
    const full = work({
      displayName: "x".repeat(90),
      clientSecrets: secrets(2),
      redirectUris: uris(100),
      requiredResourceAccess: permissions(30),
      identifierUris: Array.from({ length: 50 }, () => `api://${"x".repeat(114)}`),
    });
    assert.deepEqual(audienceProblems(full, both, global), []);
  });

  it("have no personal accounts in national clouds", () => {
    assert.match(
      problemOf(() => planSupportedAccounts(work(), both, china)),
      /do not exist/,
    );
    sentBy(planSupportedAccounts(work(), "AzureADMultipleOrgs", china));
  });

  it("say who is shut out, and what Microsoft may refuse", () => {
    const all = aRegistration({ signInAudience: both });
    const single = notesOf(planSupportedAccounts(all, "AzureADMyOrg", global)).join(" ");
    assert.match(single, /Personal accounts cannot sign in any more/);
    assert.match(single, /other directories cannot sign in/);
    assert.doesNotMatch(single, /may refuse/);
    const personal = planSupportedAccounts(all, "PersonalMicrosoftAccount", global);
    assert.match(notesOf(personal).join(" "), /Work and school.*Microsoft may refuse/);
  });
});
