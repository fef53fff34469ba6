import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { LossNotifier } from "../../../src/ui/lossNotifier";
import { Notifier } from "../../../src/ui/notify";
import type { Ui } from "../../../src/ui/parts";
import type { SecretLoss } from "../../../src/services/secretCanary";
import { aMailbox } from "../../support/builders";
import { silentLog } from "../../support/fakes/fakeSignIn";

/** Lets the start pass, and waits for what is told. */
async function told(loss: SecretLoss | undefined, webUi = false): Promise<{ ignored: number }> {
  const calls = { ignored: 0 };
  const ui = {
    clock: { delay: () => Promise.resolve() },
    mailboxes: {
      takeLoss: () => Promise.resolve(loss),
      ignoreLosses: () => Promise.resolve(void (calls.ignored += 1)),
    },
    situation: { remote: false, webUi },
    notifier: new Notifier({ redact: (text) => text, log: silentLog }),
    log: silentLog,
  } as unknown as Ui;
  const notifier = new LossNotifier(ui);
  const mostTries = loss === undefined ? 1 : 200;
  for (let tries = 0; tries < mostTries && editor.shown.length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setImmediate(resolve));
  notifier.dispose();
  return calls;
}

describe("telling that secrets are gone", () => {
  beforeEach(resetEditor);

  it("says nothing where nothing is lost", async () => {
    await told(undefined);
    assert.deepEqual(editor.shown, []);
  });

  it("says what an editor without a keyring needs, and signs in again", async () => {
    editor.press = "Sign In Again";
    await told({ everything: true, mailboxes: [aMailbox()] });
    const [{ text, titles } = { text: "", titles: [] }] = editor.shown;
    assert.match(
      text,
      /^This editor does not keep secrets\. The sign-in of ada@contoso\.test is gone/,
    );
    assert.match(text, /keyring/);
    assert.deepEqual(titles, ["Sign In Again", "How Editors Keep Secrets", "Don't Show Again"]);
    assert.deepEqual(editor.executed, [["entraMail.signInMailboxAgain", "mailbox"]]);
  });

  it("says what a browser needs, and can be told to be silent", async () => {
    editor.press = "Don't Show Again";
    const { ignored } = await told({ everything: true, mailboxes: [] }, true);
    assert.match(editor.shown[0]?.text ?? "", /one tab at a time/);
    assert.equal(ignored, 1);
  });

  it("does not blame the editor for entries that another tab overwrote", async () => {
    await told({ everything: false, mailboxes: [aMailbox(), aMailbox({ id: "two" })] });
    const [{ text, titles } = { text: "", titles: [] }] = editor.shown;
    assert.match(text, /^The sign-ins of 2 mailboxes are gone: sign in again\. Another tab/);
    assert.deepEqual(titles, ["Sign In Again", "Don't Show Again"]);
  });
});
