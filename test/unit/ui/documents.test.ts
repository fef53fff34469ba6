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
  );
  const read = (path: string): Promise<string> =>
    documents.provideTextDocumentContent({ path } as unknown as vscode.Uri);

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
    assert.equal(await read(uri.path), "text");
  });
});
