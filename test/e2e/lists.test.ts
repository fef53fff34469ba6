import assert from "node:assert/strict";
import type { Application } from "../sandbox/model";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import {
  answerQuestions,
  choose,
  eventually,
  openEntraMail,
  places,
  signInToManage,
} from "./steps";

const ada = "ada@contoso.test";

describe("a list of ten thousand registrations", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ apps: 10_000 });
    await openEntraMail(lab);
    await lab.workbench.view(places.mailboxes).fold();
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("is painted with one request", async () => {
    const { workbench, sandbox } = lab;
    await signInToManage(workbench, ada);
    await registrations().row("aerc-ada").waitFor();
    await eventually(() =>
      assert.deepEqual(sandbox.requests.operations(), {
        "GET /applications": 1,
        "GET /organization": 1,
      }),
    );
    await eventually(async () => assert.match(await registrations().description(), /^Contoso/));
    await workbench.screenshot("list-of-ten-thousand");
  });

  it("goes on with one request more, and no row costs one", async () => {
    const { workbench, sandbox } = lab;
    sandbox.requests.clear();
    await toEdge("End");
    const more = registrations().row("Load more (100 of 10,006)");
    await more.click();
    await more.waitFor({ state: "detached" });
    await toEdge("End");
    await registrations().row("Load more (200 of 10,006)").waitFor();
    assert.deepEqual(sandbox.requests.operations(), { "GET /applications": 1 });
    await workbench.screenshot("list-two-pages");
  });

  it("finds number 9,876 by what is typed where one is asked for", async () => {
    const { workbench, sandbox } = lab;
    sandbox.requests.clear();
    await workbench.command("Entra Mail: Pin Registration");
    const question = await workbench.question.titled("Pin Registration");
    await question.type("helpdesk-09876");
    await eventually(async () =>
      assert.match((await question.rows()).join("\n"), /helpdesk-09876/),
    );
    await workbench.screenshot("pick-by-search");
    await question.choose("helpdesk-09876");
    await toEdge("Home");
    await registrations().row("Pinned").waitFor();
    const { "GET /applications": searches, ...others } = sandbox.requests.operations();
    assert.deepEqual(others, {});
    assert.ok(searches === 1 || searches === 2, `${searches} searches`);
    await registrations().row("helpdesk-09876").waitFor();
  });

  it("is searched by name", async () => {
    const { workbench, sandbox } = lab;
    sandbox.requests.clear();
    await search("helpdesk-0988");
    await registrations().row("helpdesk-09880").waitFor();
    await registrations().row("aerc-ada").waitFor({ state: "detached" });
    assert.deepEqual(sandbox.requests.operations(), { "GET /applications": 1 });
    assert.deepEqual(await names(), ["helpdesk-09880", "helpdesk-09884", "helpdesk-09888"]);
    await workbench.screenshot("searched-by-name");
  });

  it("is searched by client ID", async () => {
    const { workbench, sandbox } = lab;
    const { appId, displayName } = the("notifier-09998").resource;
    sandbox.requests.clear();
    await search(appId);
    await registrations().row(displayName).waitFor();
    assert.deepEqual(await names(), [displayName]);
    assert.deepEqual(sandbox.requests.operations(), { "GET /applications": 1 });
    await search("nothing is called so");
    await registrations().welcome.getByText("No app registration was found").waitFor();
    await workbench.screenshot("nothing-found");
    await registrations().welcome.getByText("Clear Search").click();
    await registrations().row("aerc-ada").waitFor();
  });

  it("is narrowed to those one owns", async () => {
    const { workbench, sandbox } = lab;
    sandbox.requests.clear();
    await filter("Owned by me");
    await registrations().row("archive-export").waitFor({ state: "detached" });
    await registrations().row("jira-inbound").waitFor();
    await workbench.screenshot("owned");
    assert.equal((await names()).includes("archive-export"), false);
  });

  it("shows the deleted ones, from where one is restored", async () => {
    const { workbench, sandbox } = lab;
    const { id } = the("jira-inbound").resource;
    await registrations().menu("jira-inbound", "Delete Registration…");
    await workbench.question.titled(/jira-inbound/);
    await workbench.screenshot("delete-review");
    await workbench.question.choose("Delete");
    await registrations().row("jira-inbound").waitFor({ state: "detached" });
    assert.equal(sandbox.world.applications.has(id), false);
    await workbench.clearNotifications();
    await filter("Deleted");
    await registrations().row("jira-inbound").waitFor();
    await workbench.screenshot("deleted");
    await registrations().inline("jira-inbound", "Restore Deleted Registration");
    await workbench.question.titled(/jira-inbound/);
    await workbench.question.choose("Restore");
    await eventually(() => assert.equal(sandbox.world.applications.has(id), true));
    await registrations().welcome.getByText("No app registration was deleted").waitFor();
    await workbench.screenshot("none-deleted");
  });

  it("deletes for good what is deleted, once its name is typed", async () => {
    const { workbench, sandbox } = lab;
    await filter("All registrations");
    await registrations().row("archive-export").waitFor();
    const { id } = the("archive-export").resource;
    await registrations().menu("archive-export", "Delete Registration…");
    await workbench.question.titled(/archive-export/);
    await workbench.question.choose("Delete");
    await registrations().row("archive-export").waitFor({ state: "detached" });
    await filter("Deleted");
    await registrations().row("archive-export").waitFor();
    await registrations().menu("archive-export", "Delete Registration Permanently…");
    const question = await workbench.question.titled("Delete Registration Permanently");
    await question.type("archive");
    await question.accept();
    await eventually(async () => assert.notEqual(await question.message(), ""));
    await workbench.screenshot("delete-for-good");
    const forGood = { method: "DELETE", path: `/directory/deletedItems/${id}$` };
    assert.equal(sandbox.requests.count(forGood), 0);
    await question.type("archive-export");
    await question.accept();
    await workbench.question.titled(/archive-export/);
    await workbench.screenshot("delete-for-good-review");
    await workbench.question.choose("Delete Permanently");
    await eventually(() => assert.equal(sandbox.requests.entries(forGood)[0]?.status, 204));
    await registrations().row("archive-export").waitFor({ state: "detached" });
    await filter("All registrations");
    await registrations().row("aerc-ada").waitFor();
  });

  it("keeps imported and pinned ones on top, also after a reload, which costs one request", async () => {
    const { workbench, sandbox } = lab;
    await workbench.command("Entra Mail: Import Registration by Client ID…");
    await answerQuestions(workbench, {
      first: "Import Registration by Client ID (1",
      last: "Which delegated permissions",
      answers: {
        "Application (client) ID": "0f0e0d0c-0b0a-4900-8800-070605040302",
        "A name for it": "by-hand",
        "Which accounts": choose("This directory only"),
        "Directory (tenant) ID": "contoso.test",
      },
    });
    await workbench.question.accept();
    await workbench.notification("by-hand is imported.");
    await workbench.clearNotifications();
    sandbox.requests.clear();
    await workbench.reload();
    await workbench.openContainer(places.container);
    await registrations().row("aerc-ada").waitFor();
    await registrations().settled();
    assert.deepEqual(sandbox.requests.operations(), { "GET /applications": 1 });
    assert.deepEqual((await names()).slice(0, 3), ["by-hand", "helpdesk-09876", "aerc-ada"]);
    await workbench.screenshot("list-groups");
  });

  const registrations = () => lab.workbench.view(places.registrations);

  /** A long list holds only the rows that are in view. */
  async function toEdge(key: "Home" | "End"): Promise<void> {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Focus on App Registrations View");
    await workbench.page.keyboard.press(key);
  }

  async function search(text: string): Promise<void> {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Search Registrations…");
    await workbench.question.titled("Search Registrations");
    await workbench.question.type(text);
    await workbench.question.accept();
  }

  async function filter(view: string): Promise<void> {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Filter Registrations…");
    await workbench.question.titled("Filter Registrations");
    await workbench.question.choose(view);
  }

  /** Names of the registrations that are shown. */
  async function names(): Promise<string[]> {
    const rows = await registrations().rows();
    return rows.flatMap((row) => /^App registration ([^,]+)/.exec(row)?.[1] ?? []);
  }

  function the(name: string): Application {
    const { applications } = lab.sandbox.world;
    const found = [...applications.values()].find(({ resource }) => resource.displayName === name);
    assert.ok(found !== undefined, name);
    return found;
  }
});
