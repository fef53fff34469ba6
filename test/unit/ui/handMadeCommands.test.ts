import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import type { Message } from "../../../src/base/message";
import { clouds } from "../../../src/core/cloud";
import type { UsableCredential } from "../../../src/core/mailbox/usableCredentials";
import type { Registration } from "../../../src/core/registration/registration";
import { copyAuthorizeUrl } from "../../../src/ui/commands/copyAuthorizeUrl";
import { copyTokenRequest } from "../../../src/ui/commands/copyTokenRequest";
import type { Ui } from "../../../src/ui/parts";
import { aRegistration } from "../../support/builders";

const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const stored: UsableCredential = {
  credential: { kind: "secret", keyId: "s" },
  displayName: "aem",
  endDateTime: "2027-12-01T00:00:00Z",
};

function uiWith(registration: Registration, verb?: string): { ui: Ui; asked: Message[] } {
  const asked: Message[] = [];
  let ids = 0;
  const ui = {
    settings: { cloud: clouds.global },
    newId: () => `${(ids += 1)}-1111-4111-8111-111111111111-1111`,
    remembered: { intentOf: () => ({ appId: registration.appId, presetId: "aemForms" }) },
    registrations: {
      tenantOf: () => "contoso.test",
      list: { items: [registration], account: undefined },
      details: () => Promise.resolve(registration),
    },
    mailboxes: { credentials: () => Promise.resolve([stored]) },
    clientSecrets: { read: () => Promise.resolve("secret-value") },
    notifier: {
      inform: () => undefined,
      choose: (question: Message, _detail: Message, verbs: readonly Message[]) => {
        asked.push(question);
        return Promise.resolve(verbs.find(({ text }) => text === verb));
      },
    },
  } as unknown as Ui;
  return { ui, asked };
}

const web = aRegistration({ redirectUris: { web: [nativeClient], spa: [], publicClient: [] } });
const desktop = aRegistration({ redirectUris: { web: [], spa: [], publicClient: [nativeClient] } });

describe("requests of a sign-in by hand", () => {
  beforeEach(resetEditor);

  it("begin with the address that the product's guide wants", async () => {
    await copyAuthorizeUrl.run(uiWith(web).ui, "object");
    const copied = new URL(editor.copied.at(-1) ?? "");
    assert.equal(copied.searchParams.get("prompt"), "login");
    assert.equal(copied.searchParams.get("redirect_uri"), nativeClient);
    assert.equal(copied.searchParams.has("code_challenge"), false);
  });

  it("of a public client share one proof key", async () => {
    const { ui } = uiWith(desktop);
    await copyAuthorizeUrl.run(ui, "object");
    const challenge = new URL(editor.copied.at(-1) ?? "").searchParams.get("code_challenge");
    editor.answers = ["Code for tokens"];
    await copyTokenRequest.run(ui, "object");
    const verifier = /code_verifier=([\w-]+)/.exec(editor.copied.at(-1) ?? "")?.[1] ?? "";
    assert.ok(verifier.length >= 43);
    const hash = await crypto.subtle.digest("SHA-256", Buffer.from(verifier));
    assert.equal(Buffer.from(hash).toString("base64url"), challenge);
  });

  it("hold a placeholder unless the secret is asked for", async () => {
    for (const [verb, holds] of [
      ["Copy With Placeholder", "client_secret=PUT_THE_CLIENT_SECRET_HERE"],
      ["Copy With Client Secret", "client_secret=secret-value"],
    ] as const) {
      const { ui, asked } = uiWith(web, verb);
      editor.answers = ["Refresh token for a new access token"];
      await copyTokenRequest.run(ui, "object");
      assert.equal(asked.length, 1);
      assert.ok((editor.copied.at(-1) ?? "").includes(holds), verb);
    }
  });

  it("are not copied when the question is closed", async () => {
    const { ui } = uiWith(web);
    editor.answers = ["Code for tokens"];
    await assert.rejects(copyTokenRequest.run(ui, "object"), { code: "cancelled" });
    assert.deepEqual(editor.copied, []);
  });

  it("say what the registration lacks", async () => {
    const none = aRegistration({ redirectUris: { web: [], spa: [], publicClient: [] } });
    for (const command of [copyAuthorizeUrl, copyTokenRequest]) {
      await assert.rejects(command.run(uiWith(none).ui, "object"), {
        facts: { input: "redirectUri", problem: "redirectMissing" },
      });
    }
  });
});
