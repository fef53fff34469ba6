import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Application } from "../sandbox/model";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import {
  answerRegisterMailApp,
  breakSandbox,
  create,
  openEntraMail,
  places,
  signInToManage,
} from "./steps";

const graph = "graph.microsoft.com";
const creation = { host: graph, method: "POST", path: "^/v1\\.0/applications$" };
const addingSecret = { host: graph, method: "POST", path: "/addPassword$" };

describe("a registration that is interrupted", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab();
    await openEntraMail(lab);
    await signInToManage(lab.workbench, "ada@contoso.test");
    await registrations().row("aerc-ada").waitFor();
    await lab.workbench.view(places.mailboxes).fold();
  });

  beforeEach(() => {
    Object.assign(lab.sandbox.world.settings, { replicationDelayMs: 0, secretOnCreate: true });
  });
  afterEach(screenshotOnFailure(() => lab));
  afterEach(async () => {
    await lab.workbench.closeEditors();
    await lab.workbench.clearNotifications();
  });
  after(() => lab?.close());

  it("waits out a 429 and says so", async () => {
    await breakSandbox(lab.sandbox, { ...creation, kind: "throttle", retryAfter: 2 });
    await register("throttled");
    await lab.workbench.notification(
      "Creating throttled (1 of 3) · waiting for Microsoft Graph (2 s)",
    );
    await lab.workbench.screenshot("halfway-throttled");
    await lab.workbench.notification("throttled is registered.");
    assert.equal(lab.sandbox.requests.count(creation), 2);
    the("throttled");
  });

  it("adopts what an unanswered request has made, with a secret whose value is known", async () => {
    await breakSandbox(lab.sandbox, { ...creation, kind: "dropAfterHandling" });
    await register("unanswered");
    await lab.workbench.notification("unanswered is registered.");
    const { passwordCredentials } = the("unanswered").resource;
    assert.equal(passwordCredentials.length, 1);
    await storedSecretRow("unanswered").then((row) => row.waitFor());
    await lab.workbench.screenshot("halfway-adopted");
  });

  it("gives the secret away on request only", async () => {
    const { workbench } = lab;
    const hashes = new Set(the("unanswered").secretHashes.values());
    assert.equal(hashes.has(sha256(await workbench.clipboard())), false);
    await storedSecretRow("unanswered");
    await registrations().inline(/value stored here/, "Copy Client Secret");
    await workbench.notification("is on the clipboard for one minute.");
    await workbench.screenshot("halfway-copied");
    assert.equal(hashes.has(sha256(await workbench.clipboard())), true);
    await registrations().collapseAll();
  });

  it("without its secret, is continued after a reload of the window", async () => {
    const { workbench, sandbox } = lab;
    const before = sandbox.requests.count(addingSecret);
    await stopBeforeSecret("continued");
    await workbench.screenshot("halfway-stopped");
    await workbench.reload();
    await workbench.openContainer(places.container);
    await registrations()
      .row(/continued.*not finished/)
      .waitFor();
    await registrations().row("aerc-ada").waitFor();
    await workbench.screenshot("halfway-reloaded");
    await registrations().inline(/continued.*not finished/, "Continue Unfinished Change");
    await workbench.notification("continued is registered.", 60_000);
    assert.equal(the("continued").resource.passwordCredentials.length, 1);
    assert.equal(sandbox.requests.count(addingSecret), before + 2);
    await registrations()
      .row(/continued.*secret expires/)
      .waitFor();
    await storedSecretRow("continued").then((row) => row.waitFor());
    await workbench.screenshot("halfway-continued");
    await registrations().collapseAll();
  });

  it("is undone", async () => {
    const { workbench } = lab;
    await stopBeforeSecret("undone");
    await workbench.answerNotification("undone was created", "Undo");
    await workbench.dialog.waitFor();
    await workbench.screenshot("halfway-undo");
    await workbench.answerDialog("Undo");
    await registrations()
      .row(/undone/)
      .waitFor({ state: "detached" });
    assert.deepEqual(named("undone"), []);
  });

  it("is cancelled while the directory does not know it yet, and finished later", async () => {
    const { workbench, sandbox } = lab;
    sandbox.world.settings.replicationDelayMs = 600_000;
    await register("hidden");
    await workbench.notification(/Confirming the registration/);
    await workbench.screenshot("halfway-waiting");
    await workbench.answerNotification("Confirming the registration", "Cancel");
    await workbench.notification("hidden was created, with its client secret.");
    await registrations()
      .row(/hidden.*not finished/)
      .waitFor();
    await workbench.screenshot("halfway-cancelled");
    the("hidden").visibleAt = 0;
    await workbench.answerNotification("hidden was created", "Continue");
    await workbench.notification("hidden is registered.");
    await registrations()
      .row(/hidden.*not finished/)
      .waitFor({ state: "detached" });
    the("hidden");
  });

  const registrations = () => lab.workbench.view(places.registrations);

  async function register(name: string): Promise<void> {
    await answerRegisterMailApp(lab.workbench, {
      preset: "A web app or server, for people who sign in",
      name,
      redirectUri: "http://localhost/callback",
    });
    await create(lab.workbench);
  }

  /** The directory makes no secret with the registration, and fails when asked for one. */
  async function stopBeforeSecret(name: string): Promise<void> {
    lab.sandbox.world.settings.secretOnCreate = false;
    await breakSandbox(lab.sandbox, { ...addingSecret, kind: "status", status: 503 });
    await register(name);
    await lab.workbench.notification(`${name} was created`);
    await registrations()
      .row(new RegExp(`${name}.*not finished`))
      .waitFor();
    the(name);
  }

  /** Opens the rows of a registration down to its secret. */
  async function storedSecretRow(name: string) {
    await registrations().settled();
    await registrations().expand(name);
    await registrations().expand("Client secrets");
    return registrations().row(/value stored here/);
  }

  function named(name: string): Application[] {
    const { applications } = lab.sandbox.world;
    return [...applications.values()].filter(({ resource }) => resource.displayName === name);
  }

  /** The application with this name; there has to be exactly one. */
  function the(name: string): Application {
    const [application, ...others] = named(name);
    assert.ok(application);
    assert.equal(others.length, 0);
    return application;
  }
});

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
