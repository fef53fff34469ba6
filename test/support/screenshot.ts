import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Page } from "playwright-core";
import { root, screenshotFolder } from "./paths";

/** Takes a numbered picture of a page and returns its path in the project. Files that run side by side count together. */
export async function takeScreenshot(page: Page, name: string): Promise<string> {
  mkdirSync(screenshotFolder, { recursive: true });
  const next = readdirSync(screenshotFolder).filter((file) => file.endsWith(".png")).length + 1;
  const file = join(screenshotFolder, `${String(next).padStart(2, "0")}-${name}.png`);
  writeFileSync(file, "");
  await page.screenshot({ path: file });
  return relative(root, file);
}
