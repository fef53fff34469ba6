import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { resetEditor } from "../../support/fakes/fakeVscode";
import { ReportDocuments } from "../../../src/ui/reports/documents";

describe("documents of the extension", () => {
  beforeEach(resetEditor);

  const documents = new ReportDocuments((text) => text);
  const read = (path: string): string =>
    documents.provideTextDocumentContent({ path } as unknown as vscode.Uri);

  it("say after the window was loaded again how to come by them", () => {
    assert.match(
      read("/imap-login/IMAP login ada@contoso.test.md"),
      /Run Entra Mail: Test IMAP Login again\./,
    );
    assert.match(read("/registration/aerc-ada.md"), /in the App Registrations view\./);
  });
});
