import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { aRegistration } from "../../support/builders";
import { globalSettings } from "../../support/fakes/fakeSignIn";
import type { Registration } from "../../../src/core/registration/registration";
import { summarize } from "../../../src/ui/applyPlan";
import { Notifier } from "../../../src/ui/notify";
import { isFailure } from "../../../src/core/failure";
import type { Ui } from "../../../src/ui/parts";
import { pickStoredSecret } from "../../../src/ui/prompts/pickStoredSecret";

const ignore = (): void => undefined;
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const secret = {
  keyId: "key",
  displayName: "jira",
  hint: "abc",
  endDateTime: "2027-05-20T12:00:00Z",
};
const forWebApp = aRegistration({
  redirectUris: { web: ["https://jira.test/callback"], spa: [], publicClient: [] },
  isFallbackPublicClient: false,
  clientSecrets: [secret],
});

/** The document and the notification after a registration was made. */
async function told(
  registration: Registration,
  storedSecretKeyId?: string,
  presetId?: string,
): Promise<string> {
  let document = "";
  const show = (...texts: readonly string[]): Promise<void> => {
    document = texts.at(-1) ?? "";
    return Promise.resolve();
  };
  const parts = {
    documents: { show },
    notifier: new Notifier({ redact: (text) => text, log }),
    registrations: { tenantOf: () => "contoso-id" },
    settings: globalSettings,
  };
  await summarize(parts as unknown as Ui, { registration, storedSecretKeyId }, presetId);
  return document;
}

describe("after a registration was made", () => {
  beforeEach(resetEditor);

  it("a mailbox can be signed in where the registration allows it", async () => {
    editor.press = "Sign In Mailbox";
    assert.match(await told(aRegistration()), /Next: sign in a mailbox/);
    await setImmediate();
    assert.deepEqual(editor.executed, [["entraMail.signInMailbox", "object"]]);
    assert.deepEqual([...editor.contexts], [["entraMail.walkthrough.registered", true]]);
  });

  it("the secret is offered where only the web app can sign in", async () => {
    editor.press = "Copy Client Secret";
    const document = await told(forWebApp, "key");
    assert.match(document, /client ID, the tenant ID and the client secret.*its own sign-in/);
    assert.doesNotMatch(document, /Sign In Mailbox/);
    await setImmediate();
    assert.deepEqual(editor.executed, [["entraMail.copyClientSecret", "object"]]);
  });

  it("a secret that is not stored is not offered", async () => {
    assert.doesNotMatch(await told(forWebApp), /Copy Client Secret/);
    assert.deepEqual(editor.shown[0]?.titles, ["Copy Client ID", "Export Configuration…"]);
  });

  it("an app without a user is led to the administrator and to Exchange", async () => {
    const service = aRegistration({
      ...forWebApp,
      redirectUris: { web: [], spa: [], publicClient: [] },
      signInAudience: "AzureADMyOrg",
      requiredResourceAccess: [
        {
          resourceAppId: "00000002-0000-0ff1-ce00-000000000000",
          resourceAccess: [{ id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a", type: "Role" }],
        },
      ],
      certificates: [
        {
          keyId: "certificate",
          displayName: "jobs",
          thumbprint: "0A1B",
          endDateTime: "2027-05-20T12:00:00Z",
        },
      ],
    });
    editor.press = "Show Exchange Online Script…";
    const document = await told(service, "key", "serviceWithoutUser");
    assert.deepEqual(editor.shown[0]?.titles, [
      "Grant Admin Consent…",
      "Show Exchange Online Script…",
      "Copy Client Secret",
    ]);
    await setImmediate();
    assert.deepEqual(editor.executed, [["entraMail.showExchangeScript", "object"]]);
    assert.match(document, /\| Authority \| `https:\/\/login\.microsoftonline\.com\/contoso-id`/);
    assert.match(document, /`IMAP\.AccessAsApp`/);
    assert.match(document, /\| Certificate \| `jobs` · .*`0A1B`/);
  });

  it("what its preset leaves to do, and what its guide gets wrong, is in the document", async () => {
    const document = await told(
      aRegistration({ ...forWebApp, implicitGrant: { accessTokens: true, idTokens: false } }),
      "key",
      "aemForms",
    );
    assert.match(document, /\| Implicit grant \| Access tokens \|/);
    assert.match(document, /## What is left to do\n\n1\. Sign in as the mailbox once/);
    assert.match(document, /<https:\/\/experienceleague\.adobe\.com\/[^>]+>/);
    assert.match(document, /## Good to know\n\n- AEM Forms does not support POP3/);
    assert.match(document, /login\.microsoftonline\.com\/common`/);
  });

  it("a preset that is not known any more adds nothing", async () => {
    assert.doesNotMatch(await told(aRegistration(), undefined, "gone"), /What is left to do/);
  });
});

describe("the client secret of a registration", () => {
  const ui = (held: string | undefined, registration = forWebApp): Ui =>
    ({
      registrations: {
        list: { items: [registration] },
      },
      clientSecrets: {
        isStored: () => false,
        unsaved: () => held,
      },
    }) as unknown as Ui;

  it("can be had while its value is held in memory", async () => {
    const picked = await pickStoredSecret(ui("value"), "object", "Copy");
    assert.equal(picked.secret.keyId, "key");
  });

  const rows = [
    ["notHere", forWebApp],
    ["none", aRegistration()],
  ] as const;
  for (const [problem, registration] of rows) {
    it(`is refused as ${problem}`, async () => {
      await assert.rejects(
        pickStoredSecret(ui(undefined, registration), "object", "Copy"),
        (error: unknown) =>
          isFailure(error, "input.invalid") &&
          error.facts["input"] === "clientSecret" &&
          error.facts["problem"] === problem,
      );
    });
  }
});
