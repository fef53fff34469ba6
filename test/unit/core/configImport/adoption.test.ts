import assert from "node:assert/strict";
import { type Adoptable, adoptables } from "../../../../src/core/configImport/adoption";
import { check, readGood } from "../../../support/importedFile";

const adopted = (file: string, text?: string): readonly Adoptable[] => {
  const config = readGood(file, text);
  return adoptables(config.importer, check(config));
};

const clientId = "6731de76-14a6-49ae-97bc-6eba6914391e";

describe("the registration of a configuration", () => {
  it("is offered with what the file tells about it", () => {
    assert.deepEqual(adopted("oama-work.yaml"), [
      {
        account: "microsoft",
        answers: {
          appId: clientId,
          displayName: "oama microsoft",
          signInAudience: "AzureADMyOrg",
          tenantId: "0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d",
          platform: "publicClient",
          redirectUris: ["http://localhost:8080"],
          permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access"],
        },
        secret: undefined,
      },
    ]);
  });

  it("is offered once where several accounts use it, and a service that acts as itself is not", () => {
    assert.deepEqual(
      adopted("pizauth.conf").map(({ account }) => account),
      ["officesmtp"],
    );
    assert.deepEqual(
      adopted("emailproxy.config").map(({ account }) => account),
      ["ada@contoso.example"],
    );
  });

  it("brings its secret in its holder, and is then of the Web platform", () => {
    const [found] = adopted("mutt_oauth2.py");
    assert.equal(found?.answers.platform, "web");
    assert.equal(found?.secret?.reveal(), "PLACEHOLDER-FOR-A-SECRET");
    assert.doesNotMatch(JSON.stringify(found), /PLACEHOLDER/);
  });

  it("is not offered where it belongs to somebody else; a slip in a scope does not matter", () => {
    assert.deepEqual(
      adopted("oama-faults.yaml").map(({ account, answers }) => [
        account,
        answers.tenantId,
        answers.permissions,
      ]),
      [["second", "contoso.example", ["IMAP.AccessAsUser.All"]]],
    );
  });

  for (const [tenant, audience] of [
    ["common", "AzureADandPersonalMicrosoftAccount"],
    ["organizations", "AzureADMultipleOrgs"],
    ["consumers", "PersonalMicrosoftAccount"],
    ["contoso.example", "AzureADMyOrg"],
    ["%3Cscript%3E", "AzureADandPersonalMicrosoftAccount"],
  ] as const) {
    it(`supports the accounts that may sign in at ${tenant}`, () => {
      const url = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
      const [found] = adopted(
        "emailproxy.config",
        `[a@contoso.example]\ntoken_url = ${url}\nclient_id = ${clientId}\n`,
      );
      assert.equal(found?.answers.signInAudience, audience);
      assert.equal(found?.answers.tenantId, audience === "AzureADMyOrg" ? tenant : "");
    });
  }

  it("has a name that a registration can have, whatever the account is called", () => {
    const name = `\u202e${"x".repeat(300)}`;
    const [found] = adopted(
      "pizauth.conf",
      `account "${name}" {\n token_uri = "https://login.microsoftonline.com/common/oauth2/v2.0/token";\n client_id = "${clientId}";\n}`,
    );
    assert.equal(found?.answers.displayName, `pizauth ${"x".repeat(82)}`);
  });
});
