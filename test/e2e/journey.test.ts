import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { startLab, type Lab } from "../support/lab";
import { root } from "../support/paths";
import { walkTheRoad } from "./journey";

describe("the road that npm start walks by itself", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab();
    await lab.workbench.open(lab.server.url);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("ends in an opened INBOX on the embedded mail server, each step with a picture", async () => {
    const pictures: string[] = [];
    await walkTheRoad(lab.workbench, lab.sandbox, (_step, screenshot) => pictures.push(screenshot));
    assert.ok(pictures.length >= 6);
    assert.deepEqual(
      pictures.filter((picture) => !existsSync(join(root, picture))),
      [],
    );
  });
});
