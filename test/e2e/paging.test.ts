import assert from "node:assert/strict";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { openEntraMail, places, signInToManage } from "./steps";

const pages = { host: "graph.microsoft.com", path: "^/v1\\.0/applications" };

describe("a directory with many registrations", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ apps: 250 });
    await openEntraMail(lab);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("is shown a hundred at a time, with one request each", async () => {
    const { workbench, sandbox } = lab;
    const registrations = workbench.view(places.registrations);
    await signInToManage(workbench, "ada@contoso.test");
    await registrations.row("aerc-ada").waitFor();
    assert.equal(sandbox.requests.count(pages), 1);
    for (const [shown, requests] of [
      [100, 2],
      [200, 3],
    ] as const) {
      await workbench.command("Entra Mail: Focus on App Registrations View");
      await workbench.page.keyboard.press("End");
      const more = registrations.row(`Load more (${shown} of 256)`);
      await more.waitFor();
      await workbench.screenshot(`load-more-${shown}`);
      await more.click();
      await more.waitFor({ state: "detached" });
      assert.equal(sandbox.requests.count(pages), requests);
    }
    await workbench.command("Entra Mail: Focus on App Registrations View");
    await workbench.page.keyboard.press("End");
    await registrations.settled();
    assert.equal(await registrations.row("Load more").count(), 0);
  });
});
