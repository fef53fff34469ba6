import assert from "node:assert/strict";
import { type Cloud, clouds, customCloud } from "../../../../src/core/cloud";
import { endpointsOf, signInEndpoints } from "../../../../src/core/registration/endpoints";
import type { SignInAudience } from "../../../../src/core/registration/registration";

const tenantId = "11111111-1111-4111-8111-111111111111";

function valuesOf(
  signInAudience: SignInAudience,
  tenant: string | undefined = tenantId,
  cloud: Cloud = clouds.global,
): Readonly<Record<string, string>> {
  const rows = endpointsOf({ signInAudience }, tenant, cloud);
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length, "ids are unique");
  return Object.fromEntries(rows.map(({ id, value }) => [id, value]));
}

const mail = (values: Readonly<Record<string, string>>) => [
  values["imap"],
  values["pop"],
  values["smtp"],
  values["smtpPersonal"],
];

describe("endpoints", () => {
  const host = "https://login.microsoftonline.com";
  const audiences: readonly [
    audience: SignInAudience,
    tenant: string | undefined,
    authority: string,
    issuer: string,
    admin: string | undefined,
  ][] = [
    ["AzureADMyOrg", tenantId, tenantId, tenantId, tenantId],
    ["AzureADMyOrg", undefined, "{tenant}", "{tenant}", "{tenant}"],
    ["AzureADMultipleOrgs", tenantId, "organizations", "{tenantid}", "organizations"],
    ["AzureADandPersonalMicrosoftAccount", tenantId, "common", "{tenantid}", tenantId],
    ["AzureADandPersonalMicrosoftAccount", undefined, "common", "{tenantid}", "organizations"],
    [
      "PersonalMicrosoftAccount",
      tenantId,
      "consumers",
      "9188040d-6c67-4c5b-b112-36a304b66dad",
      undefined,
    ],
  ];
  for (const [audience, tenant, authority, issuer, admin] of audiences) {
    it(`are those of ${authority} for ${audience}${tenant === undefined ? " without a directory" : ""}`, () => {
      const values = endpointsOf({ signInAudience: audience }, tenant, clouds.global);
      assert.deepEqual(
        Object.fromEntries(
          values.filter(({ group }) => group === "signIn").map(({ id, value }) => [id, value]),
        ),
        {
          authorize: `${host}/${authority}/oauth2/v2.0/authorize`,
          token: `${host}/${authority}/oauth2/v2.0/token`,
          deviceCode: `${host}/${authority}/oauth2/v2.0/devicecode`,
          ...(admin === undefined ? {} : { adminConsent: `${host}/${admin}/v2.0/adminconsent` }),
          metadata: `${host}/${authority}/v2.0/.well-known/openid-configuration`,
          logout: `${host}/${authority}/oauth2/v2.0/logout`,
          issuer: `${host}/${issuer}/v2.0`,
        },
      );
    });
  }

  const byCloud: readonly [
    cloud: Cloud,
    mail: readonly (string | undefined)[],
    app: string | undefined,
  ][] = [
    [
      clouds.global,
      [
        "outlook.office365.com:993 (TLS)",
        "outlook.office365.com:995 (TLS)",
        "smtp.office365.com:587 (STARTTLS)",
        undefined,
      ],
      "https://outlook.office365.com/.default",
    ],
    [
      clouds.usGov,
      [
        "outlook.office365.us:993 (TLS)",
        "outlook.office365.us:995 (TLS)",
        "smtp.office365.us:587 (STARTTLS)",
        undefined,
      ],
      "https://outlook.office365.us/.default",
    ],
    [
      clouds.usGovDoD,
      [
        "outlook-dod.office365.us:993 (TLS)",
        "outlook-dod.office365.us:995 (TLS)",
        undefined,
        undefined,
      ],
      "https://outlook-dod.office365.us/.default",
    ],
    [
      clouds.china,
      [
        "partner.outlook.cn:993 (TLS)",
        "partner.outlook.cn:995 (TLS)",
        "smtp.partner.outlook.cn:587 (STARTTLS)",
        undefined,
      ],
      "https://partner.outlook.cn/.default",
    ],
    [
      customCloud({
        loginHost: "login.example.test:8443",
        graphHost: "graph.example.test",
        imapHost: "mail.example.test",
        mailScopePrefix: "https://mail.example.test/",
      }),
      ["mail.example.test:993 (TLS)", undefined, undefined, undefined],
      undefined,
    ],
  ];
  for (const [cloud, expected, app] of byCloud) {
    it(`are on the hosts of the cloud ${cloud.id}`, () => {
      const values = valuesOf("AzureADMyOrg", tenantId, cloud);
      assert.deepEqual(mail(values), expected);
      assert.equal(values["appScope"], app);
      assert.equal(new URL(values["token"] ?? "").host, cloud.loginHost);
      assert.equal(values["graph"], `https://${cloud.graphHost}/v1.0`);
      assert.equal(
        values["imapScope"],
        `${cloud.mailScopePrefix}IMAP.AccessAsUser.All offline_access`,
      );
    });
  }

  it("name the submission host of personal accounts where they can sign in", () => {
    const personal = "smtp-mail.outlook.com:587 (STARTTLS)";
    const both = valuesOf("AzureADandPersonalMicrosoftAccount");
    assert.deepEqual(mail(both).slice(2), ["smtp.office365.com:587 (STARTTLS)", personal]);
    assert.deepEqual(mail(valuesOf("PersonalMicrosoftAccount")).slice(2), [personal, undefined]);
    assert.deepEqual(mail(valuesOf("AzureADMultipleOrgs")).slice(3), [undefined]);
  });

  it("are not made of a tenant id that is none", () => {
    assert.throws(() => valuesOf("AzureADMyOrg", "../evil"), { code: "input.invalid" });
  });

  it("can be those of another tenant than the audience's", () => {
    const rows = signInEndpoints(clouds.global, tenantId, tenantId);
    assert.ok(rows.every(({ value }) => value.startsWith(`${host}/${tenantId}/`)));
  });
});
