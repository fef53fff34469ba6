import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import {
  type ConsentRow,
  consentOf,
  consentRows,
  consentWords,
  isOpen,
} from "../../../../src/core/consent/consentRows";
import type { ConsentState } from "../../../../src/core/consent/consentState";
import { twinRows } from "../../../../src/core/consent/twinRows";
import { exchangeOnlineAppId, graphAppId } from "../../../../src/core/registration/permissions";
import {
  aConsentState,
  aGrantOf,
  exchangeApi,
  graphApi,
  permissionIds,
} from "../../../support/consentBuilders";
import { aRegistration } from "../../../support/builders";

const imap = { id: permissionIds.graphImap, type: "Scope" } as const;
const imapApp = { id: permissionIds.exchangeImapApp, type: "Role" } as const;

function rowsOf(
  state: Partial<ConsentState>,
  access: readonly { id: string; type: "Scope" | "Role" }[] = [imap],
  resourceAppId = graphAppId,
): readonly ConsentRow[] {
  const registration = aRegistration({
    requiredResourceAccess: [{ resourceAppId, resourceAccess: access }],
  });
  return consentRows(registration, aConsentState(state));
}

const mine = { consentFor: "person", principalId: "ada" } as const;
const others = { consentFor: "person", principalId: "bob" } as const;
const atExchange = { resourceId: exchangeApi.id } as const;
const both = [graphApi, exchangeApi];
const name = "IMAP.AccessAsUser.All";

describe("requested versus granted", () => {
  it("names once what is declared twice", () => {
    const resource = { resourceAppId: graphAppId, resourceAccess: [imap, imap] };
    const again = { ...resource, resourceAppId: graphAppId.toUpperCase() };
    const registration = aRegistration({ requiredResourceAccess: [resource, again] });
    assert.equal(consentRows(registration, aConsentState({})).length, 1);
  });

  const cases: readonly [what: string, state: Partial<ConsentState>, words: string][] = [
    ["nothing is granted", {}, "not granted yet"],
    ["there is no enterprise application", { servicePrincipal: undefined }, "not granted yet"],
    ["it is granted for everyone", { grants: [aGrantOf([name])] }, "granted to all"],
    ["the case of a scope", { grants: [aGrantOf(["imap.accessasuser.ALL"])] }, "granted to all"],
    ["a scope that begins alike", { grants: [aGrantOf([`${name}.More`])] }, "not granted yet"],
    ["it is granted to me", { grants: [aGrantOf([name], mine)] }, "granted to you"],
    [
      "it is granted to somebody else",
      { grants: [aGrantOf([name], others)] },
      "not granted to you, but to one other person",
    ],
    [
      "it is not known who asks",
      { me: undefined, grants: [aGrantOf([name], mine)] },
      "not granted to you, but to one other person",
    ],
    [
      "it is granted to me and to others",
      { grants: [aGrantOf([name], others), aGrantOf([name], { ...mine, id: "2" })] },
      "granted to you",
    ],
    [
      "the same mail permission is granted at Exchange Online",
      { apis: both, grants: [aGrantOf([name], atExchange)] },
      "granted to all, under Office 365 Exchange Online",
    ],
    [
      "the grant is for another API",
      { grants: [aGrantOf([name], { resourceId: "sharepoint-sp" })] },
      "not granted yet",
    ],
    ["the directory does not have the API", { apis: [] }, "not found in this directory"],
  ];
  for (const [what, state, expected] of cases) {
    it(`says "${expected}": ${what}`, () => {
      const [row] = rowsOf(state);
      assert.ok(row);
      assert.equal(renderMessage(consentWords(row)), expected);
    });
  }

  it("says of an application permission only that it is granted", () => {
    const state = {
      apis: [exchangeApi],
      appRoles: [
        {
          id: "1",
          resourceId: exchangeApi.id,
          resourceName: "x",
          appRoleId: permissionIds.exchangeImapApp,
        },
      ],
    };
    const [row, ...more] = rowsOf(state, [imapApp], exchangeOnlineAppId);
    assert.ok(row);
    assert.deepEqual(
      [renderMessage(consentWords(row)), row.adminOnly, more],
      ["granted", true, []],
    );
  });

  it("shows a requested id that the API does not publish (any more)", () => {
    const gone = { id: "11111111-2222-4333-8444-555555555555", type: "Scope" } as const;
    const [row] = rowsOf({}, [gone]);
    assert.ok(row);
    assert.deepEqual(
      [row.name, row.found, isOpen(row, "everyone")],
      ["11111111-2222-4333-8444-555555555555", false, false],
    );
  });

  it("does not take a scope for the application permission of the same id", () => {
    const [row] = rowsOf({ grants: [aGrantOf(["Mail.Read"])] }, [
      { id: permissionIds.graphMailReadApp, type: "Role" },
    ]);
    assert.equal(row?.grantedToEveryone, false);
  });

  it("lists after them what is granted and not asked for (any more), once", () => {
    const rows = rowsOf({
      apis: both,
      grants: [
        aGrantOf([name, "User.Read"]),
        aGrantOf(["user.read"], { ...mine, id: "2" }),
        aGrantOf(["Sites.Read.All"], { id: "3", resourceId: "sharepoint-sp" }),
      ],
      appRoles: [
        {
          id: "4",
          resourceId: exchangeApi.id,
          resourceName: "Exchange",
          appRoleId: permissionIds.exchangeImapApp,
        },
        { id: "5", resourceId: "teams-sp", resourceName: "Teams [x](y)", appRoleId: "role-id" },
      ],
    });
    assert.deepEqual(
      rows.map(({ requested, resourceName, name: value }) => [requested, resourceName, value]),
      [
        [true, "Microsoft Graph", name],
        [false, "Microsoft Graph", "User.Read"],
        [false, "sharepoint-sp", "Sites.Read.All"],
        [false, "Office 365 Exchange Online", "IMAP.AccessAsApp"],
        [false, "Teams [x](y)", "role-id"],
      ],
    );
  });

  it("does not list the other API's grant a second time that already answers for a requested one", () => {
    const rows = rowsOf({ apis: both, grants: [aGrantOf([name], atExchange)] });
    assert.equal(rows.length, 1);
  });

  it("does not list the other API's grant as left over when both are granted", () => {
    const grants = [aGrantOf([name]), aGrantOf([name.toLowerCase()], { id: "2", ...atExchange })];
    assert.equal(rowsOf({ apis: both, grants }).length, 1);
    // Nobody asks for it under either: it is left over
    assert.equal(rowsOf({ apis: both, grants }, []).length, 2);
  });

  it("finds the row of a declared permission by API, kind and id", () => {
    const rows = rowsOf({});
    assert.equal(consentOf(rows, graphAppId, imap)?.name, name);
    assert.equal(consentOf(rows, exchangeOnlineAppId, imap), undefined);
    assert.equal(consentOf(rows, graphAppId, { ...imap, type: "Role" }), undefined);
  });

  it("does not look for what a registration without permissions was granted", () => {
    assert.deepEqual(consentRows({ requiredResourceAccess: [] }, aConsentState()), []);
  });
});

