import assert from "node:assert/strict";
import { type Message, renderMessage } from "../../../src/base/message";
import { clouds } from "../../../src/core/cloud";
import { adminConsentLinks } from "../../../src/core/consent/adminConsentLink";
import {
  exchangeOnlineAppId,
  graphAppId,
  graphDelegatedPermissions,
} from "../../../src/core/registration/permissions";
import { adminRequestMarkdown, adminRequestText } from "../../../src/ui/reports/adminRequest";
import { consentReportMarkdown } from "../../../src/ui/reports/consentReport";
import { endpointsBlock, endpointsMarkdown } from "../../../src/ui/reports/endpointsReport";
import { markdownValue, plainText } from "../../../src/ui/text";
import { aRegistration } from "../../support/builders";
import {
  aConsentState,
  aGrantOf,
  aServicePrincipal,
  exchangeApi,
  graphApi,
  permissionIds,
} from "../../support/consentBuilders";

const say = (text: Message): string => renderMessage(text, undefined, markdownValue);
const plain = (text: Message): string => renderMessage(text, undefined, plainText);
const tenantId = "11111111-1111-4111-8111-111111111111";
const hostileName = "[x](command:evil) | <b>\n# `owned`\u202E";

const registration = aRegistration({
  requiredResourceAccess: [
    {
      resourceAppId: graphAppId,
      resourceAccess: [
        { id: permissionIds.graphImap, type: "Scope" },
        { id: "11111111-2222-4333-8444-555555555555", type: "Scope" },
      ],
    },
    {
      resourceAppId: exchangeOnlineAppId,
      resourceAccess: [{ id: permissionIds.exchangeImapApp, type: "Role" }],
    },
  ],
});

