import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { explainFailure } from "../../../src/core/diagnosis/explain";
import { renderMessage } from "../../../src/base/message";
import { EditorSettings } from "../../../src/platform/vscode/settings";

const custom = {
  loginHost: "login.cloud.test",
  graphHost: "graph.cloud.test",
  imapHost: "imap.cloud.test",
  mailScopePrefix: "https://mail.cloud.test/",
};

/** Headline and reason of what the person is told. */
function told(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    const finding = explainFailure(error, "management");
    assert.equal(finding?.id, "input.invalid");
    assert.equal(finding.actions[0]?.kind, "openSettings");
    return `${renderMessage(finding.title)} ${renderMessage(finding.explanation)}`;
  }
  return "";
}

describe("the settings", () => {
  let settings: EditorSettings;
  beforeEach(() => {
    resetEditor();
    editor.settings.set("entraMail.cloud", "global");
    settings = new EditorSettings();
  });
  afterEach(() => settings.dispose());

  for (const id of ["globl", "constructor", "__proto__", "", 7, null]) {
    it(`refuse the cloud ${JSON.stringify(id)} in place of signing in at another`, () => {
      editor.settings.set("entraMail.cloud", id);
      assert.equal(
        told(() => settings.cloud),
        "The setting entraMail.cloud cannot be used. It is none of global, usGov, usGovDoD, china, custom.",
      );
    });
  }

  it("know the clouds of the table", () => {
    editor.settings.set("entraMail.cloud", "china");
    assert.equal(settings.cloud.id, "china");
  });

  it("need four values for a cloud of one's own", () => {
    editor.settings.set("entraMail.cloud", "custom");
    editor.settings.set("entraMail.customCloud", custom);
    const { loginHost, graphHost, imapHost, mailScopePrefix } = settings.cloud;
    assert.deepEqual({ loginHost, graphHost, imapHost, mailScopePrefix }, custom);
    for (const key of Object.keys(custom)) {
      editor.settings.set("entraMail.customCloud", { ...custom, [key]: undefined });
      assert.match(
        told(() => settings.cloud),
        new RegExp(`customCloud cannot be used. It needs ${key}`),
      );
    }
    editor.settings.set("entraMail.customCloud", null);
    assert.match(
      told(() => settings.cloud),
      /customCloud cannot be used/,
    );
  });

  it("write hosts as URLs do", () => {
    editor.settings.set("entraMail.cloud", "custom");
    editor.settings.set("entraMail.customCloud", {
      loginHost: "Login.Cloud.test:443",
      graphHost: "graph.cloud.test:8443",
      imapHost: "IMAP.cloud.test",
      mailScopePrefix: "HTTPS://Mail.cloud.test/Path/",
    });
    const { loginHost, graphHost, imapHost, mailScopePrefix } = settings.cloud;
    assert.equal(loginHost, "login.cloud.test");
    assert.equal(graphHost, "graph.cloud.test:8443");
    assert.equal(imapHost, "imap.cloud.test");
    assert.equal(mailScopePrefix, "https://mail.cloud.test/Path/");
    editor.settings.set("entraMail.customCloud", { ...custom, loginHost: "login.test:99999" });
    assert.match(
      told(() => settings.cloud),
      /It needs loginHost/,
    );
  });

  it("say what is wrong with a client ID and a directory", () => {
    editor.settings.set("entraMail.management.clientId", "abc8Q~secretvalue");
    assert.match(
      told(() => settings.management),
      /clientId cannot be used. This looks like a client secret/,
    );
    editor.settings.set("entraMail.management.clientId", "");
    editor.settings.set("entraMail.management.tenant", "-x");
    assert.match(
      told(() => settings.management),
      /tenant cannot be used. It has an unexpected form/,
    );
    editor.settings.set("entraMail.management.tenant", " contoso.com ");
    assert.equal(settings.management.tenant, "contoso.com");
  });
});
