import assert from "node:assert/strict";
import { type Lab, startLab } from "../support/lab";
import { dovecotObstacle } from "../support/dovecot/dovecot";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { SignInPage } from "../support/signInPage";
import {
  answerRegisterMailApp,
  create,
  openEntraMail,
  places,
  signedOut,
  signInMailbox,
  signInMailboxByCode,
  signInToManage,
  testImapLogin,
} from "./steps";

const ada = "ada@contoso.test";
const eve = "eve@contoso.test";
const name = "aerc-on-the-road";

describe("the first road, with Dovecot at its end", () => {
  let lab: Lab;

  before(async function startDovecotLab() {
    const obstacle = dovecotObstacle();
    if (obstacle !== undefined) {
      assert.notEqual(process.env["CI"], "true", obstacle);
      this.skip();
    }
    lab = await startLab({ imap: "dovecot" });
    await openEntraMail(lab);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("asks nobody to sign in before a gesture", async () => {
    const { workbench } = lab;
    assert.equal(await workbench.dialog.count(), 0);
    await signedOut(workbench).waitFor();
    assert.equal(lab.sandbox.requests.count({}), 0);
    await workbench.screenshot("signed-out");
  });

  it("shows the registrations of the directory with one request", async () => {
    const { workbench, sandbox } = lab;
    await signInToManage(workbench, ada);
    const registrations = workbench.view(places.registrations);
    await registrations.row("archive-export").waitFor();
    await workbench.screenshot("registrations");
    assert.deepEqual(await registrations.rows(), [
      "App registration aerc-ada, secret expires in 12 days",
      "App registration archive-export, secret expired 40 days ago",
      "App registration Entra Mail management, no secret",
      ...(await registrations.rows()).slice(3),
    ]);
    // The name of the directory is asked for once, after a sign-in that a person made.
    await registrations.described("Contoso");
    assert.deepEqual(sandbox.requests.operations(), {
      "GET /applications": 1,
      "GET /organization": 1,
    });
  });

  it("registers a mail app from the review, and not before", async () => {
    const { workbench, sandbox } = lab;
    const before = sandbox.world.applications.size;
    sandbox.requests.clear();
    await answerRegisterMailApp(workbench, {
      preset: "A mail program with my work account",
      name,
    });
    await workbench.screenshot("review");
    assert.equal(sandbox.world.applications.size, before);
    await create(workbench);
    await workbench.notification(`${name} is registered.`);
    const asked = sandbox.requests.operations();
    assert.equal(asked["POST /applications"], 1);
    assert.equal(asked["GET /applications"], undefined);
    await workbench.screenshot("registered");
    assert.equal(sandbox.world.applications.size, before + 1);
    await workbench.view(places.registrations).row(name).waitFor();
  });

  it("signs the mailbox in by the browser and opens its INBOX", async () => {
    const { workbench } = lab;
    await signInMailbox(
      workbench,
      { registration: name, address: ada, user: ada },
      async (page) => {
        await workbench.screenshot("consent", page);
        const words = (await new SignInPage(page).requested()).join("\n");
        assert.match(words, /IMAP/);
      },
    );
    await workbench.notification(`${ada} is signed in.`);
    const text = await testImapLogin(workbench, ada, "The login of ada@contoso.test works.");
    await workbench.screenshot("imap-report");
    assert.match(text, /opened INBOX read-only: [\d,]+ messages/);
    const mailboxes = workbench.view(places.mailboxes);
    await mailboxes.expand(ada);
    await mailboxes.row(/IMAP.*✓/).waitFor();
    await workbench.screenshot("imap-row");
  });

  it("tells of the mailbox whose IMAP is closed what it means and what to do", async () => {
    const { workbench } = lab;
    await workbench.clearNotifications();
    await signInMailboxByCode(workbench, { registration: name, address: eve, user: eve }, (page) =>
      workbench.screenshot("consent-by-code", page).then(() => undefined),
    );
    await workbench.notification(`${eve} is signed in.`);
    const text = await testImapLogin(workbench, eve, "IMAP is closed for eve@contoso.test.");
    await workbench.screenshot("imap-report-closed");
    assert.match(text, /Set-CASMailbox -Identity 'eve@contoso\.test' -ImapEnabled \$true/);
    const mailboxes = workbench.view(places.mailboxes);
    await mailboxes.expand(eve);
    await mailboxes.row(/IMAP.*✗/).waitFor();
    await workbench.screenshot("imap-row-closed");
  });
});
