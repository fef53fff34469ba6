import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { message, renderMessage, type Message } from "../../../src/base/message";
import { clouds } from "../../../src/core/cloud";
import type { Intent } from "../../../src/core/registration/intent";
import type { Plan } from "../../../src/core/registration/plan";
import { requireApplicationPermissions } from "../../../src/core/registration/applicationPermissions";
import { requireGraphPermissions } from "../../../src/core/registration/permissions";
import type { Registration } from "../../../src/core/registration/registration";
import { checkRegistration } from "../../../src/ui/commands/checkRegistration";
import { fixFinding } from "../../../src/ui/commands/fixFinding";
import { addPermissions } from "../../../src/ui/commands/addPermissions";
import { removePermission } from "../../../src/ui/commands/removePermission";
import type { Button } from "../../../src/ui/button";
import type { Ui } from "../../../src/ui/parts";
import { checkReportMarkdown } from "../../../src/ui/reports/checkReport";
import { FindingNode } from "../../../src/ui/views/findingNode";
import { aMailbox, aRegistration } from "../../support/builders";
import { graphApi } from "../../support/consentBuilders";

const good = aRegistration({
  displayName: "mutt \u202E[x](y)",
  requiredResourceAccess: requireGraphPermissions([
    "IMAP.AccessAsUser.All",
    "SMTP.Send",
    "offline_access",
    "email",
    "User.Read",
  ]),
});

function world(registration: Registration, known: readonly Intent[] = [], after = registration) {
  let intents = known;
  const plans: Plan[] = [];
  const told: string[] = [];
  const documents: string[] = [];
  const offered: Button[] = [];
  const ui = {
    registrations: {
      list: { items: [registration] },
      details: () => Promise.resolve(registration),
      tenantOf: () => "3f6b1c52-8d3e-4c0a-9a57-6f1e2b7d9c10",
    },
    plans: {
      apply: (plan: Plan) => {
        plans.push(plan);
        return Promise.resolve({ registration: after });
      },
    },
    remembered: {
      intentOf: (appId: string) => intents.find((intent) => intent.appId === appId),
      madeFor: (appId: string, presetId: string, permissions?: readonly string[]) => {
        const intent = { appId, presetId, ...(permissions && { permissions }) };
        intents = [intent, ...intents.filter((one) => one.appId !== appId)];
        return Promise.resolve();
      },
    },
    mailboxes: { mailboxes: [aMailbox({ authorityTenant: "common" })] },
    consent: {
      state: () => Promise.reject(new Error("not now")),
      resourceApi: () => Promise.resolve(graphApi),
    },
    directories: { current: undefined, nameOf: () => undefined },
    graphSignIn: { token: () => Promise.resolve({ accountLabel: "ada" }) },
    settings: { cloud: clouds.global, expiryWarningDays: 30 },
    clock: { now: () => new Date("2026-11-21T12:00:00Z") },
    log: { warn: () => undefined, info: () => undefined },
    notifier: {
      inform: (text: Message, ...buttons: Button[]) => {
        told.push(renderMessage(text));
        offered.push(...buttons);
      },
    },
    documents: {
      show: (_kind: string, _name: string, text: string) => {
        documents.push(text);
        return Promise.resolve();
      },
    },
  } as unknown as Ui;
  return { ui, plans, told, documents, offered, intents: () => intents };
}

const { appId } = good;
const mailProgram = [{ appId, presetId: "personalMailClient" }];
const web: Partial<Registration> = {
  redirectUris: { web: ["https://jira.contoso.test/callback"], spa: [], publicClient: [] },
  isFallbackPublicClient: false,
  signInAudience: "AzureADMultipleOrgs",
};

beforeEach(resetEditor);

