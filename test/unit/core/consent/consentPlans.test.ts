import assert from "node:assert/strict";
import {
  planGrant,
  planRevoke,
  planServicePrincipal,
  revocables,
} from "../../../../src/core/consent/consentPlans";
import { missingConsentRole } from "../../../../src/core/consent/consentRoles";
import { consentRows } from "../../../../src/core/consent/consentRows";
import { exchangeOnlineAppId, graphAppId } from "../../../../src/core/registration/permissions";
import { renderMessage } from "../../../../src/base/message";
import {
  aConsentState,
  aGrantOf,
  exchangeApi,
  graphApi,
  permissionIds,
} from "../../../support/consentBuilders";
import { aRegistration } from "../../../support/builders";

const registration = aRegistration({
  displayName: 'jira "in"\u202E',
  requiredResourceAccess: [
    {
      resourceAppId: graphAppId,
      resourceAccess: [
        { id: permissionIds.graphImap, type: "Scope" },
        { id: permissionIds.graphOffline, type: "Scope" },
      ],
    },
    {
      resourceAppId: exchangeOnlineAppId,
      resourceAccess: [{ id: permissionIds.exchangeImapApp, type: "Role" }],
    },
  ],
});
const apis = [graphApi, exchangeApi];
const subject = {
  objectId: "object",
  appId: "6731de76-14a6-49ae-97bc-6eba6914391e",
  displayName: 'jira "in"\u202E',
};

describe("a plan that grants consent", () => {
  it("makes the enterprise application first, then one grant per API, then the roles", () => {
    const state = aConsentState({ apis, servicePrincipal: undefined });
    assert.deepEqual(planGrant(registration, state, consentRows(registration, state), "everyone"), {
      title: 'jira "in"\u202E',
      subject,
      purpose: "grantConsent",
      steps: [
        { kind: "ensureServicePrincipal" },
        {
          kind: "grantDelegated",
          resourceAppId: graphAppId,
          resourceName: "Microsoft Graph",
          scopes: ["IMAP.AccessAsUser.All", "offline_access"],
          consentFor: "everyone",
        },
        {
          kind: "grantAppRole",
          resourceAppId: exchangeOnlineAppId,
          resourceName: "Office 365 Exchange Online",
          appRoleId: permissionIds.exchangeImapApp,
          value: "IMAP.AccessAsApp",
        },
      ],
    });
  });

  it("leaves out what is granted, and application permissions when it is for me only", () => {
    const state = aConsentState({ apis, grants: [aGrantOf(["offline_access"])] });
    const { steps } = planGrant(registration, state, consentRows(registration, state), "me");
    assert.deepEqual(steps, [
      {
        kind: "grantDelegated",
        resourceAppId: graphAppId,
        resourceName: "Microsoft Graph",
        scopes: ["IMAP.AccessAsUser.All"],
        consentFor: "me",
      },
    ]);
  });

  it("has no step, not even for the enterprise application, when there is nothing to grant", () => {
    const state = aConsentState({ apis, servicePrincipal: undefined });
    assert.deepEqual(planGrant(registration, state, [], "everyone").steps, []);
    const unknown = aConsentState({ apis: [] });
    const rows = consentRows(registration, unknown);
    assert.deepEqual(planGrant(registration, unknown, rows, "everyone").steps, []);
  });

  it("can make the enterprise application alone", () => {
    assert.deepEqual(planServicePrincipal(registration).steps, [
      { kind: "ensureServicePrincipal" },
    ]);
  });
});

describe("a plan that revokes consent", () => {
  const state = aConsentState({
    apis,
    grants: [
      aGrantOf(["IMAP.AccessAsUser.All", "offline_access"], { id: "all" }),
      aGrantOf(["User.Read"], { id: "mine", consentFor: "person", principalId: "ada" }),
      aGrantOf(["User.Read"], { id: "bobs", consentFor: "person", principalId: "bob" }),
      aGrantOf(["X.Y"], { id: "odd", resourceId: "unknown-sp" }),
    ],
    appRoles: [
      {
        id: "assignment",
        resourceId: exchangeApi.id,
        resourceName: "Exchange",
        appRoleId: permissionIds.exchangeImapApp,
      },
    ],
  });

  it("offers every scope of every holder, and the roles", () => {
    assert.deepEqual(
      revocables(state).map((row) => [
        row.kind === "scope" ? `${row.grantId} ${row.holder}` : row.assignmentId,
        row.resourceName,
        row.name,
      ]),
      [
        ["all everyone", "Microsoft Graph", "IMAP.AccessAsUser.All"],
        ["all everyone", "Microsoft Graph", "offline_access"],
        ["mine me", "Microsoft Graph", "User.Read"],
        ["bobs other", "Microsoft Graph", "User.Read"],
        ["odd everyone", "unknown-sp", "X.Y"],
        ["assignment", "Office 365 Exchange Online", "IMAP.AccessAsApp"],
      ],
    );
  });

  it("takes the scopes of one grant back in one step", () => {
    assert.deepEqual(planRevoke(registration, revocables(state)), {
      title: 'jira "in"\u202E',
      subject,
      purpose: "revokeConsent",
      steps: [
        {
          kind: "revokeDelegated",
          grantId: "all",
          resourceName: "Microsoft Graph",
          scopes: ["IMAP.AccessAsUser.All", "offline_access"],
        },
        {
          kind: "revokeDelegated",
          grantId: "mine",
          resourceName: "Microsoft Graph",
          scopes: ["User.Read"],
        },
        {
          kind: "revokeDelegated",
          grantId: "bobs",
          resourceName: "Microsoft Graph",
          scopes: ["User.Read"],
        },
        { kind: "revokeDelegated", grantId: "odd", resourceName: "unknown-sp", scopes: ["X.Y"] },
        {
          kind: "revokeAppRole",
          assignmentId: "assignment",
          resourceName: "Office 365 Exchange Online",
          value: "IMAP.AccessAsApp",
        },
      ],
    });
  });
});

describe("the directory role for granting", () => {
  const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
  const cloudApplicationAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";
  const delegated = { type: "Scope", resourceAppId: graphAppId } as const;
  const graphRole = { type: "Role", resourceAppId: graphAppId } as const;
  const exchangeRole = { type: "Role", resourceAppId: exchangeOnlineAppId } as const;
  const cases = [
    ["nothing is known of the roles", undefined, [graphRole], undefined],
    ["nothing is chosen", [], [], undefined],
    ["no role, delegated", [], [delegated], /Cloud Application Administrator/],
    ["no role, application", [], [exchangeRole], /Cloud Application Administrator/],
    ["an application administrator", [cloudApplicationAdministrator], [delegated], undefined],
    ["the same, Exchange role", [cloudApplicationAdministrator], [exchangeRole], undefined],
    ["the same, Graph role", [cloudApplicationAdministrator], [graphRole], /Privileged Role/],
    ["a global administrator", [globalAdministrator.toUpperCase()], [graphRole], undefined],
  ] as const;
  for (const [what, roles, rows, expected] of cases) {
    it(`${what}: ${expected === undefined ? "goes on" : "says what is missing"}`, () => {
      const missing = missingConsentRole(roles, rows);
      if (expected === undefined) assert.equal(missing, undefined);
      else assert.match(renderMessage(missing ?? { text: "", values: [] }), expected);
    });
  }
});
