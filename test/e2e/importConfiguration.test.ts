import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { fixture } from "../support/importedFile";
import { type Lab, startLab } from "../support/lab";
import {
  answerFileDialog,
  answerQuestions,
  applicationNamed,
  eventually,
  openEntraMail,
  places,
  told,
} from "./steps";

const title = "Import Mail Program Configuration";
const placeholderSecret = "PLACEHOLDER-FOR-A-SECRET";

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
    assert.match(said, /in the file, in clear text; not shown here\s+line 12/);
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

  const registrations = () => lab.workbench.view(places.registrations);

  function write(name: string, text: string): string {
    const path = join(lab.directory, name);
    writeFileSync(path, text);
    return path;
  }

  async function read(path: string): Promise<void> {
    const { workbench } = lab;
    await workbench.command(`Entra Mail: ${title}…`);
    await answerFileDialog(workbench, path);
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
