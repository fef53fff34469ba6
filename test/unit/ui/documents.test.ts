import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { goneWords } from "../../../src/ui/reports/goneWords";
import { ReportDocuments } from "../../../src/ui/reports/documents";

describe("documents of the extension", () => {
  beforeEach(resetEditor);

  const documents = new ReportDocuments(
    { redact: (text) => text, redactKnown: (text) => text },
    (path) => Promise.resolve(goneWords(path)),
    () => new Date(1_000),
  );
  const read = (path: string, query = ""): Promise<string> =>
    documents.provideTextDocumentContent({ path, query } as unknown as vscode.Uri);

  it("say after the window was loaded again how to come by them", async () => {
    assert.match(
      await read("/login/IMAP login ada@contoso.test.md"),
      /Test the login of the mailbox again\./,
    );
    assert.match(await read("/registration/aerc-ada.md"), /in the App Registrations view\./);
  });

  it("have a title that tells their kind, without a step out of their folder", async () => {
    await documents.show("consent", "jira/../x", "text");
    const uri = editor.executed[0]?.[1] as vscode.Uri;
    assert.equal(uri.path, "/consent/Consent of jira-..-x.md");
    assert.equal(await read(uri.path, uri.query), "text");
  });

  it("never take the address of an earlier one, which a preview may still be showing", async () => {
    await documents.show("login", "IMAP login", "works");
    await documents.show("login", "IMAP login", "is refused");
    const [earlier, later] = editor.executed.map(([, uri]) => uri as vscode.Uri);
    assert.ok(earlier !== undefined && later !== undefined);
    assert.equal(later.path, earlier.path);
    assert.equal(await read(earlier.path, earlier.query), "works");
    assert.equal(await read(later.path, later.query), "is refused");
  });

  it("are told apart by all of their address", async () => {
    documents.putText(at("ada"), "of ada");
    documents.putText(at("grace"), "of grace");
    assert.equal(await read("/export/x/.msmtprc", "ada"), "of ada");
    assert.equal(await read("/export/x/.msmtprc", "grace"), "of grace");
  });
});

function at(query: string): vscode.Uri {
  return { path: "/export/x/.msmtprc", query } as unknown as vscode.Uri;
}
