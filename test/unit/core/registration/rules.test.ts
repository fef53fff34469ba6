import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import {
  audienceWords,
  authorityTenantOf,
  includesPersonalAccounts,
} from "../../../../src/core/registration/audience";
import type { Platform, SignInAudience } from "../../../../src/core/registration/registration";
import {
  checkClientId,
  checkDisplayName,
  checkRedirectUri,
  checkRedirectUriList,
  checkSecretLifetimeDays,
  checkSecretName,
  defaultSecretLifetimeDays,
  secretLifetimesDays,
} from "../../../../src/core/registration/rules";

const audiences: readonly SignInAudience[] = [
  "AzureADMyOrg",
  "AzureADMultipleOrgs",
  "AzureADandPersonalMicrosoftAccount",
  "PersonalMicrosoftAccount",
];

const said = (problem: Parameters<typeof renderMessage>[0] | undefined): string | undefined =>
  problem && renderMessage(problem);

describe("the name of a registration", () => {
  for (const audience of audiences) {
    const limit = includesPersonalAccounts(audience) ? 90 : 120;
    it(`has at most ${limit} characters for ${audience}`, () => {
      assert.equal(checkDisplayName("x".repeat(limit), audience), undefined);
      assert.equal(
        said(checkDisplayName("x".repeat(limit + 1), audience)),
        `At most ${limit} characters for these accounts; this has ${limit + 1}.`,
      );
    });
  }

  it("is not empty and holds no control characters", () => {
    for (const name of ["", "  ", "a\nb", "a\u0000b", "a\u009bb", "a\u202eb"]) {
      assert.ok(checkDisplayName(name, "AzureADMyOrg"), JSON.stringify(name));
    }
    assert.equal(checkDisplayName("Ada's mail [1](x) 日本", "AzureADMyOrg"), undefined);
  });
});

type UriRow = readonly [uri: string, platform: Platform, fine: boolean, audience?: SignInAudience];

const personal = "AzureADandPersonalMicrosoftAccount";
const uris: readonly UriRow[] = [
  ["https://jira.test/plugins/callback", "web", true],
  ["https://jira.test/cb?tenant=1", "web", true],
  ["https://jira.test/cb?tenant=1", "web", false, personal],
  ["http://localhost", "publicClient", true],
  ["http://localhost/", "publicClient", true],
  ["http://localhost:8080/cb", "web", true],
  ["http://127.0.0.1", "publicClient", true],
  ["http://[::1]", "publicClient", false],
  ["http://jira.test/cb", "web", false],
  ["http://localhost.evil.test/cb", "web", false],
  ["https://login.microsoftonline.com/common/oauth2/nativeclient", "publicClient", true],
  ["ms-appx-web://Microsoft.AAD.BrokerPlugin/6731de76", "publicClient", true],
  ["msauth.com.msauth.unsignedapp://auth", "publicClient", true],
  ["myapp://auth", "web", false],
  ["myapp://auth", "spa", false],
  ["https://*.test/cb", "web", false],
  ["https://jira.test/cb#x", "web", false],
  ["https://jira.test/a;b", "web", false],
  ["https://jira.test/(a)", "web", false],
  ["https://user:pw@jira.test/", "web", false],
  ["https://jira.test/a b", "web", false],
  ["https://jira.test/\r\nx", "web", false],
  ["jira.test/cb", "web", false],
  ["/cb", "web", false],
  ["https:jira.test", "web", false],
  ["https:/jira.test/cb", "web", false],
  ["http:/localhost", "publicClient", false],
  ["HTTPS://jira.test/cb", "web", true],
  ["", "web", false],
  [`https://jira.test/${"x".repeat(238)}`, "web", true],
  [`https://jira.test/${"x".repeat(239)}`, "web", false],
];

const many = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `https://a.test/${index}`);

