import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { renderMessage, type Message } from "../../../src/base/message";
import { clouds } from "../../../src/core/cloud";
import type { ConsentState } from "../../../src/core/consent/consentState";
import { exchangeOnlineAppId, graphAppId } from "../../../src/core/registration/permissions";
import type { Plan } from "../../../src/core/registration/plan";
import type { Registration } from "../../../src/core/registration/registration";
import { copyAdminConsentLink } from "../../../src/ui/commands/copyAdminConsentLink";
import { copyAdminRequest } from "../../../src/ui/commands/copyAdminRequest";
import { copyEndpoints } from "../../../src/ui/commands/copyEndpoints";
import { grantAdminConsent } from "../../../src/ui/commands/grantAdminConsent";
import { revokeConsent } from "../../../src/ui/commands/revokeConsent";
import { showConsent } from "../../../src/ui/commands/showConsent";
import { showEndpoints } from "../../../src/ui/commands/showEndpoints";
import { showExchangeScript } from "../../../src/ui/commands/showExchangeScript";
import type { Button } from "../../../src/ui/button";
import type { Ui } from "../../../src/ui/parts";
import { aRegistration } from "../../support/builders";
import {
  aConsentState,
  aGrantOf,
  aServicePrincipal,
  exchangeApi,
  graphApi,
  permissionIds,
} from "../../support/consentBuilders";

const tenantId = "11111111-1111-4111-8111-111111111111";
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

const asking = (resourceAppId: string, id: string, type: "Scope" | "Role") =>
  aRegistration({
    signInAudience: "AzureADMyOrg",
    requiredResourceAccess: [{ resourceAppId, resourceAccess: [{ id, type }] }],
  });

const askingImap = asking(graphAppId, permissionIds.graphImap, "Scope");

interface Facts {
  readonly registration?: Registration;
  readonly state?: Partial<ConsentState>;
  readonly directoryRoles?: readonly string[] | undefined;
}

function world({ registration = askingImap, state = {}, directoryRoles }: Facts = {}) {
  const plans: Plan[] = [];
  const told: string[] = [];
  const documents: string[] = [];
  const directory = {
    state: aConsentState({ apis: [graphApi, exchangeApi], ...state }),
    forgotten: 0,
  };
  const offered: string[] = [];
  const tell = (text: Message, ...buttons: Button[]): void => {
    told.push(renderMessage(text));
    offered.push(...buttons.map(({ title }) => renderMessage(title)));
  };
  const ui = {
    registrations: {
      list: { items: [registration], account: { label: "ada@contoso.test", tenantId } },
      details: () => Promise.resolve(registration),
      tenantOf: () => tenantId,
    },
    plans: {
      apply: (plan: Plan) => {
        plans.push(plan);
        if (plan.steps.some(({ kind }) => kind === "ensureServicePrincipal")) {
          directory.state = { ...directory.state, servicePrincipal: aServicePrincipal };
        }
        return Promise.resolve({ registration });
      },
    },
    consent: {
      state: () => Promise.resolve(directory.state),
      servicePrincipal: () => Promise.resolve(directory.state.servicePrincipal),
      resourceApi: (appId: string) =>
        Promise.resolve([graphApi, exchangeApi].find((api) => api.appId === appId)),
      forget: () => (directory.forgotten += 1),
    },
    directories: { current: undefined, nameOf: () => undefined },
    graphSignIn: {
      token: () =>
        Promise.resolve({
          accessToken: "t",
          accountLabel: "ada",
          tenantId,
          scopes: [],
          directoryRoles,
        }),
    },
    settings: { cloud: clouds.global },
    notifier: { inform: tell, warn: tell },
    documents: {
      show: (kind: string, _name: string, text: string) => {
        documents.push(`${kind}\n${text}`);
        return Promise.resolve();
      },
    },
    newId: () => "state-1",
  } as unknown as Ui;
  return { ui, plans, told, offered, documents, directory };
}

beforeEach(resetEditor);

