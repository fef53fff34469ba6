import assert from "node:assert/strict";
import { clouds } from "../../../../src/core/cloud";
import {
  type AccountView,
  accountView,
} from "../../../../src/core/configImport/checks/accountView";
import type { ConfigFinding } from "../../../../src/core/configImport/checks/configFinding";
import type { ImportedConfig } from "../../../../src/core/configImport/importedConfig";
import { configRules } from "../../../../src/core/configImport/checks/checkConfiguration";
import type { SignInAudience } from "../../../../src/core/registration/registration";
import { check, readGood, say } from "../../../support/importedFile";

const clientId = "6731de76-14a6-49ae-97bc-6eba6914391e";
const tenantId = "0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d";
const login = "https://login.microsoftonline.com";
const mail = "https://outlook.office.com";
const imap = `${mail}/IMAP.AccessAsUser.All`;

/** An account of email-oauth2-proxy that is right; undefined takes a line out. */
const good = {
  permission_url: `${login}/common/oauth2/v2.0/authorize`,
  token_url: `${login}/common/oauth2/v2.0/token`,
  oauth2_scope: `${imap} ${mail}/SMTP.Send offline_access`,
  redirect_uri: "http://localhost",
  client_id: clientId,
};

type Options = Readonly<Record<string, string | undefined>>;

interface Case {
  readonly options: Options;
  /** Name of the section. */
  readonly address?: string;
  readonly audience?: SignInAudience;
}