describe("Check Registration", () => {
  it("asks once what a registration is for, and remembers it", async () => {
    const { ui, told, intents } = world(good);
    editor.answers = ["mail program with my Outlook.com"];
    await checkRegistration.run(ui, "object");
    assert.deepEqual(intents(), mailProgram);
    assert.match(told[0] ?? "", /No problem was found/);
    assert.match(editor.asked[0] ?? "", /^What is .* for\?$/);
    await checkRegistration.run(ui, "object");
    assert.equal(editor.asked.length, 1);
  });

  it("says of a service what cannot be seen here, and where Exchange lets it in", async () => {
    const service = aRegistration({
      appId: "aaaaaaaa-1111-4111-8111-111111111111",
      displayName: "night-service",
      signInAudience: "AzureADMyOrg",
      redirectUris: { web: [], spa: [], publicClient: [] },
      isFallbackPublicClient: false,
      requiredResourceAccess: requireApplicationPermissions(["IMAP.AccessAsApp"]),
      certificates: [
        { keyId: "c", displayName: "c", thumbprint: "0A", endDateTime: "2027-11-21T00:00:00Z" },
      ],
    });
    const { ui, told, offered } = world(service, [
      { appId: service.appId, presetId: "serviceWithoutUser", permissions: ["IMAP.AccessAsApp"] },
    ]);
    await checkRegistration.run(ui, "object");
    assert.deepEqual(told, [
      "No problem was found in night-service. Whether Exchange lets it into a mailbox cannot be seen from here.",
    ]);
    assert.deepEqual(
      offered.map((button) => renderMessage(button.title)),
      ["Show Exchange Online Script…", "Change Use…"],
    );
    await offered[0]?.run();
    assert.deepEqual(editor.executed, [["entraMail.showExchangeScript", "object"]]);
  });

  it("takes the answer that it is to be told from how it is set up", async () => {
    const { ui, intents } = world(good);
    editor.answers = [""];
    await checkRegistration.run(ui, "object");
    assert.deepEqual(intents(), [{ appId, presetId: "asSetUp" }]);
    assert.match(editor.offered[0]?.[0] ?? "", /Tell from how it is set up/);
    assert.ok(!editor.offered.flat().includes("Something else"));
  });

  it("remembers nothing when the question is closed", async () => {
    const { ui, intents } = world(good);
    await assert.rejects(checkRegistration.run(ui, "object"), isCancelled);
    assert.deepEqual(intents(), []);
  });

  it("changes the use from its list, and looks again", async () => {
    const { ui, intents, told } = world(good, [{ appId, presetId: "jiraIncomingImap" }]);
    editor.answers = ["Change Use", "mail program with my Outlook.com"];
    await checkRegistration.run(ui, "object");
    assert.deepEqual(intents(), mailProgram);
    assert.match(told[0] ?? "", /No problem/);
  });

  it("changes the use also where nothing was found, and keeps the choice when it stays", async () => {
    const chosen = [{ ...mailProgram[0], permissions: ["IMAP.AccessAsUser.All"] }] as Intent[];
    const { ui, intents, offered } = world(good, chosen);
    await checkRegistration.run(ui, "object");
    editor.answers = [""];
    await offered[0]?.run();
    assert.deepEqual(intents(), chosen);
  });

  it("goes by how mailboxes sign in here", async () => {
    const { ui } = world({ ...good, signInAudience: "AzureADMyOrg" }, [
      { appId, presetId: "asSetUp" },
    ]);
    editor.answers = ["A mailbox signs in at common"];
    await checkRegistration.run(ui, "object");
    assert.deepEqual(editor.executed, [["entraMail.signInMailbox", "object"]]);
  });

  it("runs what a person can do on the registration, asked for where there are several ways", async () => {
    const { ui, plans } = world({ ...good, ...web }, [{ appId, presetId: "asSetUp" }]);
    editor.answers = ["neither a client secret", "Create Certificate"];
    await checkRegistration.run(ui, "object");
    assert.deepEqual(editor.executed, [["entraMail.createCertificate", "object"]]);
    assert.deepEqual(plans, []);
    editor.answers = ["neither a client secret"];
    await assert.rejects(checkRegistration.run(ui, "object"), isCancelled);
    assert.equal(editor.titles.at(-1), "Fix · mutt [x](y)");
    editor.answers = [];
    await assert.rejects(checkRegistration.run(ui, "object"), isCancelled);
    assert.ok(editor.offered.flat().includes("$(arrow-right) Choose how…"));
    assert.equal(editor.executed.length, 1);
  });

  it("writes what can be done into the report", async () => {
    const { ui, documents, told, offered } = world({ ...good, ...web }, [
      { appId, presetId: "asSetUp" },
    ]);
    editor.answers = ["Show as a report"];
    await checkRegistration.run(ui, "object");
    assert.match(
      documents[0] ?? "",
      /- Command palette: Entra Mail: Add Client Secret…\n- Command palette: Entra Mail: Create/,
    );
    assert.match(told.at(-1) ?? "", /^mutt .*: (?:1 problem|\d+ problems)$/);
    assert.equal(offered.length, 1);
  });
});

describe("a finding in the tree", () => {
  const finding = {
    id: "credential.none",
    severity: "error",
    title: message("No credential"),
    explanation: message("Add one."),
    evidence: [],
    actions: [
      {
        kind: "runCommand",
        title: message("Add Client Secret…"),
        command: "entraMail.addClientSecret",
        onTarget: true,
      },
    ],
  } as const;

  it("can be followed where no plan mends it, and does nothing where nothing can be done", async () => {
    const { ui } = world(good);
    const node = new FindingNode(good, finding, undefined);
    assert.equal(node.look().contextValue, "finding.fixable");
    await fixFinding.run(ui, node);
    assert.deepEqual(editor.executed, [["entraMail.addClientSecret", "object"]]);
    const told = new FindingNode(good, { ...finding, actions: [] }, undefined);
    assert.equal(told.look().contextValue, "finding");
  });

  it("shows a link's address in the report", () => {
    const link = { kind: "openLink", title: message("Open in Portal"), url: "https://a.test/`b" };
    const text = checkReportMarkdown(
      good,
      [{ finding: { ...finding, actions: [link as never] }, fix: undefined }],
      renderMessage,
    );
    assert.match(text, /- Open in Portal: `` ?https:\/\/a\.test\/`b ?``/);
  });
});

describe("permissions that are added and removed here", () => {
  const without = {
    ...good,
    requiredResourceAccess: requireGraphPermissions(["IMAP.AccessAsUser.All", "offline_access"]),
  };

  it("are remembered as chosen where the use is known", async () => {
    const { ui, intents } = world(without, mailProgram, good);
    editor.answers = ["Microsoft Graph", "User.Read", ""];
    await addPermissions.run(ui, "object");
    // Those of the preset again, as all of them are there now
    assert.deepEqual(intents(), mailProgram);
  });

  it("are remembered as not wanted when they are removed", async () => {
    const { ui, intents } = world(good, mailProgram, without);
    editor.answers = ["SMTP.Send", ""];
    await removePermission.run(ui, "object");
    assert.deepEqual(intents(), [
      { ...mailProgram[0], permissions: ["IMAP.AccessAsUser.All", "offline_access"] },
    ]);
  });

  it("are not remembered where nobody knows the use", async () => {
    const { ui, intents } = world(good, [], without);
    editor.answers = ["SMTP.Send", ""];
    await removePermission.run(ui, "object");
    assert.deepEqual(intents(), []);
  });
});
