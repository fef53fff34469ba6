import type { Locator, Page } from "playwright-core";
import { exactly } from "./exactly";
import { Palette } from "./palette";
import { Question } from "./question";
import { takeScreenshot } from "./screenshot";
import { View } from "./view";

/** A VS Code window in a browser page, used as a person uses it: by keys, clicks and what is on screen. */
export class Workbench {
  constructor(readonly page: Page) {}

  /** Opens the window and waits until it is ready to be used. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.ready();
  }

  /** Loads the window anew, as a person does with F5 in the browser. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** The bridge says on the status bar that it runs, and with it the extension host. */
  private async ready(): Promise<void> {
    const bridge = this.page.locator(".statusbar-item", { hasText: "Sandbox tenant" });
    await bridge.waitFor({ timeout: 60_000 });
  }

  // -- Commands and questions

  /** The open quick pick or input box. */
  get question(): Question {
    return new Question(this.page);
  }

  /** Runs a command from the palette by its full title, "Entra Mail: Register Mail App". */
  async command(title: string): Promise<void> {
    await this.page.bringToFront();
    await new Palette(this.page).choose(title);
  }

  // -- Side bar

  /** Shows a view container by the name on its icon in the activity bar. */
  async openContainer(name: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item:has([aria-label^="${name}"])`);
    if ((await icon.getAttribute("class"))?.includes("checked") !== true) await icon.click();
    await this.page.locator(".part.sidebar .composite.title").waitFor();
  }

  /** A view of the side bar by its name. */
  view(name: string): View {
    return new View(this.page, name);
  }

  // -- Notifications and dialogs

  /** The texts of all notifications, newest first. */
  async notifications(): Promise<string[]> {
    await this.showNotifications();
    const items = this.page.locator(".notifications-center .notification-list-item-message");
    return items.allInnerTexts();
  }

  /** Waits for a notification that holds `text`. */
  async notification(text: string | RegExp, timeout = 30_000): Promise<Locator> {
    await this.page.bringToFront();
    const item = this.page
      .locator(".notification-toast.notification-fade-in-done, .notifications-center")
      .locator(".notification-list-item")
      .filter({ hasText: text })
      .first();
    const deadline = Date.now() + timeout;
    for (;;) {
      try {
        await item.waitFor({ timeout: 1_000 });
        return item;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        // Toasts do not appear while the page has no focus, and hide after a while; the list holds them.
        await this.showNotifications();
      }
    }
  }

  /** Presses a button of the notification that holds `text`. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    const item = await this.notification(text);
    await item.hover();
    await item.locator(".monaco-button", { hasText: exactly(button) }).click();
  }

  /** Follows a link in the text of a notification. */
  async followNotification(link: string): Promise<void> {
    const item = await this.notification(link);
    await item.locator("a", { hasText: exactly(link) }).click();
  }

  /** Removes all notifications that can be removed. */
  async clearNotifications(): Promise<void> {
    await this.command("Notifications: Clear All Notifications");
  }

  private async showNotifications(): Promise<void> {
    // Without notifications the list opens empty, as a bare header.
    const center = this.page.locator(".notifications-center.visible");
    const deadline = Date.now() + 10_000;
    while ((await center.count()) === 0) {
      if (Date.now() > deadline) throw new Error("The list of notifications does not open.");
      await this.page.locator("#status\\.notifications").click();
      // The bell is a switch: a notification that arrives meanwhile may have made the click close the list.
      await center.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
  }

  /** The open modal dialog. */
  get dialog(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  /** Presses a button of the modal dialog. */
  async answerDialog(button: string): Promise<void> {
    await this.dialog.locator(".monaco-button", { hasText: exactly(button) }).click();
    await this.dialog.waitFor({ state: "detached" });
  }

  // -- Documents

  /** The visible text of the active text editor. */
  async editorText(): Promise<string> {
    const lines = this.page.locator(".editor-group-container.active .view-lines .view-line");
    await lines.first().waitFor();
    const placed = await lines.evaluateAll((elements) =>
      elements.map((element) => ({
        top: Number.parseFloat(element.style.top),
        text: element.textContent ?? "",
      })),
    );
    return placed
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll(" ", " "))
      .join("\n");
  }

  /** The page inside the active preview or web view, for instance a Markdown preview. */
  preview(): Locator {
    return this.page
      .frameLocator("iframe.webview.ready")
      .last()
      .frameLocator("iframe#active-frame")
      .locator("body");
  }

  /** Titles of the open editors. */
  openEditors(): Promise<string[]> {
    return this.page.locator(".tabs-container .tab .label-name").allInnerTexts();
  }

  async closeEditors(): Promise<void> {
    await this.command("View: Close All Editors");
  }

  // -- Pages that the window opens

  /** Does something that opens another page, for instance a sign-in, and returns that page. */
  async pageOpenedBy(action: () => Promise<void>, timeout = 20_000): Promise<Page> {
    const [page] = await Promise.all([
      this.page.context().waitForEvent("page", { timeout }),
      action(),
    ]);
    await page.waitForLoadState("domcontentloaded");
    return page;
  }

  /** Text in the clipboard of the browser. */
  async clipboard(): Promise<string> {
    await this.page.bringToFront();
    return this.page.evaluate<string>("navigator.clipboard.readText()");
  }

  /** Takes a picture of the window, or of another page, and returns its path in the project. */
  screenshot(name: string, page: Page = this.page): Promise<string> {
    return takeScreenshot(page, name);
  }
}