function read({ options, address = "ada@contoso.example" }: Case): ImportedConfig {
  const lines = Object.entries({ ...good, ...options }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} = ${value}`],
  );
  return readGood("emailproxy.config", `[${address}]\n${lines.join("\n")}\n`);
}

function findings(one: Case): readonly ConfigFinding[] {
  return check(read(one), { audienceOf: () => one.audience })[0]?.findings ?? [];
}

function viewOf(one: Case): AccountView {
  const [account] = read(one).accounts;
  assert.ok(account !== undefined);
  return accountView(account, "emailOauth2Proxy", {
    cloud: clouds.global,
    audienceOf: () => one.audience,
  });
}

const tenantBeside: AccountView = {
  ...viewOf({ options: {} }),
  account: {
    ...(read({ options: {} }).accounts[0] ?? assert.fail("no account")),
    tenant: { value: tenantId, line: 1 },
  },
};

const at = (tenant: string, host = login): Options => ({
  permission_url: `${host}/${tenant}/oauth2/v2.0/authorize`,
  token_url: `${host}/${tenant}/oauth2/v2.0/token`,
});

const scope = (...scopes: readonly string[]): Options => ({
  oauth2_scope: [...scopes, "offline_access"].join(" "),
});

const service: Options = {
  oauth2_flow: "client_credentials",
  oauth2_scope: "https://outlook.office365.com/.default",
  client_secret: "PLACEHOLDER-SECRET",
  ...at(tenantId),
};

/** Each rule with an account in which it finds something, what it says to do, and one in which it does not. */
const rows: readonly (readonly [id: string, fires: Case, fix: string, silent: Case])[] = [
  [
    "client.none",
    { options: { client_id: "*** your client id here ***" } },
    "Register one of your own with Register Mail App, and write its client ID here.",
    { options: {} },
  ],
  [
    "client.form",
    { options: { client_id: "ada@contoso.example" } },
    "Copy the Application (client) ID from the Overview of the registration.",
    { options: { client_id: clientId.toUpperCase() } },
  ],
  [
    "client.borrowed",
    { options: { client_id: "9E5F94BC-E8A4-4E73-B8BE-63364C29D753" } },
    "Register one of your own with Register Mail App, and write its client ID here.",
    { options: {} },
  ],
  [
    "client.borrowed",
    { options: { client_id: "04b07795-8ddb-461a-bbee-02f9e1bf7b46" } },
    "Register one of your own with Register Mail App, and write its client ID here.",
    { options: {} },
  ],
  [
    "redirect.form",
    { options: { redirect_uri: "http://mail.contoso.example/cb" } },
    "Write http://localhost, and register exactly that.",
    { options: { redirect_uri: "http://localhost:8080/cb" } },
  ],
  [
    "redirect.outOfBand",
    { options: { redirect_uri: "urn:ietf:wg:oauth:2.0:oob" } },
    `Write ${login}/common/oauth2/nativeclient, and register exactly that.`,
    { options: { redirect_uri: `${login}/common/oauth2/nativeclient` } },
  ],
  [
    "redirect.none",
    { options: { redirect_uri: undefined } },
    "Add redirect_uri = http://localhost.",
    { options: {} },
  ],
  [
    "secret.template",
    { options: { client_secret: "*** your client secret here ***" } },
    "Delete the line: a program on a person's computer needs no secret.",
    { options: { client_secret: "" } },
  ],
  [
    "secret.id",
    { options: { client_secret: tenantId } },
    "Make a new secret, and copy the column Value.",
    { options: { client_secret: "PLACEHOLDER-SECRET" } },
  ],
  [
    "secret.publicClient",
    { options: { client_secret: "PLACEHOLDER-SECRET" } },
    "Register the redirect URI under Mobile and desktop applications, and delete the line with the secret.",
    { options: { client_secret: "PLACEHOLDER-SECRET", redirect_uri: "https://jira.example/cb" } },
  ],
  [
    "secret.none",
    { options: { redirect_uri: "https://jira.example/cb" } },
    "Use the redirect URI http://localhost, registered under Mobile and desktop applications.",
    { options: { redirect_uri: "https://jira.example/cb", client_secret: "PLACEHOLDER-SECRET" } },
  ],
  [
    "secret.none",
    { options: { ...service, client_secret: undefined } },
    "Add a client secret to the registration, and its value here.",
    { options: service },
  ],
  [
    "endpoint.none",
    { options: { permission_url: undefined } },
    `Add ${login}/common/oauth2/v2.0/authorize and ${login}/common/oauth2/v2.0/token.`,
    { options: { ...service, permission_url: undefined } },
  ],
  [
    "endpoint.noUrl",
    { options: { token_url: "login.microsoftonline.com" } },
    `Write it as ${login}/common/oauth2/v2.0/token.`,
    { options: {} },
  ],
  [
    "endpoint.http",
    { options: { token_url: "http://login.microsoftonline.com/common/oauth2/v2.0/token" } },
    "Begin it with https://.",
    { options: {} },
  ],
  [
    "endpoint.host",
    { options: { token_url: "https://login.rnicrosoftonline.example/common/oauth2/v2.0/token" } },
    "Use the host login.microsoftonline.com.",
    { options: at("common", "https://login.windows.net") },
  ],
  [
    "endpoint.noTenant",
    { options: at("{tenant}") },
    "Write the Directory (tenant) ID, a domain, or common.",
    { options: at("contoso.example") },
  ],
  [
    "endpoint.twoTenants",
    { options: { token_url: `${login}/${tenantId}/oauth2/v2.0/token` } },
    "Write the same tenant in both: common.",
    { options: at(tenantId) },
  ],
  [
    "authority.singleTenant",
    { options: {}, audience: "AzureADMyOrg" },
    "Write the Directory (tenant) ID in place of common in both endpoints.",
    { options: at(tenantId), audience: "AzureADMyOrg" },
  ],
  [
    "authority.personalOnly",
    { options: at("organizations"), audience: "PersonalMicrosoftAccount" },
    "Write consumers in place of organizations in both endpoints.",
    { options: {}, audience: "PersonalMicrosoftAccount" },
  ],
  [
    "authority.workOnly",
    { options: at("consumers"), audience: "AzureADMultipleOrgs" },
    "Write organizations in place of consumers in both endpoints.",
    { options: at("organizations"), audience: "AzureADMultipleOrgs" },
  ],
  [
    "authority.personalAccount",
    { options: at(tenantId), address: "ada@hotmail.co.uk" },
    `Write consumers in place of ${tenantId} in both endpoints.`,
    { options: at("consumers"), address: "ada@outlook.com" },
  ],
  [
    "authority.workAccount",
    { options: at("consumers") },
    "For a work or school account write organizations in place of consumers in both endpoints.",
    { options: at("organizations") },
  ],
  [
    "authority.application",
    { options: { ...service, ...at("common") } },
    "Write the Directory (tenant) ID in place of common.",
    { options: service },
  ],
  [
    "endpoint.deviceCode",
    { options: { permission_url: `${login}/common/oauth2/v2.0/devicecode` } },
    "Write authorize in place of devicecode.",
    {
      options: { permission_url: `${login}/common/oauth2/v2.0/devicecode`, oauth2_flow: "device" },
    },
  ],
  [
    "scope.none",
    { options: { oauth2_scope: undefined } },
    `Add the scopes ${imap} and offline_access.`,
    { options: {} },
  ],
  [
    "scope.misspelt",
    { options: scope(`${mail}/IMAP.AccessUser.All`) },
    `Write ${imap}.`,
    { options: scope(imap) },
  ],
  [
    "scope.misspelt",
    { options: { oauth2_scope: `${imap} offline_acces` } },
    "Write offline_access.",
    { options: scope("https://graph.microsoft.com/Mail.Send") },
  ],
  [
    "scope.graph",
    { options: scope("IMAP.AccessAsUser.All") },
    `Write ${imap}.`,
    { options: scope("https://graph.microsoft.com/Mail.Read") },
  ],
  [
    "scope.graph",
    { options: scope("https://graph.microsoft.com/SMTP.Send") },
    `Write ${mail}/SMTP.Send.`,
    { options: scope("https://outlook.office365.com/SMTP.Send") },
  ],
  [
    "scope.host",
    { options: scope("https://outlook.ojffice365.com/IMAP.AccessAsUser.All") },
    `Write ${imap}.`,
    { options: scope(imap) },
  ],
  [
    "scope.host",
    { options: { ...service, oauth2_scope: "https://ps.outlook.com/.default" } },
    "Write https://outlook.office365.com/.default.",
    { options: service },
  ],
  [
    "scope.cloud",
    { options: scope("https://partner.outlook.cn/IMAP.AccessAsUser.All") },
    `Write ${imap}.`,
    {
      options: {
        ...at(tenantId, "https://login.microsoftonline.us"),
        ...scope("https://outlook-dod.office365.us/IMAP.AccessAsUser.All"),
      },
    },
  ],
  [
    "scope.twoResources",
    { options: scope(imap, "User.Read") },
    "Take User.Read out.",
    { options: scope(imap, "openid", "profile", "email") },
  ],
  [
    "scope.defaultMixed",
    { options: scope(`${mail}/.default`, imap) },
    `Keep the single scopes, and take ${mail}/.default out.`,
    { options: scope(`${mail}/.default`) },
  ],
  [
    "scope.noRefresh",
    { options: { oauth2_scope: imap } },
    "Add the scope offline_access.",
    { options: service },
  ],
  [
    "scope.application",
    { options: { ...service, oauth2_scope: imap } },
    "Write https://outlook.office365.com/.default.",
    { options: service },
  ],
  [
    "scope.noMail",
    { options: scope("https://graph.microsoft.com/User.Read") },
    `Add ${imap}.`,
    { options: scope("https://graph.microsoft.com/Mail.ReadWrite") },
  ],
];

describe("a configuration that was read is checked", () => {
  it("and an account that is right has no finding", () => {
    assert.deepEqual(findings({ options: {} }), []);
    assert.deepEqual(findings({ options: service }), []);
  });

  for (const [id, fires, fix, silent] of rows) {
    it(`by ${id}: ${fix}`, () => {
      const found = findings(fires).filter((finding) => finding.id === id);
      assert.deepEqual([...new Set(found.map((finding) => say(finding.fix)))], [fix]);
      assert.ok((found[0]?.line ?? 0) >= 1, "it names a line");
      assert.deepEqual(
        findings(silent).filter((finding) => finding.id === id),
        [],
      );
    });
  }

  it("and a tenant beside the endpoints must be the one in them", () => {
    const tenants = (endpoint: string): readonly string[] => {
      const lines = `services:\n  outlook:\n    client_id: ${clientId}\n    tenant: ${tenantId}\n    auth_scope: ${imap} offline_access\n`;
      const endpoints = `    auth_endpoint: ${login}/${endpoint}/oauth2/v2.0/authorize\n    token_endpoint: ${login}/${endpoint}/oauth2/v2.0/token\n`;
      const [account] = check(readGood("config.yaml", lines + endpoints));
      return (account?.findings ?? []).map(({ id, explanation }) => `${id}: ${say(explanation)}`);
    };
    assert.match(tenants("common").join(), /^endpoint\.tenant: .*AADSTS50194\)\.$/);
    assert.match(tenants("fabrikam.example").join(), /^endpoint\.tenant: .*AADSTS700016\)\.$/);
    assert.deepEqual(tenants(tenantId), []);
  });

  it("by rules that all have a row", () => {
    const views = [...rows.map(([, fires]) => viewOf(fires)), tenantBeside];
    const without = configRules.filter((rule) => views.every((view) => rule(view).length === 0));
    assert.deepEqual(without, []);
  });

  it("but not one of another provider, which is told", () => {
    const google = {
      permission_url: "https://accounts.google.com/o/oauth2/auth",
      token_url: "https://oauth2.googleapis.com/token",
      oauth2_scope: "https://mail.google.com/",
      client_secret: "PLACEHOLDER-SECRET",
    };
    assert.deepEqual(
      findings({ options: google }).map(({ id, severity }) => [id, severity]),
      [["provider.other", "information"]],
    );
  });

  it("against the hosts of the cloud that is set, too", () => {
    const cloud = {
      ...clouds.global,
      loginHost: "login.example",
      mailScopePrefix: "https://mail.example/",
    };
    const file = `account "a" {\n auth_uri = "https://login.example/common/oauth2/v2.0/authorize";\n token_uri = "https://login.example/common/oauth2/v2.0/token";\n client_id = "${clientId}";\n scopes = ["https://mail.example/IMAP.AccessAsUser.All", "offline_access"];\n}`;
    const config = readGood("pizauth.conf", file);
    assert.deepEqual(check(config, { cloud })[0]?.findings, []);
    assert.deepEqual(check(config)[0]?.provider, "other");
  });

  it("with the worst first", () => {
    const severities = findings({
      options: { client_secret: "PLACEHOLDER-SECRET", oauth2_scope: imap },
    }).map(({ severity }) => severity);
    assert.deepEqual(severities, ["error", "warning"]);
  });
});
