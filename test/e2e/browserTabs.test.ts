import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { Workbench } from "../support/workbench";
import {
  answerRegisterMailApp,
  create,
  openEntraMail,
  places,
  signInMailbox,
  signInToManage,
  testImapLogin,
  told,
} from "./steps";

const ada = "ada@contoso.test";
const grace = "grace@contoso.test";
const name = "mail-in-tabs";

/**
 * In a browser each tab has a copy of all secrets from the time it was loaded, and writes it back as a whole. The
 * second tab of these tests is loaded between two sign-ins of the first one.
 */
describe("two tabs of a browser over one store", () => {
  let lab: Lab;
  let other: Workbench;

  before(async () => {
    lab = await startLab();
    const { workbench } = lab;
    await openEntraMail(lab);
    await signInToManage(workbench, ada);
    await answerRegisterMailApp(workbench, {
      preset: "A mail program with my work account",
      name,
    });
    await create(workbench);
    await told(workbench, `${name} is registered.`);
    await signInMailbox(workbench, { registration: name, address: ada, user: ada });
    await told(workbench, `${ada} is signed in.`);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("both know the sign-in that was there before the second one was opened", async () => {
    other = new Workbench(await lab.browser.newPage());
    await openEntraMail({ workbench: other, server: lab.server });
    await other.view(places.mailboxes).row(ada).waitFor();
    // Its own look for what is gone, ten seconds after its start, shall not meet the sign-in that it cannot see
    await pause(12_000);
  });

  it("lose the sign-in that the one makes and the other one has not read", async () => {
    const { workbench } = lab;
    await signInMailbox(workbench, { registration: name, address: grace, user: grace });
    await told(workbench, `${grace} is signed in.`);
    await other.command("Entra Mail: Refresh Token");
    await other.question.titled("Refresh Token");
    await other.question.choose(ada);
    await told(other, "has a new access token");
  });

  it("notice it after the next start, say whose it is, and show it in the tree", async () => {
    const { workbench } = lab;
    await other.page.close();
    await workbench.reload();
    const lost = `The sign-in of ${grace} is gone: sign in again. Another tab or window may have overwritten what this editor had stored.`;
    await workbench.notification(lost);
    const mailboxes = workbench.view(places.mailboxes);
    await mailboxes.row(/grace@contoso\.test.*sign in again/).waitFor();
    await mailboxes.row(/ada@contoso\.test.*token valid/).waitFor();
    await workbench.screenshot("lost-to-another-tab");
  });

  it("are mended by one sign-in, which the notification leads to", async () => {
    const { workbench, sandbox } = lab;
    sandbox.requests.clear();
    await workbench.answerNotification(`The sign-in of ${grace} is gone`, "Sign In Again");
    await workbench.question.titled("Sign In Mailbox Again");
    // Microsoft knows her in this browser, and she has agreed before: the page asks nothing
    await workbench.pageOpenedBy(() => workbench.question.choose("Browser on this computer"));
    await workbench.page.bringToFront();
    await told(workbench, `${grace} is signed in again.`);
    assert.equal(sandbox.requests.count({ method: "GET", path: "/oauth2/v2.0/authorize" }), 1);
    await testImapLogin(workbench, grace, `The login of ${grace} works.`);
    await testImapLogin(workbench, ada, `The login of ${ada} works.`);
    await workbench.screenshot("mended-after-another-tab");
  });
});
