import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { ids } from "../sandbox/seed/stableIds";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { startLab, type Lab } from "../support/lab";
import { SignInPage } from "../support/signInPage";

/** What the bridge's script microsoftSession.js reports. */
interface Outcome {
  readonly value?: {
    readonly account: string;
    readonly audience: string;
    readonly scopes: string;
    readonly tenant: string;
    readonly client: string;
    readonly silent: string;
  };
  readonly error?: string;
}

const resultName = "bridge.json";
const ada = "ada@contoso.test";

describe("the VS Code Microsoft provider", () => {
  let lab: Lab;

  afterEach(screenshotOnFailure(() => lab));
  afterEach(() => lab?.close());

  it("signs in to the sandbox with a client id of our own, and stays signed in", async () => {
    const page = await openSignIn(
      "https://graph.microsoft.com/User.Read",
      `VSCODE_CLIENT_ID:${ids.managementClient}`,
      `VSCODE_TENANT:${ids.contoso}`,
    );
    await lab.workbench.screenshot("sandbox-sign-in", page);
    await new SignInPage(page).pick(ada);
    const { value, error } = await outcome();
    assert.equal(error, undefined);
    assert.deepEqual(
      { ...value, scopes: value?.scopes.split(" ").includes("User.Read") },
      {
        account: ada,
        audience: "https://graph.microsoft.com",
        scopes: true,
        tenant: ids.contoso,
        client: ids.managementClient,
        silent: ada,
      },
    );
  });

  it("is refused with AADSTS65002 when VS Code's own client asks for what it is not pre-authorised for", async () => {
    const page = await openSignIn("https://graph.microsoft.com/Application.ReadWrite.All");
    await new SignInPage(page).pick(ada);
    const { error } = await outcome();
    assert.match(error ?? "", /AADSTS65002: .*must be configured via preauthorization/);
  });

  /** Starts a lab whose bridge asks for a session, allows that, and returns the sign-in page. */
  async function openSignIn(...scopes: readonly string[]): Promise<Page> {
    lab = await startLab({
      env: (directory) => ({
        ENTRA_BRIDGE_SCRIPT: "microsoftSession.js",
        ENTRA_BRIDGE_SCOPES: scopes.join(" "),
        ENTRA_BRIDGE_RESULT: join(directory, resultName),
      }),
    });
    const { workbench } = lab;
    await workbench.open(lab.server.url);
    await workbench.dialog.waitFor();
    return workbench.pageOpenedBy(() => workbench.answerDialog("Allow"));
  }

  async function outcome(): Promise<Outcome> {
    const file = join(lab.directory, resultName);
    const deadline = Date.now() + 30_000;
    while (!existsSync(file)) {
      if (Date.now() > deadline) throw new Error("The provider did not answer in 30 seconds.");
      await wait(100);
    }
    return JSON.parse(readFileSync(file, "utf8")) as Outcome;
  }
});
