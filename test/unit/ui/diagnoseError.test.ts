import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { Redactor } from "../../../src/base/redact";
import { explainFailure } from "../../../src/core/diagnosis/explain";
import { diagnoseError } from "../../../src/ui/commands/diagnoseError";
import { Notifier } from "../../../src/ui/notify";
import type { Ui } from "../../../src/ui/parts";
import { globalSettings, silentLog } from "../../support/fakes/fakeSignIn";

const file = { scheme: "file", path: "/home/ada/app.log" };
const refused = "A1 NO AUTHENTICATE failed.";

function world() {
  const shown: string[] = [];
  const redactor = new Redactor();
  const { redact, redactKnown } = redactor;
  const ui = {
    settings: globalSettings,
    clock: { now: () => new Date("2026-11-28T12:00:00Z") },
    redact,
    redactKnown,
    notifier: new Notifier({ redact, log: silentLog }),
    documents: {
      show: (kind: string, name: string, markdown: string) =>
        Promise.resolve(void shown.push(`${kind} ${name}\n${markdown}`)),
    },
  } as unknown as Ui;
  return { shown, redactor, run: (target?: unknown) => diagnoseError.run(ui, target) };
}

/** The words of the finding that a run ends in. */
async function failing(run: () => Promise<void>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return explainFailure(error)?.title.text ?? "cancelled";
  }
  return "nothing";
}

describe("Diagnose Error", () => {
  beforeEach(resetEditor);

  it("takes the selection where it was called on an editor, and asks nothing", async () => {
    const { run, shown } = world();
    editor.inFront = file;
    editor.textInFront = "AADSTS50011: elsewhere";
    editor.selections = [refused];
    await run(file);
    assert.deepEqual(editor.asked, []);
    assert.match(shown[0] ?? "", /^diagnosis app\.log\n# Diagnosis of `app\.log`/);
    assert.match(
      shown[0] ?? "",
      /7 causes show.*1\. The access token is for another service.*Lines: 1\n- Finding: `undecided\.authenticateRefused`/s,
    );
    assert.deepEqual(
      editor.shown.map(({ titles }) => titles),
      [["Test IMAP Login", "Sign In Mailbox", "Copy Details"]],
    );
  });

  it("offers selection, clipboard and a line from the palette", async () => {
    const { run } = world();
    editor.inFront = file;
    editor.selections = [`${refused}\n`, "A2 NO AUTHENTICATE failed."];
    editor.answers = ["Selection"];
    await run();
    assert.deepEqual(
      editor.offered
        .map(([label = "", description]) => [label.replace(/^\S+ /, ""), description])
        .slice(0, 1),
      [["Selection in app.log", "3 lines"]],
    );
    assert.equal(editor.offered.length, 3);
  });

  it("offers the whole document where nothing is selected, but none of its own", async () => {
    const { run, shown } = world();
    editor.inFront = file;
    editor.textInFront = refused;
    editor.answers = ["All of app.log"];
    await run();
    assert.match(shown[0] ?? "", /AUTHENTICATE failed/);
    editor.inFront = { scheme: "entra-mail", path: "/login/x.md" };
    await assert.rejects(run(), isCancelled);
    assert.equal(editor.offered.length, 2);
  });

  it("reads the clipboard when it is chosen, and runs what its first finding offers", async () => {
    const { run } = world();
    editor.clipboardText = "AADSTS7000222: The provided client secret keys are expired.";
    editor.answers = ["From the Clipboard"];
    editor.press = "Rotate Client Secret…";
    await run();
    await new Promise((resolve) => setTimeout(resolve, 0));
    assert.match(editor.shown[0]?.text ?? "", /^The client secret has expired\./);
    assert.deepEqual(editor.executed, [["entraMail.rotateClientSecret", undefined]]);
  });

  it("says what to do where the clipboard gives nothing", async () => {
    const { run } = world();
    editor.answers = ["From the Clipboard", "From the Clipboard"];
    assert.equal(await failing(run), "There is no text on the clipboard.");
    editor.clipboardFault = new Error("NotAllowedError");
    assert.equal(await failing(run), "The clipboard could not be read.");
  });

  it("takes a typed line, and none that is empty", async () => {
    const { run, shown } = world();
    editor.answers = ["Type or Paste", "  ", "535 5.7.3 Authentication unsuccessful"];
    await assert.rejects(run(), isCancelled);
    assert.deepEqual(editor.refused, ["Paste or type what the program printed."]);
    editor.answers = ["Type or Paste", "535 5.7.3 Authentication unsuccessful"];
    await run();
    assert.match(shown[0] ?? "", /^diagnosis a Line\n/);
  });

  it("says that a credential was in the text, and shows it nowhere", async () => {
    const { run, shown, redactor } = world();
    redactor.hide("plain-words-secret");
    editor.clipboardText = [
      "POST client_secret=abC8Q~SecretSecretSecretSecretSecretSecret",
      "AADSTS7000215: Invalid client secret provided: plain-words-secret",
    ].join("\n");
    editor.answers = ["From the Clipboard"];
    editor.press = "Copy Details";
    await run();
    await new Promise((resolve) => setTimeout(resolve, 0));
    const everything = JSON.stringify([shown, editor.shown, editor.copied]);
    assert.doesNotMatch(everything, /SecretSecret|plain-words/);
    assert.match(shown[0] ?? "", /revoke it: rotate the client secret/);
    assert.match(editor.shown[0]?.text ?? "", /looks like a token or secret, which is not shown/);
  });

  it("gives the words of a server no meaning: no link, no command, no markup", async () => {
    const { run, shown } = world();
    editor.clipboardText =
      "AADSTS50011: [free](command:workbench.action.quit) <img src=x> **bold** `code` | $(zap)";
    editor.answers = ["From the Clipboard"];
    await run();
    const line = (shown[0] ?? "").split("\n").find((one) => one.includes("command:"));
    assert.match(line ?? "", /^- Message: (`+).*\[free\]\(command:workbench\.action\.quit\).*\1$/);
    assert.doesNotMatch(editor.shown[0]?.text ?? "", /command:/);
  });

  it("tells how many lines and errors there are, and that only the end of a long text was read", async () => {
    const { run, shown } = world();
    editor.inFront = file;
    editor.selections = [
      `${"x\n".repeat(200_000)}${`${refused}\n`.repeat(8)}AADSTS700082: expired`,
    ];
    await run(file);
    assert.match(shown[0] ?? "", /longer than 256 KB/);
    assert.match(
      shown[0] ?? "",
      /2 errors were found.*Lines: 200001, 200002, 200003, 200004, 200005 and 3 more/s,
    );
    assert.match(editor.shown[0]?.text ?? "", /The report explains 1 more\.$/);
  });
});
