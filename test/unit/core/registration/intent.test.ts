import assert from "node:assert/strict";
import { choiceAfter, tickedBy, unlikePreset } from "../../../../src/core/registration/intent";
import {
  declaredMailPermissions,
  isMailPermission,
  mailPermission,
  type MailPermissionName,
} from "../../../../src/core/registration/mailPermissions";
import {
  exchangeOnlineAppId,
  requireGraphPermissions,
} from "../../../../src/core/registration/permissions";
import { requireApplicationPermissions } from "../../../../src/core/registration/applicationPermissions";
import { presets } from "../../../../src/core/registration/presetRegistry";

const asking = (...names: readonly MailPermissionName[]) => ({
  requiredResourceAccess: names.map((name) => {
    const { resourceAppId, access } = mailPermission(name);
    return { resourceAppId, resourceAccess: [access] };
  }),
});

describe("the permissions that were chosen", () => {
  for (const preset of presets) {
    it(`need not be remembered where they are those of ${preset.id}`, () => {
      const required = [
        ...requireGraphPermissions(preset.permissions),
        ...requireApplicationPermissions(preset.applicationPermissions),
      ];
      assert.equal(unlikePreset(preset, declaredMailPermissions(required)), undefined);
      const other: MailPermissionName = "Graph Mail.Read";
      assert.deepEqual(unlikePreset(preset, [other]), [other]);
      for (const name of preset.dependingPermissions ?? []) assert.ok(isMailPermission(name));
    });
  }

  it("are read under the other API, too, and a name tells the two kinds apart", () => {
    const underExchange = {
      resourceAppId: exchangeOnlineAppId,
      resourceAccess: [
        { id: "195adc35-e27b-454b-a7ed-1ecdffa1c09f", type: "Scope" },
        { id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", type: "Role" },
        { id: "unknown", type: "Role" },
      ],
    } as const;
    assert.deepEqual(declaredMailPermissions([underExchange]), ["IMAP.AccessAsUser.All"]);
    assert.equal(isMailPermission("toString"), false);
    assert.throws(() => mailPermission("toString" as MailPermissionName));
  });

  it("follow what a person adds and takes away, and nothing else", () => {
    const before = asking("IMAP.AccessAsUser.All", "Mail.ReadWrite");
    const after = asking("IMAP.AccessAsUser.All", "Mail.ReadWrite", "SMTP.Send");
    const chosen = ["IMAP.AccessAsUser.All", "offline_access"] as const;
    // Mail.ReadWrite stood there unasked, offline_access is still missing: both stay as they were
    assert.deepEqual(choiceAfter(chosen, before, after), [...chosen, "SMTP.Send"]);
    assert.deepEqual(choiceAfter([...chosen, "SMTP.Send"], after, before), chosen);
    assert.deepEqual(choiceAfter(chosen, before, before), chosen);
  });

  it("begin with what a preset ticks", () => {
    const service = presets.find(({ id }) => id === "serviceWithoutUser");
    assert.ok(service);
    assert.deepEqual(tickedBy(service), ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp"]);
  });
});