describe("Grant Admin Consent", () => {
  it("grants what is ticked to everyone, after a review", async () => {
    const { ui, plans, directory } = world({ directoryRoles: [globalAdministrator] });
    editor.answers = ["For everyone", "", ""];
    await grantAdminConsent.run(ui, "object");
    assert.deepEqual(
      plans.map(({ purpose, steps }) => [purpose, steps]),
      [
        [
          "grantConsent",
          [
            {
              kind: "grantDelegated",
              resourceAppId: graphAppId,
              resourceName: "Microsoft Graph",
              scopes: ["IMAP.AccessAsUser.All"],
              consentFor: "everyone",
            },
          ],
        ],
      ],
    );
    assert.equal(directory.forgotten, 1);
  });

  it("does not ask for whom when only an application permission is open, and tells of Exchange", async () => {
    const registration = asking(exchangeOnlineAppId, permissionIds.exchangeImapApp, "Role");
    const { ui, plans, told, offered } = world({
      registration,
      directoryRoles: [globalAdministrator],
    });
    editor.answers = ["", ""];
    await grantAdminConsent.run(ui, "object");
    assert.deepEqual(
      plans[0]?.steps.map(({ kind }) => kind),
      ["grantAppRole"],
    );
    assert.deepEqual(editor.asked.length, 2);
    assert.match(told[0] ?? "", /Exchange must still let it into each mailbox\.$/);
    assert.deepEqual(offered, ["Show Exchange Online Script…", "Show Consent"]);
    for (const answers of [[], ["back"], [""]]) {
      editor.answers = answers;
      await assert.rejects(grantAdminConsent.run(ui, "object"), isCancelled);
    }
  });

  it("says before the review which role may be missing, and goes to the link instead", async () => {
    const { ui, plans } = world({ directoryRoles: [] });
    editor.answers = ["For everyone", "", "Copy Admin Consent Link"];
    await grantAdminConsent.run(ui, "object");
    assert.deepEqual(plans, []);
    assert.deepEqual(editor.executed, [["entraMail.copyAdminConsentLink", "object"]]);
  });

  it("tries all the same where the person wants it", async () => {
    const { ui, plans } = world({ directoryRoles: [] });
    editor.answers = ["For me only", "", "Try All the Same", ""];
    await grantAdminConsent.run(ui, "object");
    assert.equal(plans[0]?.steps[0]?.kind, "grantDelegated");
  });

  it("asks for no one's consent when all is granted", async () => {
    const name = "IMAP.AccessAsUser.All";
    const grants = [aGrantOf([name]), aGrantOf([name], { id: "2", resourceId: exchangeApi.id })];
    const { ui, plans, told } = world({ state: { grants } });
    await grantAdminConsent.run(ui, "object");
    assert.deepEqual([plans, editor.asked], [[], []]);
    assert.match(told[0] ?? "", /nothing to be granted/);
  });

  it("does nothing when a question is closed, whichever it is", async () => {
    const all = ["For everyone", "", "Try All the Same"];
    for (let length = 0; length <= all.length; length += 1) {
      const { ui, plans } = world({ directoryRoles: [] });
      editor.answers = all.slice(0, length);
      await assert.rejects(grantAdminConsent.run(ui, "object"), isCancelled);
      assert.deepEqual(plans, []);
    }
  });

  it("goes back from the permissions to the question before", async () => {
    const { ui, plans } = world({ directoryRoles: [globalAdministrator] });
    editor.answers = ["For everyone", "back", "For me only", "", ""];
    await grantAdminConsent.run(ui, "object");
    const [step] = plans[0]?.steps ?? [];
    assert.equal(step?.kind === "grantDelegated" && step.consentFor, "me");
  });

  it("cannot be asked about a registration that was imported", async () => {
    const registration = { ...askingImap, objectId: `imported:${askingImap.appId}` };
    const { ui, told } = world({ registration });
    await assert.rejects(grantAdminConsent.run(ui, registration.objectId), isCancelled);
    assert.match(told[0] ?? "", /imported by its client ID/);
  });
});

describe("Revoke Consent", () => {
  it("takes back what is ticked, and says what still works until when", async () => {
    const { ui, plans, told } = world({
      state: { grants: [aGrantOf(["IMAP.AccessAsUser.All", "offline_access"])] },
    });
    editor.answers = ["offline_access", "$(check)"];
    await revokeConsent.run(ui, "object");
    assert.deepEqual(plans[0]?.steps, [
      {
        kind: "revokeDelegated",
        grantId: "grant",
        resourceName: "Microsoft Graph",
        scopes: ["offline_access"],
      },
    ]);
    assert.match(told.at(-1) ?? "", /about 90 minutes.*My Apps/);
  });

  it("says so when nothing is granted", async () => {
    const { ui, told, plans } = world();
    await revokeConsent.run(ui, "object");
    assert.match(told[0] ?? "", /Nothing is granted/);
    assert.deepEqual(plans, []);
  });
});

