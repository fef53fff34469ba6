import assert from "node:assert/strict";
import { renderMessage } from "../../../../../src/base/message";
import { knownApi } from "../../../../../src/core/registration/changes/knownApis";
import { permissionGroups } from "../../../../../src/core/registration/changes/permissionChoices";
import {
  accessTo,
  planPermissions,
  planRemovePermissions,
} from "../../../../../src/core/registration/changes/permissions";
import {
  exchangeOnlineAppId,
  graphAppId,
  graphDelegatedPermissions,
  permissionOf,
  type PermissionName,
} from "../../../../../src/core/registration/permissions";
import {
  isMailPermission,
  permissionWords,
} from "../../../../../src/core/registration/permissionWords";
import type {
  Registration,
  ResourceAccess,
} from "../../../../../src/core/registration/registration";
import { aRegistration } from "../../../../support/builders";
import { notesOf, problemOf, sentBy } from "./planned";

const scope = (name: PermissionName): ResourceAccess => ({
  id: graphDelegatedPermissions[name].id,
  type: "Scope",
});
const imapAsApp: ResourceAccess = { id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a", type: "Role" };
const readShared: ResourceAccess = { id: "7b9103a5-4610-446b-9670-80643382c1fa", type: "Scope" };

const many = (count: number): ResourceAccess[] =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}`, type: "Scope" }));

function asking(
  ...required: readonly (readonly [string, readonly ResourceAccess[]])[]
): Registration {
  return aRegistration({
    requiredResourceAccess: required.map(([resourceAppId, resourceAccess]) => ({
      resourceAppId,
      resourceAccess,
    })),
  });
}

const imap = asking([graphAppId, [scope("IMAP.AccessAsUser.All"), scope("User.Read")]]);

describe("permissions of a registration", () => {
  it("are added, and those of other APIs stay where they are", () => {
    const two = asking([graphAppId, [scope("User.Read")]], [exchangeOnlineAppId, [imapAsApp]]);
    const plan = planPermissions(two, graphAppId, [scope("User.Read"), scope("SMTP.Send")]);
    assert.deepEqual(sentBy(plan), {
      requiredResourceAccess: [
        { resourceAppId: graphAppId, resourceAccess: [scope("User.Read"), scope("SMTP.Send")] },
        { resourceAppId: exchangeOnlineAppId, resourceAccess: [imapAsApp] },
      ],
    });
    assert.match(notesOf(plan).join(), /Nothing is granted yet/);
  });

  it("can be application permissions of another API", () => {
    const plan = planPermissions(imap, exchangeOnlineAppId, [imapAsApp]);
    const { requiredResourceAccess } = sentBy(plan) as unknown as Registration;
    assert.deepEqual(requiredResourceAccess[1]?.resourceAccess, [imapAsApp]);
    assert.match(notesOf(plan).join(), /only after an administrator consents/);
  });

  it("are never declared twice", () => {
    const twice = [scope("SMTP.Send"), scope("SMTP.Send"), ...accessTo(imap, graphAppId)];
    const { requiredResourceAccess } = sentBy(
      planPermissions(imap, graphAppId, twice),
    ) as unknown as Registration;
    assert.equal(requiredResourceAccess[0]?.resourceAccess.length, 3);
  });

  it("of an API that is declared twice, in capitals too, are one list", () => {
    const split = asking(
      [graphAppId, [scope("User.Read")]],
      [graphAppId.toUpperCase(), [scope("User.Read"), scope("SMTP.Send")]],
    );
    assert.deepEqual(accessTo(split, graphAppId), [scope("User.Read"), scope("SMTP.Send")]);
    const plan = planRemovePermissions(split, graphAppId, [scope("SMTP.Send")]);
    assert.deepEqual(sentBy(plan), {
      requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [scope("User.Read")] }],
    });
  });

  it("are nothing to change when they are the same in another order", () => {
    const wanted = accessTo(imap, graphAppId).toReversed();
    assert.deepEqual(planPermissions(imap, graphAppId, wanted).steps, []);
    assert.deepEqual(planRemovePermissions(imap, graphAppId, [scope("Mail.Read")]).steps, []);
  });

  it("with one id are told apart by their type", () => {
    const { id } = imapAsApp;
    const plan = planPermissions(asking([exchangeOnlineAppId, [imapAsApp]]), exchangeOnlineAppId, [
      imapAsApp,
      { id, type: "Scope" },
    ]);
    sentBy(plan);
  });

  it("leave no empty API behind", () => {
    const plan = planPermissions(imap, graphAppId, []);
    assert.deepEqual(sentBy(plan), { requiredResourceAccess: [] });
    assert.match(notesOf(plan).join(), /stays granted until it is revoked/);
  });

  for (const [name, told] of [
    ["User.Read", /Jira reads whose mailbox/],
    ["offline_access", /sign in every hour/],
  ] as const) {
    it(`that look unneeded say what they are for: ${name}`, () => {
      const registration = asking([graphAppId, [scope(name), scope("SMTP.Send")]]);
      const remove = (access: ResourceAccess): string =>
        notesOf(planRemovePermissions(registration, graphAppId, [access])).join();
      assert.match(remove(scope(name)), told);
      assert.doesNotMatch(remove(scope("SMTP.Send")), told);
    });
  }

  it("for shared mailboxes do not exist for personal accounts", () => {
    const added = [...accessTo(imap, graphAppId), readShared];
    assert.match(
      notesOf(planPermissions(imap, graphAppId, added)).join(),
      /Mail\.Read\.Shared does/,
    );
    const work = { ...imap, signInAudience: "AzureADMyOrg" } as const;
    assert.doesNotMatch(notesOf(planPermissions(work, graphAppId, added)).join(), /personal/);
  });

  it("have limits, which depend on the accounts", () => {
    assert.match(
      problemOf(() => planPermissions(imap, graphAppId, many(31))),
      /At most 30/,
    );
    sentBy(planPermissions(imap, graphAppId, many(30)));
    const work = { ...imap, signInAudience: "AzureADMyOrg" } as const;
    sentBy(planPermissions(work, graphAppId, many(400)));
    assert.match(
      problemOf(() => planPermissions(work, graphAppId, many(401))),
      /At most 400/,
    );
    const apis = Array.from({ length: 50 }, (_, index) => [`api${index}`, many(1)] as const);
    const wide = asking(...apis);
    assert.match(
      problemOf(() => planPermissions(wide, graphAppId, many(1))),
      /At most 50 APIs/,
    );
  });

  it("above a limit can be taken away", () => {
    const full = asking([graphAppId, many(40)]);
    sentBy(planRemovePermissions(full, graphAppId, many(1)));
  });
});

describe("the offered permissions", () => {
  for (const appId of [graphAppId, exchangeOnlineAppId]) {
    it(`of ${permissionOf(appId, imapAsApp).resourceName} have names, and are there once`, () => {
      const permissions = knownApi(appId)?.permissions ?? [];
      assert(permissions.length > 5);
      for (const { id, type, value } of permissions) {
        assert.equal(permissionOf(appId, { id, type }).value, value);
      }
      assert.equal(new Set(permissions.map(({ id, type }) => type + id)).size, permissions.length);
    });
  }

  it("are not known for other APIs", () => {
    assert.equal(knownApi("797f4846-ba00-4fd7-ba43-dac1f8f63013"), undefined);
  });

  it("have mail first, are grouped, and keep what is declared and not published", () => {
    const api = {
      appId: graphAppId,
      permissions: [
        "AccessReview.Read.All",
        "Zebra.Read",
        "Mail.Send",
        "IMAP.AccessAsUser.All",
      ].map((value) => ({
        id: value,
        type: "Scope" as const,
        value,
        displayName: "",
        description: "",
        adminOnly: false,
      })),
    };
    const groups = permissionGroups(api, [
      { id: "IMAP.ACCESSASUSER.ALL", type: "Scope" },
      imapAsApp,
    ]);
    assert.deepEqual(
      groups.map(({ kind, permissions }) => [kind, permissions.map(({ value }) => value)]),
      [
        [
          "delegated",
          ["IMAP.AccessAsUser.All", "Mail.Send", "AccessReview.Read.All", "Zebra.Read"],
        ],
        ["unknown", [imapAsApp.id]],
      ],
    );
  });

  it("that mail needs have plain words", () => {
    const silent = [graphAppId, exchangeOnlineAppId]
      .flatMap((appId) => knownApi(appId)?.permissions ?? [])
      .filter((one) => isMailPermission(one) && permissionWords(one) === undefined);
    assert.deepEqual(silent, []);
    assert.equal(permissionWords({ type: "Scope", value: "toString" }), undefined);
    const role = permissionWords({ type: "Role", value: "Mail.Read" });
    assert.match(role === undefined ? "" : renderMessage(role), /every mailbox/);
  });
});
