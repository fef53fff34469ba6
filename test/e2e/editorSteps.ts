import type { Workbench } from "../support/workbench";

/** The whole text of the editor that has the keyboard, also what is out of sight. */
export async function editedText(workbench: Workbench): Promise<string> {
  await workbench.page.keyboard.press("Control+A");
  await workbench.page.keyboard.press("Control+C");
  return workbench.clipboard();
}

/** Replaces the whole text of the editor that has the keyboard, and saves it. */
export async function saveText({ page }: Workbench, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
  await page.keyboard.press("Control+S");
}
