import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { seededSecretOf } from "../sandbox/seed/applications";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { browserStoreSinks } from "../support/leaks";
import { type Lab, startLab } from "../support/lab";
import { askAppToken } from "../support/tokenEndpoint";
import {
  answerFileDialog,
  answerQuestions,
  applicationNamed,
  breakSandbox,
  choose,
  mendSandbox,
  openEntraMail,
  places,
  signInToManage,
  told,
} from "./steps";

const graph = "graph.microsoft.com";
const login = "login.microsoftonline.com";
const rotated = "jira-inbound";
const unknownSecret = "7000215";

const newName = () => `jira (${new Date().toISOString().slice(0, 10)})`;

describe("client secrets and certificates", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab();
    await openEntraMail(lab);
    await lab.workbench.page.setViewportSize({ width: 1400, height: 1100 });
    await signInToManage(lab.workbench, "ada@contoso.test");
    await tree().row("aerc-ada").waitFor();
    await lab.workbench.view(places.mailboxes).fold();
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("that end soon are told once, with what can be done", async () => {
    const { workbench } = lab;
    const item = await workbench.notification("expires within");
    assert.match(
      await item.innerText(),
      /A client secret expires within 30 days: aerc-ada \(1\d days\)\./,
    );
    assert.deepEqual(await item.locator(".monaco-button").allInnerTexts(), [
      "Rotate…",
      "Show",
      "Don't Show Again",
    ]);
    await workbench.screenshot("credentials-reminder");
    await workbench.answerNotification("expires within", "Show");
    const report = workbench.preview();
    await report.getByText("invoice-service").first().waitFor();
    await workbench.screenshot("credentials-expiring");
    assert.match(await report.innerText(), /Expired[^]*Expiring within 30 days[^]*laptop[^]*Later/);
    assert.equal(await badge(), 3);
    await workbench.closeEditors();
  });

  it("are added for a usual lifetime, or until a date of one's own", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await openSecrets("mutt-grace");
    await tree().inline("Client secrets", "Add Client Secret");
    await answerQuestions(workbench, {
      first: "Add Client Secret",
      last: "Check and confirm",
      answers: { "jira-production": "phone", "How long": choose("90 days") },
      look: () => workbench.screenshot("credentials-add"),
    });
    await workbench.screenshot("credentials-add-review");
    await question.choose("Add");
    await told(workbench, "mutt-grace has a new client secret.");
    assert.equal(daysOf("mutt-grace", "phone"), 90);
    await tree()
      .row(/phone.*value stored here/)
      .waitFor();

    await tree().inline("Client secrets", "Add Client Secret");
    await answerQuestions(workbench, {
      first: "Add Client Secret",
      last: "The last day",
      answers: { "jira-production": "server", "How long": choose("Until a date…") },
    });
    await question.type("2020-02-30");
    await question.says("Type a date such as");
    await workbench.screenshot("credentials-add-date");
    const day = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    await question.type(day);
    await question.accept();
    await question.choose("Add");
    await workbench.answerNotification("mutt-grace has a new client secret.", "Copy Client Secret");
    await told(workbench, "on the clipboard for one minute");
    assert.equal(secretNamed("mutt-grace", "server")?.endDateTime, `${day}T23:59:59Z`);
    assert.equal(await accepts("mutt-grace", await workbench.clipboard()), true);
    await tree().collapseAll();
  });

  it("are rotated in spite of an interruption at every step", async () => {
    const { workbench, sandbox } = lab;
    const old = seededSecretOf(rotated, "jira");
    await openSecrets(rotated);

    await breakSandbox(sandbox, {
      host: graph,
      path: "/addPassword$",
      kind: "status",
      status: 403,
    });
    await rotate("Right away, once the new one is proven", () =>
      workbench.screenshot("credentials-rotate"),
    );
    await workbench.notification("Your account may not do this");
    await workbench.screenshot("credentials-rotate-refused");
    await workbench.clearNotifications();
    assert.equal(await unfinished().count(), 0);
    assert.deepEqual(secretNames(), ["jira"]);
    assert.equal(await accepts(rotated, old), true);

    sandbox.world.settings.secretPropagationMs = 600_000;
    await rotate("Right away, once the new one is proven");
    await workbench.notification(
      /Proving the new client secret .* waiting until the directory knows it/,
    );
    await workbench.screenshot("credentials-rotate-proving");
    await workbench.answerNotification("Proving the new client secret", "Cancel");
    await workbench.notification("is not finished");
    await unfinished().waitFor();
    await workbench.screenshot("credentials-rotate-stopped");
    assert.equal(secretNames().length, 2);
    assert.equal(await accepts(rotated, old), true);

    await workbench.reload();
    await workbench.openContainer(places.container);
    await unfinished().waitFor();
    sandbox.world.settings.secretPropagationMs = 0;
    applicationNamed(sandbox, rotated).secretsKnownFrom?.clear();
    await breakSandbox(sandbox, {
      host: graph,
      path: "/removePassword$",
      kind: "status",
      status: 503,
    });
    await tree().inline(/jira-inbound.*not finished/, "Continue Unfinished Change");
    await workbench.question.titled("Continue Unfinished Change");
    await workbench.screenshot("credentials-rotate-continue");
    await workbench.question.choose("Prove it again");
    await workbench.notification("is not finished");
    await workbench.screenshot("credentials-rotate-before-removal");
    assert.equal(await accepts(rotated, old), true);
    await workbench.answerNotification("is not finished", "Continue");
    await told(workbench, "was rotated");
    await unfinished().waitFor({ state: "detached" });
    assert.deepEqual(secretNames(), [newName()]);
    assert.equal(await accepts(rotated, old), false);
    await openSecrets(rotated);
    await tree()
      .row(/jira \(.*value stored here/)
      .waitFor();
    await workbench.screenshot("credentials-rotated");
  });

  it("are rotated with a grace, in which both work, or the rotation is undone", async () => {
    const { workbench, sandbox } = lab;
    await tree().inline(/jira \(/, "Copy Client Secret");
    await told(workbench, "on the clipboard");
    const old = await workbench.clipboard();
    await breakSandbox(sandbox, {
      host: login,
      path: "/token$",
      kind: "status",
      status: 503,
      times: 9,
    });
    await rotate("1 day after");
    await workbench.notification("is not finished");
    await workbench.screenshot("credentials-rotate-unproven");
    await workbench.answerNotification("is not finished", "Undo");
    await workbench.dialog.waitFor();
    await workbench.screenshot("credentials-rotate-undo");
    await workbench.answerDialog("Undo");
    await told(workbench, "was undone");
    await mendSandbox(sandbox);
    assert.equal(secretNames().length, 1);
    assert.equal(await accepts(rotated, old), true);

    await rotate("1 day after");
    const said = await told(workbench, "it works");
    assert.match(said, /The old client secret still works; it can be removed from .+ on\./);
    await workbench.preview().getByText("Where the new value goes").waitFor();
    await workbench.screenshot("credentials-resting");
    await workbench.closeEditors();
    assert.equal(secretNames().length, 2);
    assert.equal(await accepts(rotated, old), true);
    await tree().inline(/remove old secret/, "Continue Unfinished Change");
    await workbench.question.titled("Continue Unfinished Change");
    await workbench.screenshot("credentials-before-its-time");
    await workbench.question.choose(/Remove the client secret .* now/);
    await told(workbench, "was rotated");
    assert.equal(secretNames().length, 1);
    assert.equal(await accepts(rotated, old), false);
    await tree().collapseAll();
  });

  it("of which the value is elsewhere are stored here, but not their id", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    const { keyId } = secretNamed("aerc-ada", "laptop") ?? {};
    await openSecrets("aerc-ada");
    await tree().menu(/laptop ·/, "Store the Value of a Client Secret…");
    await question.titled("Store the Value of a Client Secret");
    await question.type(String(keyId));
    await question.says("This is the id of the secret, not its value.");
    await workbench.screenshot("credentials-pasted-id");
    await question.type(seededSecretOf("aerc-ada", "laptop"));
    await question.accept();
    await told(workbench, "is stored here");
    await tree()
      .row(/laptop.*value stored here/)
      .waitFor();
    await tree().menu(/old ·/, "Remove Client Secret…");
    await question.titled("Remove a client secret of aerc-ada");
    await workbench.screenshot("credentials-remove-review");
    await question.choose("Remove");
    await told(workbench, "The client secret of aerc-ada was removed.");
    const { passwordCredentials } = applicationNamed(sandbox, "aerc-ada").resource;
    assert.deepEqual(
      passwordCredentials.map(({ displayName }) => displayName),
      ["laptop"],
    );
    await tree().collapseAll();
  });

  it("with a key that is kept in the editor, saved to a file, and uploaded elsewhere", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    await tree().expand("archive-export");
    await tree().inline("Certificates", "Create Certificate");
    await answerQuestions(workbench, {
      first: "Create Certificate",
      last: "Check and confirm",
      answers: { "How long": choose("6 months") },
      look: () => workbench.screenshot("credentials-certificate"),
    });
    await workbench.screenshot("credentials-certificate-review");
    await question.choose("Add");
    await told(workbench, "archive-export has a new certificate.");
    await tree()
      .row(/key stored here/)
      .waitFor();
    const [made] = applicationNamed(sandbox, "archive-export").resource.keyCredentials;
    assert.equal(made?.displayName, "archive-export");

    const pem = join(lab.directory, "archive.pem");
    await tree().menu(/key stored here/, "Save Certificate and Key…");
    await question.choose("PEM");
    await answerFileDialog(workbench, pem);
    await told(workbench, `Written to ${pem}`);
    const text = readFileSync(pem, "utf8");
    createSecureContext({ key: text, cert: text });
    assert.equal(statSync(pem).mode & 0o077, 0);

    await workbench.command("Entra Mail: Upload Certificate…");
    await question.choose("mutt-grace");
    await answerFileDialog(workbench, pem);
    await answerQuestions(workbench, {
      first: "Upload Certificate",
      last: "Check and confirm",
      answers: {},
    });
    await workbench.screenshot("credentials-upload-review");
    await question.choose("Add");
    await told(workbench, "mutt-grace has a new certificate.");
    const [uploaded] = applicationNamed(sandbox, "mutt-grace").resource.keyCredentials;
    assert.equal(uploaded?.customKeyIdentifier, made?.customKeyIdentifier);

    await tree().menu(/key stored here/, "Remove Certificate…");
    await workbench.screenshot("credentials-certificate-remove");
    await question.choose("Remove");
    await workbench.answerNotification("was removed", "Forget Its Key");
    await told(workbench, "no longer in this editor");
    assert.deepEqual(applicationNamed(sandbox, "archive-export").resource.keyCredentials, []);
    await tree().collapseAll();
  });

  it("with a key in a PFX file", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    const pfx = join(lab.directory, "invoice.pfx");
    await workbench.command("Entra Mail: Create Certificate…");
    await question.choose("invoice-service");
    await answerQuestions(workbench, {
      first: "Create Certificate",
      last: "The same password",
      answers: {
        "Where does": async (asked) => {
          await asked.tick("Keep it in this editor", false);
          await asked.tick("Write a PFX file");
          await asked.accept();
        },
        "Password of": "correct horse",
      },
      look: () => workbench.screenshot("credentials-pfx"),
    });
    await question.type("correct horse");
    await question.accept();
    await answerFileDialog(workbench, pfx);
    await question.choose("Add");
    await told(workbench, "invoice-service has a new certificate.");
    createSecureContext({ pfx: readFileSync(pfx), passphrase: "correct horse" });
  });

  it("have their ends in a calendar", async () => {
    const { workbench } = lab;
    const file = join(lab.directory, "ends.ics");
    await workbench.command("Entra Mail: Export Expiry Calendar…");
    await answerFileDialog(workbench, file);
    const said = await told(workbench, "dates were written to");
    await workbench.screenshot("credentials-calendar");
    const events = readFileSync(file, "utf8").match(/BEGIN:VEVENT/g) ?? [];
    assert.match(said, new RegExp(`^${events.length} dates`));
    assert.ok(events.length >= 5);
  });

  it("count on the badge after a reload, without a request", async () => {
    const { workbench, sandbox } = lab;
    const before = await badge();
    await showElsewhere();
    const requests = sandbox.requests.count({ host: graph });
    await workbench.reload();
    await workbench.page.locator(badgeIcon).waitFor();
    assert.match(
      await workbench.page.locator(".part.sidebar .composite.title").innerText(),
      /search/i,
    );
    assert.equal(await badge(), before);
    assert.equal(sandbox.requests.count({ host: graph }), requests);
    await workbench.screenshot("credentials-badge");
    await workbench.openContainer(places.container);
    await tree().row("aerc-ada").waitFor();
    const texts = await workbench.notifications();
    assert.deepEqual(
      texts.filter((one) => one.includes("expires within")),
      [],
    );
  });

  const tree = () => lab.workbench.view(places.registrations);
  const unfinished = () => tree().row(/jira-inbound.*not finished/);
  const badgeIcon = `.activitybar .action-item:has([aria-label^="${places.container}"]) .badge-content`;

  async function badge(): Promise<number> {
    return Number(await lab.workbench.page.locator(badgeIcon).innerText());
  }

  async function openSecrets(name: string): Promise<void> {
    await tree().settled();
    await tree().expand(name);
    await tree().row("Client secrets").waitFor();
  }

  /** Shows another container, and waits until the window will open with it. */
  async function showElsewhere(): Promise<void> {
    const { workbench } = lab;
    await workbench.openContainer("Search");
    for (;;) {
      const stored = await browserStoreSinks(workbench.page);
      const kept = stored.filter(({ text }) =>
        text.startsWith("workbench.sidebar.activeviewletid"),
      );
      if (kept.some(({ text }) => text.includes("workbench.view.search"))) return;
    }
  }

  /** Rotates the only secret of the registration up to the carrying out. */
  async function rotate(
    grace: string,
    look: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    const { workbench } = lab;
    await tree().inline(/jira.* · /, "Rotate Client Secret");
    await answerQuestions(workbench, {
      first: "Rotate Client Secret",
      last: "Check and confirm",
      answers: { "When is": choose(grace) },
      look,
    });
    await look();
    await workbench.question.choose("Rotate");
  }

  const secrets = (name: string) =>
    applicationNamed(lab.sandbox, name).resource.passwordCredentials;
  const secretNamed = (name: string, secret: string) =>
    secrets(name).find(({ displayName }) => displayName === secret);
  const secretNames = () => secrets(rotated).map(({ displayName }) => displayName);

  function daysOf(name: string, secret: string): number {
    const { startDateTime = "", endDateTime = "" } = secretNamed(name, secret) ?? {};
    return Math.round((Date.parse(endDateTime) - Date.parse(startDateTime)) / 86_400_000);
  }

  /** Whether the token endpoint takes the secret; without an enterprise application there is no token yet. */
  async function accepts(name: string, clientSecret: string): Promise<boolean> {
    const { tenantId, resource } = applicationNamed(lab.sandbox, name);
    const answer = await askAppToken(lab.sandbox, {
      tenantId,
      clientId: resource.appId,
      clientSecret,
    });
    assert.ok(["token", "7000229", unknownSecret].includes(answer), answer);
    return answer !== unknownSecret;
  }
});
