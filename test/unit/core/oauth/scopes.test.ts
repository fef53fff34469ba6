import assert from "node:assert/strict";
import { clouds } from "../../../../src/core/cloud";
import { imap, protocols } from "../../../../src/core/mail/protocol";
import { protocolScopes, type SignInScopes, signInScopes } from "../../../../src/core/oauth/scopes";
import {
  allowsSignIn,
  needsCredential,
  signInObstacle,
} from "../../../../src/core/oauth/signInObstacle";
import { requireGraphPermissions } from "../../../../src/core/registration/permissions";
import type { RedirectUris } from "../../../../src/core/registration/registration";
import { aRegistration } from "../../../support/builders";

const declaring = (...names: Parameters<typeof requireGraphPermissions>[0]): readonly string[] =>
  asked(...names).scopes;
const asked = (...names: Parameters<typeof requireGraphPermissions>[0]): SignInScopes =>
  signInScopes(clouds.global, { requiredResourceAccess: requireGraphPermissions(names) });

const mail = (name: string): string => `https://outlook.office.com/${name}`;

describe("scopes", () => {
  it("name their service in every cloud", () => {
    assert.deepEqual(
      Object.values(clouds).map((cloud) => protocolScopes(cloud, imap)[0]),
      [
        "https://outlook.office.com/IMAP.AccessAsUser.All",
        "https://outlook.office365.us/IMAP.AccessAsUser.All",
        "https://outlook-dod.office365.us/IMAP.AccessAsUser.All",
        "https://partner.outlook.cn/IMAP.AccessAsUser.All",
      ],
    );
  });

  it("of a protocol are for its API alone", () => {
    assert.deepEqual(
      Object.values(protocols).map((protocol) => protocolScopes(clouds.global, protocol)),
      [
        ["https://outlook.office.com/IMAP.AccessAsUser.All", "offline_access"],
        ["https://outlook.office.com/SMTP.Send", "offline_access"],
        ["https://outlook.office.com/POP.AccessAsUser.All", "offline_access"],
        ["https://graph.microsoft.com/Mail.Read", "offline_access"],
      ],
    );
  });

  it("of a sign-in cover what the registration declares for mail, at one API", () => {
    const imapOnly = [mail("IMAP.AccessAsUser.All"), "offline_access"];
    assert.deepEqual(declaring(), imapOnly);
    assert.deepEqual(declaring("User.Read", "IMAP.AccessAsUser.All", "Mail.Send"), imapOnly);
    assert.deepEqual(declaring("SMTP.Send"), [mail("SMTP.Send"), "offline_access"]);
    assert.deepEqual(declaring("POP.AccessAsUser.All", "SMTP.Send", "IMAP.AccessAsUser.All"), [
      mail("IMAP.AccessAsUser.All"),
      mail("SMTP.Send"),
      mail("POP.AccessAsUser.All"),
      "offline_access",
    ]);
    assert.deepEqual(declaring("User.Read", "Mail.Send", "Mail.Read"), [
      "https://graph.microsoft.com/Mail.Read",
      "https://graph.microsoft.com/Mail.Send",
      "offline_access",
    ]);
  });
});

describe("what is agreed to at the same page", () => {
  it("is mail in Graph beside the mail protocols, where the registration declares both", () => {
    const { scopes, consentTo } = asked("IMAP.AccessAsUser.All", "Mail.Send", "Mail.Read");
    assert.deepEqual(scopes, [mail("IMAP.AccessAsUser.All"), "offline_access"]);
    assert.deepEqual(consentTo, [
      "https://graph.microsoft.com/Mail.Read",
      "https://graph.microsoft.com/Mail.Send",
    ]);
  });

  it("is nothing more for one API", () => {
    assert.deepEqual(asked("IMAP.AccessAsUser.All", "User.Read").consentTo, []);
    assert.deepEqual(asked("Mail.Send").consentTo, []);
    assert.deepEqual(asked().consentTo, []);
  });
});

describe("a way to sign in", () => {
  type Row = readonly [
    Partial<RedirectUris>,
    boolean,
    string | undefined,
    string | undefined,
    boolean,
  ];
  const rows: readonly Row[] = [
    [{ publicClient: ["http://localhost"] }, true, undefined, undefined, false],
    [{ publicClient: ["http://localhost:7777/"] }, false, undefined, "publicFlowsOff", false],
    [{ web: ["http://localhost"] }, false, undefined, "publicFlowsOff", true],
    [
      { web: ["http://localhost"], publicClient: ["http://localhost"] },
      true,
      undefined,
      undefined,
      false,
    ],
    [{ web: ["https://jira.test/cb"] }, false, "loopbackMissing", "publicFlowsOff", false],
    [{ publicClient: ["http://localhost/callback"] }, true, undefined, undefined, false],
    [{ spa: ["http://localhost"] }, false, "loopbackMissing", "publicFlowsOff", false],
  ];
  for (const [uris, isFallbackPublicClient, loopback, deviceCode, secret] of rows) {
    it(`with ${JSON.stringify(uris)}, public flows ${isFallbackPublicClient ? "on" : "off"}`, () => {
      const registration = aRegistration({
        redirectUris: { web: [], spa: [], publicClient: [], ...uris },
        isFallbackPublicClient,
      });
      assert.deepEqual(
        [
          signInObstacle(registration, "loopback"),
          signInObstacle(registration, "deviceCode"),
          needsCredential(registration, "loopback"),
          needsCredential(registration, "deviceCode"),
        ],
        [loopback, deviceCode, secret, false],
      );
      const fits = loopback === undefined || deviceCode === undefined;
      assert.equal(allowsSignIn(registration), fits);
    });
  }
});