describe("the consent report", () => {
  it("has a table per API, and tells what cannot be found and what is left over", () => {
    const state = aConsentState({
      apis: [graphApi, exchangeApi],
      grants: [aGrantOf(["IMAP.AccessAsUser.All", "User.Read"])],
    });
    const text = consentReportMarkdown(registration, state, { say });
    assert.match(text, /Not granted to you yet: 2 of 3\./);
    assert.match(text, /## Microsoft Graph\n\n\| Permission/);
    assert.match(
      text,
      /\| `IMAP\.AccessAsUser\.All` \| delegated \| granted to all \| each person/,
    );
    assert.match(
      text,
      /\| `11111111-2222-[^|]* \| delegated \| not found in this directory \| nobody/,
    );
    assert.match(text, /## Office 365 Exchange Online\n/);
    assert.match(
      text,
      /\| `IMAP\.AccessAsApp` \| application \| not granted yet \| an administrator/,
    );
    assert.match(text, /## Granted, but not asked for[^]*`User\.Read`/);
    assert.match(text, /may be misspelt/);
  });

  it("says that nothing was granted yet where nobody has signed in", () => {
    const state = aConsentState({ servicePrincipal: undefined });
    assert.match(consentReportMarkdown(registration, state, { say }), /Nothing is granted yet/);
    assert.match(consentReportMarkdown(aRegistration(), state, { say }), /asks for no permission/);
  });

  it("leaves to people what they may consent to, the mail permissions in front", () => {
    const resourceAccess = [
      { id: graphDelegatedPermissions.openid.id, type: "Scope" } as const,
      { id: permissionIds.graphImap, type: "Scope" } as const,
    ];
    const mail = aRegistration({
      requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess }],
    });
    const openid = {
      ...graphApi.permissions[0],
      id: graphDelegatedPermissions.openid.id,
      type: "Scope",
      value: "openid",
      adminOnly: false,
    } as (typeof graphApi.permissions)[number];
    const api = { ...graphApi, permissions: [...graphApi.permissions, openid] };
    const text = consentReportMarkdown(mail, aConsentState({ apis: [api] }), { say });
    assert.match(text, /Nothing to do: each person agrees[^]*`IMAP\.Access[^]*`openid`/);
    const granted = aConsentState({ apis: [api], grants: [aGrantOf(["openid"])] });
    assert.doesNotMatch(consentReportMarkdown(mail, granted, { say }), /Nothing to do/);
  });

  it("tells what keeps people out in spite of consent", () => {
    const servicePrincipal = {
      ...aServicePrincipal,
      accountEnabled: false,
      appRoleAssignmentRequired: true,
    };
    const text = consentReportMarkdown(registration, aConsentState({ servicePrincipal }), { say });
    assert.match(text, /switched off/);
    assert.match(text, /Only people who are assigned/);
  });

  it("shows hostile names as code", () => {
    const api = { ...graphApi, displayName: hostileName };
    const text = consentReportMarkdown(
      aRegistration({ ...registration, displayName: hostileName }),
      aConsentState({ apis: [api], grants: [aGrantOf([hostileName])] }),
      { say },
    );
    const outside = text.replaceAll(/(`+)[^`\n](?:(?!\1)[^\n])*\1/g, "");
    assert.doesNotMatch(outside, /command:evil|<b>|\u202E/);
    assert.doesNotMatch(text, /^# `?owned/m);
  });
});

describe("the request for an administrator", () => {
  const links = adminConsentLinks(
    aRegistration({ ...registration, signInAudience: "AzureADMyOrg" }),
    {
      cloud: clouds.global,
      tenantId,
      redirectUri: "http://localhost",
      state: "s",
    },
  );

  it("says who asks, what for, what it cannot do, where to approve it and how to undo it", () => {
    const text = adminRequestText({ registration, asker: "ada@contoso.test", links }, plain);
    assert.match(text, /approve the app aerc-ada/);
    assert.match(text, /ada@contoso\.test asks/);
    assert.match(text, new RegExp(registration.appId));
    assert.match(text, /- IMAP\.AccessAsUser\.All \(Microsoft Graph\), as the person/);
    assert.match(text, /Why: .*IMAP/);
    assert.match(text, /Limits: It never opens a mailbox/);
    assert.match(text, /- IMAP\.AccessAsApp \(Office 365 Exchange Online\), without a person/);
    assert.ok(text.indexOf("IMAP.AccessAsApp") < text.indexOf("IMAP.AccessAsUser.All"));
    assert.match(text, /Microsoft's page asks you to sign in/);
    const long = text.split("\n").filter((line) => line.length > 78 && !/https:/.test(line));
    assert.deepEqual(long, []);
    assert.match(text, /How to undo it\nMicrosoft Entra admin center/);
  });

  it("has every link whole, however long", () => {
    const text = adminRequestText({ registration, asker: undefined, links }, plain);
    assert.ok(links.length > 1);
    for (const { url } of links) assert.ok(text.includes(`  ${url}\n`), url);
  });

  it("names the portal where no link can be made", () => {
    const text = adminRequestText({ registration, asker: undefined, links: [] }, plain);
    assert.match(text, /App registrations, All applications,\nsearch for 6731de76/);
    assert.doesNotMatch(text, /https:/);
  });

  it("keeps a hostile name on its line, and inside the code block", () => {
    const hostile = { ...registration, displayName: "a\n```\n# owned ````" };
    const text = adminRequestText({ registration: hostile, asker: hostileName, links }, plain);
    const document = adminRequestMarkdown(text, "Request", "Hint");
    const fence = /^(`+)text$/m.exec(document)?.[1] ?? "";
    assert.ok(fence.length > 4);
    assert.equal(document.split(fence).length, 3);
    assert.doesNotMatch(text, /^# owned/m);
  });
});

describe("the endpoints document", () => {
  const facts = { registration, tenantId, cloud: clouds.global };

  it("says which addresses apply, and gives those of the own directory beside the shared ones", () => {
    const text = endpointsMarkdown(facts, { say });
    assert.match(text, /These are the shared addresses \(common\)/);
    assert.match(text, /For people of this directory only/);
    assert.match(text, /`https:\/\/login\.microsoftonline\.com\/common\/oauth2\/v2\.0\/token`/);
    assert.match(text, new RegExp(`${tenantId}/oauth2/v2\\.0/token`));
  });

  it("gives a single-tenant registration its own addresses only", () => {
    const single = aRegistration({ signInAudience: "AzureADMyOrg" });
    const text = endpointsMarkdown({ ...facts, registration: single }, { say });
    assert.match(text, /of its own directory only/);
    assert.doesNotMatch(text, /\/common\/|For people of this directory/);
  });

  it("says that the hosts of other clouds are not verified", () => {
    assert.match(endpointsMarkdown({ ...facts, cloud: clouds.china }, { say }), /not verified/);
    assert.doesNotMatch(endpointsMarkdown(facts, { say }), /not verified/);
  });

  it("is copied as lines of name and value", () => {
    const lines = endpointsBlock(facts, plain).trimEnd().split("\n");
    assert.ok(lines.includes("IMAP: outlook.office365.com:993 (TLS)"));
    assert.ok(lines.includes(`Directory (tenant) ID: ${tenantId}`));
    assert.deepEqual(
      lines.filter((line) => !/^[^:]+: \S/.test(line)),
      [],
    );
  });
});
