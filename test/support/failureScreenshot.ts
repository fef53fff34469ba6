import type { Lab } from "./lab";

/** A mocha hook: keeps a picture of every page of the browser when a test has failed. */
export function screenshotOnFailure(lab: () => Lab | undefined): Mocha.AsyncFunc {
  return async function keepPictures() {
    const test = this.currentTest;
    const running = lab();
    if (test?.state !== "failed" || running === undefined) return;
    const name = `failed-${test.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
    for (const page of running.browser.pages()) {
      console.log(`      see ${await running.workbench.screenshot(name, page)}`);
    }
  };
}