describe("what can still be granted", () => {
  const cases: readonly [state: Partial<ConsentState>, everyone: boolean, me: boolean][] = [
    [{}, true, true],
    [{ grants: [aGrantOf([name], mine)] }, true, false],
    [{ grants: [aGrantOf([name], others)] }, true, true],
    [{ grants: [aGrantOf([name])] }, false, false],
    [{ apis: [] }, false, false],
  ];
  for (const [index, [state, everyone, me]] of cases.entries()) {
    it(`case ${index + 1}: for everyone ${everyone}, for me ${me}`, () => {
      const [row] = rowsOf(state);
      assert.ok(row);
      assert.deepEqual([isOpen(row, "everyone"), isOpen(row, "me")], [everyone, me]);
    });
  }

  it("does not grant an application permission to one person", () => {
    const [row] = rowsOf({ apis: [exchangeApi] }, [imapApp], exchangeOnlineAppId);
    assert.ok(row);
    assert.deepEqual([isOpen(row, "everyone"), isOpen(row, "me")], [true, false]);
  });
});

describe("the same mail permission under the other API", () => {
  it("is offered where that API is known and has not granted it", () => {
    const state = aConsentState({ apis: both, grants: [aGrantOf([name])] });
    const registration = aRegistration({
      requiredResourceAccess: [
        {
          resourceAppId: graphAppId,
          resourceAccess: [imap, { id: permissionIds.graphUserRead, type: "Scope" }],
        },
      ],
    });
    const twins = twinRows(consentRows(registration, state), state);
    assert.deepEqual(
      twins.map(({ resourceAppId, id, name: value }) => [resourceAppId, id, value]),
      [[exchangeOnlineAppId, permissionIds.exchangeImap, name]],
    );
    assert.ok(twins.every((row) => isOpen(row, "everyone")));
  });

  it("is not offered without that API, or when it is granted there", () => {
    const granted = aConsentState({
      apis: both,
      grants: [aGrantOf([name]), aGrantOf([name], { id: "2", ...atExchange })],
    });
    for (const state of [aConsentState(), granted]) {
      const registration = aRegistration({
        requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [imap] }],
      });
      assert.deepEqual(twinRows(consentRows(registration, state), state), []);
    }
  });
});