describe("a redirect URI", () => {
  for (const [uri, platform, fine, audience = "AzureADMyOrg"] of uris) {
    it(`${fine ? "may be" : "may not be"} ${JSON.stringify(uri.slice(0, 60))} on ${platform} for ${audience}`, () => {
      const problem = checkRedirectUri(uri, platform, audience);
      assert.equal(problem === undefined, fine, said(problem));
    });
  }

  it("is not there twice, and its port does not make it another", () => {
    assert.equal(
      checkRedirectUriList(["http://localhost", "http://localhost/"], personal),
      undefined,
    );
    assert.ok(checkRedirectUriList(["http://localhost:1", "http://localhost:2"], personal));
    assert.ok(checkRedirectUriList(["https://a.test/", "https://a.test/"], personal));
  });

  const twice: readonly (readonly [uris: readonly string[], problem: string | undefined])[] = [
    [["https://a.test/cb", "https://A.test/cb"], "https://A.test/cb is there twice."],
    [["https://a.test/cb", "https://a.test/CB"], undefined],
    [["http://localhost:1", "http://localhost:1"], "http://localhost:1 is there twice."],
    [
      ["http://localhost", "http://LOCALHOST:2"],
      "http://LOCALHOST:2 is there twice; the port does not count.",
    ],
  ];
  for (const [list, problem] of twice) {
    it(`of ${list.join(" and ")} is ${problem === undefined ? "not " : ""}there twice`, () => {
      assert.equal(said(checkRedirectUriList(list, "AzureADMyOrg")), problem);
    });
  }

  it("is one of at most 256, or 100 with personal accounts", () => {
    assert.equal(checkRedirectUriList(many(256), "AzureADMyOrg"), undefined);
    assert.ok(checkRedirectUriList(many(257), "AzureADMyOrg"));
    assert.equal(checkRedirectUriList(many(100), personal), undefined);
    assert.ok(checkRedirectUriList(many(101), personal));
  });
});

describe("a client secret", () => {
  it("lives 1 to 730 whole days", () => {
    for (const days of [1, 90, 730]) assert.equal(checkSecretLifetimeDays(days), undefined);
    for (const days of [0, -1, 731, 1.5, Number.NaN]) assert.ok(checkSecretLifetimeDays(days));
  });

  it("is offered with lifetimes that pass, 180 days among them", () => {
    assert.deepEqual(secretLifetimesDays, [90, 180, 365, 730]);
    assert.ok(secretLifetimesDays.includes(defaultSecretLifetimeDays));
  });

  it("has a description of at most 90 characters", () => {
    assert.equal(checkSecretName("x".repeat(90)), undefined);
    for (const name of ["", " ", "x".repeat(91), "a\tb"]) assert.ok(checkSecretName(name));
  });
});

describe("a client id", () => {
  it("is a GUID, and the usual mistakes are named", () => {
    assert.equal(checkClientId(" 6731de76-14a6-49ae-97bc-6eba6914391e "), undefined);
    assert.match(said(checkClientId("ada@contoso.test")) ?? "", /address/);
    assert.match(said(checkClientId("abc8Q~secretvalue")) ?? "", /client secret/);
    assert.match(said(checkClientId("")) ?? "", /Paste/);
    assert.ok(checkClientId("6731de76"));
  });
});

describe("supported accounts", () => {
  it("decide the authority", () => {
    assert.deepEqual(
      audiences.map((audience) => authorityTenantOf(audience, "contoso.test")),
      ["contoso.test", "organizations", "common", "consumers"],
    );
  });

  it("need a usable tenant id when they are of one directory", () => {
    for (const tenantId of [undefined, "", "a/b", "../x", "a b", "?x"]) {
      assert.throws(() => authorityTenantOf("AzureADMyOrg", tenantId), {
        code: "input.invalid",
      });
    }
  });

  it("have short words and the portal's sentence", () => {
    for (const audience of audiences) {
      const { short, portal } = audienceWords(audience);
      assert.ok(short.text.length > 0 && portal.text.length > short.text.length);
    }
  });
});
