import assert from "node:assert/strict";
import { clouds } from "../../../../src/core/cloud";
import {
  cloudServers,
  exportMailbox,
  exportRegistration,
} from "../../../../src/core/export/exportInput";
import { consumersTenantId } from "../../../../src/core/oauth/authority";
import { aMailbox, aRegistration } from "../../../support/builders";

describe("what exporters are given", () => {
  it("tells who signs in from whose mailbox it is", () => {
    const mailbox = exportMailbox(aMailbox({ address: "support@contoso.test" }));
    assert.equal(mailbox.address, "support@contoso.test");
    assert.equal(mailbox.username, "ada@contoso.test");
    assert.equal(mailbox.personal, false);
    assert.equal(mailbox.redirectUri, "http://localhost");
  });

  it("knows a personal account by its tenant", () => {
    const account = {
      homeAccountId: "a.b",
      username: "a@outlook.com",
      tenantId: consumersTenantId,
    };
    assert.equal(exportMailbox(aMailbox({ account })).personal, true);
  });

  it("takes the registered redirect URI", () => {
    const redirectUri = "http://localhost/";
    assert.equal(exportMailbox(aMailbox({ redirectUri })).redirectUri, redirectUri);
  });

  it("tells a public client from one with a credential", () => {
    const withSecret = aMailbox({ secretKeyId: "key" });
    assert.equal(exportRegistration(aMailbox(), undefined).client, "public");
    assert.equal(exportRegistration(withSecret, undefined).client, "confidential");
    assert.equal(exportRegistration(aMailbox(), undefined, "appOnly").client, "confidential");
  });

  it("knows an imported registration by client id and name alone", () => {
    assert.deepEqual(exportRegistration(aMailbox(), undefined), {
      clientId: aMailbox().clientId,
      name: "aerc-ada",
      client: "public",
    });
    const registration = aRegistration({ displayName: "renamed", tenantId: "t" });
    const known = exportRegistration(aMailbox(), registration);
    assert.equal(known.name, "renamed");
    assert.equal(known.tenantId, "t");
    assert.equal(known.audience, registration.signInAudience);
  });

  it("sends through another host for personal accounts", () => {
    assert.deepEqual(cloudServers(clouds.global, false), {
      imap: { host: "outlook.office365.com", port: 993 },
      smtp: { host: "smtp.office365.com", port: 587 },
      pop: { host: "outlook.office365.com", port: 995 },
    });
    assert.equal(cloudServers(clouds.global, true).smtp?.host, "smtp-mail.outlook.com");
  });

  it("leaves out servers that no source names", () => {
    assert.deepEqual(Object.keys(cloudServers(clouds.usGovDoD, false)), ["imap", "pop"]);
  });
});
