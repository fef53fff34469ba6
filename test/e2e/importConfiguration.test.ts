import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { fixture } from "../support/importedFile";
import { type Lab, startLab } from "../support/lab";
import { SignInPage } from "../support/signInPage";
import {
  answerFileDialog,
  answerQuestions,
  answerRegistration,
  applicationNamed,
  create,
  eventually,
  openEntraMail,
  places,
  told,
} from "./steps";

const title = "Import Mail Program Configuration";
const placeholderSecret = "PLACEHOLDER-FOR-A-SECRET";

/** A file of the fixtures with the client ID of a registration in place of its own. */
function withClient(name: string, clientId: string): string {
  return fixture(name).toString().replaceAll("6731de76-14a6-49ae-97bc-6eba6914391e", clientId);
}

describe("the configuration of a mail program that is there already", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab();
    await openEntraMail(lab);
    await lab.workbench.page.setViewportSize({ width: 1400, height: 1000 });
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("of oama is explained, and its registration taken over without a sign-in", async () => {
    const { workbench, sandbox } = lab;
    const { appId } = applicationNamed(sandbox, "aerc-ada").resource;
    const text = fixture("oama-faults.yaml")
      .toString()
      .replaceAll("6731de76-14a6-49ae-97bc-6eba6914391e", appId);
    await read(write("config.yaml", text));

    const report = workbench.preview();
    await report.getByText("What config.yaml means").waitFor();
    await workbench.question.titled(title);
    await workbench.screenshot("import-configuration-report");
    const said = await report.innerText();
    assert.match(said, /The scope IMAP\.AccessUser\.All is misspelt/);
    assert.match(said, /The client ID belongs to Thunderbird/);
    assert.match(said, /in the file, in clear text; not shown here\s+line\s12/);
    assert.doesNotMatch(said, /PLACEHOLDER/);

    await workbench.question.choose("Adopt Its Registration");
    await workbench.dialog.waitFor();
    await workbench.screenshot("import-configuration-secret");
    await workbench.answerDialog("Leave It Out");
    await answerQuestions(workbench, {
      first: "Import Registration by Client ID (1",
      last: "Leave empty when you do not have it",
      answers: {},
      look: (lines) => checkKnown(lines, appId),
    });
    await workbench.question.accept();
    await told(workbench, "oama second is imported.");
    await registrations().row("oama second").waitFor();
    await workbench.closeEditors();
    await registrations().expand("oama second");
    await registrations().row(appId).waitFor();
    await workbench.screenshot("import-configuration-adopted");
    assert.deepEqual(sandbox.requests.operations(), {});
  });

  it("that cannot be read is told with its line, and opened there", async () => {
    const { workbench } = lab;
    const broken = `account "work" {\n  client_secret = "${placeholderSecret}";\n  scopes = ["a" "b"];\n}\n`;
    await read(write("pizauth.conf", broken));
    const item = await workbench.notification("cannot be read at line 3, column 17");
    await workbench.screenshot("import-configuration-unreadable");
    assert.doesNotMatch(await item.innerText(), /PLACEHOLDER/);
    await workbench.answerNotification("cannot be read at line 3", "Open File");
    await eventually(async () =>
      assert.match(
        await workbench.page.locator(".statusbar-item", { hasText: "Ln " }).innerText(),
        /Ln 3, Col 17/,
      ),
    );
  });

  it("of pizauth is adopted with its secret, which is kept only because the person says so", async () => {
    const { workbench, sandbox } = lab;
    const { appId } = applicationNamed(sandbox, "archive-export").resource;
    const report = await readNext("pizauth.conf", appId);
    await workbench.screenshot("import-pizauth-report");
    assert.match(report, /in the file, in clear text; not shown here/);
    await workbench.question.choose("Adopt Its Registration");
    await workbench.answerDialog("Keep Secret");
    await answerQuestions(workbench, {
      first: "Import Registration by Client ID (1",
      last: "The day on which the secret ends",
      answers: {},
    });
    await workbench.screenshot("import-pizauth-questions");
    await workbench.question.accept();
    await told(workbench, "pizauth officesmtp is imported.");
    await workbench.view(places.mailboxes).fold();
    await registrations().collapseAll();
    await registrations().expand("Imported");
    await registrations().expand("pizauth officesmtp");
    await registrations().expand("Client secrets");
    await registrations()
      .row(/value stored/)
      .waitFor();
    await workbench.screenshot("import-pizauth-adopted");
  });

  it("of email-oauth2-proxy is explained by its accounts, of which others are left alone", async () => {
    const { workbench, sandbox } = lab;
    const { appId } = applicationNamed(sandbox, "mutt-grace").resource;
    const report = await readNext("emailproxy.config", appId);
    await workbench.screenshot("import-proxy-report");
    assert.match(report, /Provider\s+Google/);
    assert.match(report, /as itself, without a person/);
    await workbench.question.choose("Adopt Its Registration");
    await answerQuestions(workbench, {
      first: "Import Registration by Client ID (1",
      last: "Which delegated permissions does it declare?",
      answers: {},
    });
    await workbench.question.accept();
    await told(workbench, "email-oauth2-proxy ada@contoso.example is imported.");
    await registrations().row("email-oauth2-proxy ada").waitFor();
  });

  it("of mutt_oauth2.py with a borrowed client ID leads to a registration of one's own", async () => {
    const { workbench, sandbox } = lab;
    const thunderbird = "9e5f94bc-e8a4-4e73-b8be-63364c29d753";
    const report = await readNext("mutt_oauth2.py", thunderbird);
    await workbench.screenshot("import-mutt-report");
    assert.match(report, /The client ID belongs to Thunderbird/);
    assert.deepEqual(
      (await workbench.question.rows()).filter((row) => row.includes("Adopt")),
      [],
    );
    const page = await workbench.pageOpenedBy(async () => {
      await workbench.question.choose("Register Mail App");
      await workbench.answerDialog("Allow");
    });
    await new SignInPage(page).pick("ada@contoso.test");
    await workbench.page.bringToFront();
    await answerRegistration(workbench, {
      preset: "A mail program with my work account",
      name: "mutt of my own",
    });
    await workbench.screenshot("import-mutt-review");
    await create(workbench);
    await workbench.notification("mutt of my own is registered.");
    await workbench.screenshot("import-mutt-registered");
    const { appId } = applicationNamed(sandbox, "mutt of my own").resource;
    await workbench.clearNotifications();
    await registrations().row("mutt of my own").waitFor();
    assert.notEqual(appId, thunderbird);
  });

  const registrations = () => lab.workbench.view(places.registrations);

  function write(name: string, text: string): string {
    const path = join(lab.directory, name);
    writeFileSync(path, text);
    return path;
  }

  /** Waits for the report about a file and the question that follows, and returns the report. */
  async function explained(name: string): Promise<string> {
    const report = lab.workbench.preview();
    await report.getByText(`What ${name} means`).waitFor();
    await lab.workbench.question.titled(title);
    const said = await report.innerText();
    assert.doesNotMatch(said, /PLACEHOLDER/);
    return said;
  }

  async function read(path: string, begins?: string): Promise<void> {
    const { workbench } = lab;
    await workbench.command(`Entra Mail: ${title}…`);
    await answerFileDialog(workbench, path, begins);
  }

  /** Reads a file of the fixtures with the client ID of a registration, once a file of the lab has been open. */
  async function readNext(name: string, clientId: string): Promise<string> {
    await lab.workbench.closeEditors();
    await read(write(name, withClient(name, clientId)), lab.directory);
    return explained(name);
  }

  /** What the file tells stands in the inputs. */
  async function checkKnown([placeholder = ""]: readonly string[], appId: string): Promise<void> {
    const known: Readonly<Record<string, string>> = {
      "6731de76-14a6-49ae-97bc-6eba6914391e": appId,
      "mail-client": "oama second",
      "contoso.com": "contoso.example",
      "http://localhost": "http://localhost",
    };
    const value = known[placeholder];
    if (value !== undefined) await lab.workbench.question.holds(value);
  }
});
