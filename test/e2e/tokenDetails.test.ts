import assert from "node:assert/strict";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import {
  answerRegisterMailApp,
  copied,
  create,
  eventually,
  openEntraMail,
  places,
  signInMailbox,
  signInToManage,
  told,
} from "./steps";

const ada = "ada@contoso.test";
const name = "token-details";

describe("the tokens of a mailbox", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab();
    const { workbench } = lab;
    await openEntraMail(lab);
    // The editor listens for what ticks a step from the first time that a walkthrough was open
    await openWalkthrough();
    await signInToManage(workbench, ada);
    await answerRegisterMailApp(workbench, { preset: "A mail program with my work account", name });
    await create(workbench);
    await told(workbench, `${name} is registered.`);
    await signInMailbox(workbench, { registration: name, address: ada, user: ada });
    await told(workbench, `${ada} is signed in.`);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  const steps = ".gettingStartedContainer .getting-started-step [role=checkbox]";

  const openWalkthrough = async (): Promise<void> => {
    const { workbench } = lab;
    await workbench.command("Welcome: Open Walkthrough...");
    await workbench.question.type("Get a Mailbox to Work with OAuth");
    await workbench.question.choose("Get a Mailbox to Work with OAuth");
    await workbench.page.locator(steps).first().waitFor();
  };

  /** Runs a command on the mailbox. */
  const onMailbox = async (title: string): Promise<void> => {
    const { workbench } = lab;
    await workbench.command(`Entra Mail: ${title}`);
    await workbench.question.titled(title);
    await workbench.question.choose(ada);
  };

  it("are shown with a verdict for each protocol, and without a token", async () => {
    const { workbench, sandbox } = lab;
    await onMailbox("Show Token Details");
    const report = workbench.preview();
    await report.getByText("IMAP yes").first().waitFor();
    const text = await report.innerText();
    await workbench.screenshot("token-details");
    assert.match(
      text,
      /IMAP yes · SMTP yes · POP (yes|no: scope missing: POP\.AccessAsUser\.All) · Graph no: not permitted by this sign-in/,
    );
    assert.match(text, /https:\/\/outlook\.office\.com/);
    assert.match(text, /valid (\d+ min|1 h)/);
    for (const kind of ["access_token", "refresh_token", "id_token"]) {
      for (const token of sandbox.issued.of(kind)) {
        assert.ok(!text.includes(token.slice(0, 40)), kind);
      }
    }
  });

  it("come with the steps of the walkthrough that were taken", async () => {
    const { workbench } = lab;
    await openWalkthrough();
    const boxes = workbench.page.locator(steps);
    await workbench.screenshot("walkthrough-ticked");
    assert.deepEqual(
      await boxes.evaluateAll((all) => all.map((box) => box.getAttribute("aria-checked"))),
      ["true", "true", "false", "false", "false"],
    );
    await workbench.closeEditors();
  });

  it("are refreshed by hand", async () => {
    const { workbench, sandbox } = lab;
    const before = sandbox.issued.of("access_token").length;
    await onMailbox("Refresh Token");
    assert.match(await told(workbench, "has a new access token"), /valid (\d+ min|1 h) \(until /);
    assert.equal(sandbox.issued.of("access_token").length, before + 1);
  });

  it("are copied after a question only", async () => {
    const { workbench, sandbox } = lab;
    await workbench.page.evaluate('navigator.clipboard.writeText("untouched")');
    const ask = async (): Promise<void> => {
      await onMailbox("Copy Access Token");
      await workbench.question.choose("IMAP");
      await workbench.dialog.waitFor();
    };
    await ask();
    await workbench.screenshot("copy-access-token");
    assert.match(await workbench.dialog.innerText(), /it cannot be taken back/);
    await workbench.answerDialog("Cancel");
    assert.equal(await workbench.clipboard(), "untouched");
    await ask();
    await workbench.answerDialog("Copy");
    await told(workbench, "on the clipboard for one minute");
    await copied(workbench, sandbox.issued.of("access_token").at(-1) ?? "");
  });

  it("go with the sign-out, which says what stays", async () => {
    const { workbench } = lab;
    await onMailbox("Sign Out Mailbox");
    await workbench.dialog.waitFor();
    await workbench.screenshot("sign-out-words");
    assert.match(await workbench.dialog.innerText(), /is accepted until .*stays/s);
    await workbench.answerDialog("Sign Out");
    const said = await workbench.notification(`${ada} is signed out.`);
    await workbench.screenshot("signed-out-words");
    assert.match(await said.innerText(), /Open My Apps/);
    await eventually(async () =>
      assert.deepEqual(await workbench.view(places.mailboxes).rows(), []),
    );
  });
});
