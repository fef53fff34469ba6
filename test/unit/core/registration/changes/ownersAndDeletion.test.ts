import assert from "node:assert/strict";
import { clouds, customCloud } from "../../../../../src/core/cloud";
import {
  planDelete,
  planDeletePermanently,
  planRestore,
} from "../../../../../src/core/registration/changes/deletion";
import { planAddOwner, planRemoveOwner } from "../../../../../src/core/registration/changes/owners";
import { portalLink } from "../../../../../src/core/registration/portalLink";
import { aRegistration } from "../../../../support/builders";
import { hostile, notesOf, problemOf } from "./planned";

const registration = aRegistration();
const ada = { id: "1", displayName: "Ada", userPrincipalName: "ada@contoso.test" };
const app = { id: "2", displayName: "Provisioning", userPrincipalName: undefined };

describe("an owner", () => {
  it("is added with a name to be recognised by", () => {
    const plan = planAddOwner(registration, ada, [app]);
    assert.equal(plan.purpose, "changeOwners");
    assert.deepEqual(plan.steps, [
      { kind: "addOwner", ownerId: "1", label: "Ada (ada@contoso.test)" },
    ]);
  });

  it("is not added twice", () => {
    assert.match(
      problemOf(() => planAddOwner(registration, ada, [app, ada])),
      /an owner already/,
    );
  });

  for (const [owners, me, told] of [
    [[ada, app], app, []],
    [[ada], app, [/last owner/]],
    [[ada, app], ada, [/This is you/]],
    [[ada], ada, [/last owner/, /This is you/]],
    [[ada, app], undefined, []],
  ] as const) {
    it(`of ${owners.length}, removed by ${me?.displayName ?? "nobody known"}, is warned of`, () => {
      const plan = planRemoveOwner(registration, ada, { owners, me });
      assert.deepEqual(plan.steps[0], {
        kind: "removeOwner",
        ownerId: "1",
        label: "Ada (ada@contoso.test)",
      });
      const notes = notesOf(plan);
      assert.equal(notes.length, told.length);
      for (const [index, pattern] of told.entries()) assert.match(notes[index] ?? "", pattern);
    });
  }
});

describe("a deletion", () => {
  const nothing = { mailboxes: [], storedSecrets: 0 };

  it("names the mailboxes that stop working", () => {
    const plan = planDelete(registration, { mailboxes: ["a@b.c", "d@e.f"], storedSecrets: 2 });
    assert.deepEqual(plan.steps, [{ kind: "deleteApplication" }]);
    assert.match(notesOf(plan).join(" "), /2 mailboxes .*a@b\.c, d@e\.f.*2 client secrets stay/);
    assert.doesNotMatch(notesOf(planDelete(registration, nothing)).join(" "), /mailbox|stay/);
  });

  it("is taken back by a plan of its own", () => {
    const plan = planRestore(registration);
    assert.deepEqual([plan.purpose, plan.steps], ["restore", [{ kind: "restoreApplication" }]]);
  });

  it("for good wants the name, exactly", () => {
    const plan = planDeletePermanently(registration, " aerc-ada ", nothing);
    assert.deepEqual(plan.steps, [{ kind: "deletePermanently" }]);
    for (const typed of ["", "aerc", "AERC-ADA", "aerc-ada2"]) {
      assert.match(
        problemOf(() => planDeletePermanently(registration, typed, nothing)),
        /Type the/,
      );
    }
  });

  it("for good of a name nobody can type takes the client ID", () => {
    const odd = aRegistration({ displayName: hostile.turned });
    planDeletePermanently(odd, odd.appId.toUpperCase(), nothing);
    const nameless = aRegistration({ displayName: "" });
    assert.match(
      problemOf(() => planDeletePermanently(nameless, "", nothing)),
      /client\) ID/,
    );
  });
});

describe("the portal link", () => {
  const { appId } = registration;
  const tenantId = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
  const page = `view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${appId}`;

  it("names the directory where it is known", () => {
    const { global, china } = clouds;
    assert.equal(portalLink(global, appId, undefined), `https://entra.microsoft.com/#${page}`);
    assert.equal(
      portalLink(china, appId, tenantId),
      `https://entra.microsoftonline.cn/#@${tenantId}/${page}`,
    );
  });

  it("holds nothing that is no id", () => {
    assert.equal(portalLink(clouds.global, "x/../y", tenantId), undefined);
    assert.equal(
      portalLink(clouds.global, appId, "evil/#@other"),
      `https://entra.microsoft.com/#${page}`,
    );
  });

  it("is not known in a cloud of one's own", () => {
    const { loginHost, graphHost, imapHost, mailScopePrefix } = clouds.global;
    const cloud = customCloud({ loginHost, graphHost, imapHost, mailScopePrefix });
    assert.equal(portalLink(cloud, appId, tenantId), undefined);
  });
});