describe("Copy Admin Consent Link", () => {
  it("copies the link of one API", async () => {
    const { ui } = world();
    editor.answers = ["Microsoft Graph"];
    await copyAdminConsentLink.run(ui, "object");
    const url = new URL(editor.copied[0] ?? "");
    assert.equal(url.pathname, `/${tenantId}/v2.0/adminconsent`);
    assert.equal(url.searchParams.get("state"), "state-1");
  });

  it("copies all of them as lines", async () => {
    const { ui } = world();
    editor.answers = ["All of them"];
    await copyAdminConsentLink.run(ui, "object");
    assert.equal(editor.copied[0]?.split("\n").length, 2);
  });

  const none = { web: [], spa: [], publicClient: [] };
  const refusals: readonly [what: string, facts: Partial<Registration>, words: RegExp][] = [
    ["no redirect URI", { redirectUris: none }, /no redirect URI/],
    ["personal accounts only", { signInAudience: "PersonalMicrosoftAccount" }, /no administrator/],
    ["no permission", { requiredResourceAccess: [] }, /asks for no permission/],
  ];
  for (const [what, facts, expected] of refusals) {
    it(`says why there is none: ${what}`, async () => {
      const { ui, told } = world({ registration: { ...askingImap, ...facts } });
      await copyAdminConsentLink.run(ui, "object");
      assert.match(told[0] ?? "", expected);
      assert.deepEqual(editor.copied, []);
    });
  }
});

describe("the other documents", () => {
  it("shows the consent", async () => {
    const { ui, documents } = world();
    await showConsent.run(ui, "object");
    assert.match(documents[0] ?? "", /^consent\n# Consent/);
  });

  it("copies and shows the request, also without a redirect URI", async () => {
    const registration = { ...askingImap, redirectUris: { web: [], spa: [], publicClient: [] } };
    const { ui, documents } = world({ registration });
    await copyAdminRequest.run(ui, "object");
    assert.match(editor.copied[0] ?? "", /ada@contoso\.test asks[^]*search for 6731de76/);
    assert.match(documents[0] ?? "", /^admin-request\n/);
  });

  it("shows and copies the endpoints without asking the directory", async () => {
    const { ui, documents } = world();
    await showEndpoints.run(ui, "object");
    await copyEndpoints.run(ui, "object");
    assert.match(documents[0] ?? "", /^endpoints\n[^]*11111111-1111-[^]*\/token/);
    assert.match(editor.copied[0] ?? "", /^Application \(client\) ID: 6731de76/);
  });
});

describe("Show Exchange Online Script", () => {
  const service = asking(exchangeOnlineAppId, permissionIds.exchangeImapApp, "Role");

  it("opens the script with the enterprise application's object id, and runs nothing", async () => {
    const { ui, plans, told } = world({ registration: service });
    editor.answers = ["Permission on each mailbox", "support@contoso.com", "No"];
    await showExchangeScript.run(ui, "object");
    assert.equal(editor.opened[0]?.language, "powershell");
    assert.match(editor.opened[0]?.content ?? "", /\$enterpriseObjectId = 'client-sp'/);
    assert.match(editor.opened[0]?.content ?? "", /'support@contoso\.com'/);
    assert.deepEqual([plans, told, editor.executed], [[], [], []]);
  });

  it("makes the enterprise application first where there is none, after a review", async () => {
    const { ui, plans } = world({ registration: service, state: { servicePrincipal: undefined } });
    editor.answers = ["", "Permission on each mailbox", "support@contoso.com", "Yes"];
    await showExchangeScript.run(ui, "object");
    assert.deepEqual(
      plans.map(({ steps }) => steps),
      [[{ kind: "ensureServicePrincipal" }]],
    );
    assert.match(editor.opened[0]?.content ?? "", /Add-RecipientPermission/);
  });

  it("does not take what is no address", async () => {
    const { ui } = world({ registration: service });
    editor.answers = ["Permission on each mailbox", "support"];
    await assert.rejects(showExchangeScript.run(ui, "object"), isCancelled);
    assert.match(editor.refused[0] ?? "", /is not an address/);
    assert.deepEqual(editor.opened, []);
  });

  it("warns of permissions that do not fit the script", async () => {
    const smtp = asking(exchangeOnlineAppId, permissionIds.exchangeSmtpApp, "Role");
    const rbac = world({ registration: smtp });
    editor.answers = ["Application role", "support@contoso.com"];
    await showExchangeScript.run(rbac.ui, "object");
    assert.match(rbac.told[0] ?? "", /asks for SMTP\.SendAsApp/);
    const without = world();
    editor.answers = ["Permission on each mailbox", "support@contoso.com", "No"];
    await showExchangeScript.run(without.ui, "object");
    assert.match(without.told[0] ?? "", /no application permission/);
  });
});
