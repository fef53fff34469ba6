import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { message } from "../../../src/base/message";
import { Failure } from "../../../src/core/failure";
import { Notifier } from "../../../src/ui/notify";
import { signInMailbox } from "../../../src/ui/commands/signInMailbox";

const expired = new Failure("oauth.interactionRequired", "The sign-in has ended.", {
  error: "invalid_grant",
});
const ignore = (): void => undefined;
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const notifier = new Notifier({ redact: (text) => text, log });

/** Explanations are loaded when they are needed, so a notification takes a moment. */
async function until(isThere: () => boolean): Promise<void> {
  for (const end = Date.now() + 2_000; !isThere() && Date.now() < end;) await setTimeout(1);
}

describe("notifications", () => {
  beforeEach(resetEditor);

  it("begin a first sign-in again on what it was called on", async () => {
    editor.press = "Sign In Again";
    const { about, signIn } = signInMailbox;
    notifier.failure(expired, { about, signIn, target: "registration-1" });
    await until(() => editor.executed.length > 0);
    assert.deepEqual(editor.executed, [["entraMail.signInMailbox", "registration-1"]]);
  });

  it("renew the sign-in of the mailbox that they are about", async () => {
    editor.press = "Sign In Again";
    notifier.failure(expired, { about: "mailbox", target: "mailbox-1" });
    await until(() => editor.executed.length > 0);
    assert.deepEqual(editor.executed, [["entraMail.signInMailboxAgain", "mailbox-1"]]);
  });

  it("explain a button that fails by the sign-in that the notification is about", async () => {
    for (const [about, offered] of [
      ["management", false],
      ["mailbox", true],
    ] as const) {
      resetEditor();
      editor.press = "Copy Details";
      editor.clipboardFault = expired;
      notifier.failure(new Error("first"), { about });
      await until(() => editor.shown.length > 1);
      assert.equal(editor.shown.length, 2);
      assert.equal(editor.shown[1]?.titles.includes("Sign In Again"), offered, about);
    }
  });

  it("cut the values of others and not our own sentences", () => {
    const ours = `${"All of this is ours. ".repeat(20)}It ends here.`;
    notifier.inform(message(`${ours} {0} was theirs.`, "x".repeat(1_000)));
    const text = editor.shown[0]?.text ?? "";
    assert.ok(text.startsWith(ours));
    assert.ok(text.endsWith("x… was theirs."));
    assert.ok(text.length < ours.length + 320);
  });

  it("keep links from arising where values meet", () => {
    notifier.inform(message("{0}{1} {2}", "[Sign in]", "(command:x)", "$(check)"));
    assert.equal(editor.shown[0]?.text, "[Sign in] (command:x) $ (check)");
  });
});
