import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { Sandbox } from "../sandbox/sandbox";
import type { Lab } from "../support/lab";
import { SignInPage } from "../support/signInPage";
import type { Workbench } from "../support/workbench";

/** The names that the road goes by. */
export const places = {
  container: "Entra Mail",
  registrations: "App Registrations",
  mailboxes: "Mailboxes",
} as const;

/** Opens the window and the container of the extension. */
export async function openEntraMail({ workbench, server }: Pick<Lab, "workbench" | "server">) {
  await workbench.open(server.url);
  await workbench.openContainer(places.container);
  for (const name of [places.registrations, places.mailboxes]) {
    const view = await workbench.view(name).waitFor();
    await view.settled();
  }
}

/** What the view says while nobody is signed in. */
export function signedOut({ page }: Workbench): Locator {
  return page.locator(".welcome-view-content", { hasText: "Sign in to create and watch" });
}

/** "Sign In" in the empty view, the editor's question, and the account page. */
export async function signInToManage(workbench: Workbench, user: string): Promise<void> {
  const page = await workbench.pageOpenedBy(async () => {
    await signedOut(workbench).getByRole("button", { name: "Sign In", exact: true }).click();
    await workbench.answerDialog("Allow");
  });
  await new SignInPage(page).pick(user);
  await workbench.page.bringToFront();
}

export interface RegisterAnswers {
  /** Label of the preset. */
  readonly preset: string;
  readonly name: string;
  readonly redirectUri?: string;
}

/** Walks Register Mail App up to the review, which it leaves open. */
export async function answerRegisterMailApp(
  workbench: Workbench,
  { preset, name, redirectUri }: RegisterAnswers,
): Promise<void> {
  await workbench.command("Entra Mail: Register Mail App");
  const { question } = workbench;
  await question.titled("Register Mail App (1/");
  await question.choose(preset);
  await question.titled("Register Mail App (2/");
  await question.accept();
  await question.titled("Register Mail App (3/");
  await question.type(name);
  for (;;) {
    const title = await question.title();
    const placeholder = await question.placeholder();
    if (placeholder.startsWith("Check and create")) return;
    if (redirectUri !== undefined && placeholder.startsWith("https://mail.example.com")) {
      await question.type(redirectUri);
    }
    await question.accept();
    await question.leaves(title);
  }
}

/** Presses Create in the review. */
export async function create(workbench: Workbench): Promise<void> {
  await workbench.question.choose("Create");
}

export interface MailboxAnswers {
  readonly registration: string;
  readonly address: string;
  readonly flow: "Browser on this computer" | "Code on any device";
}

/** Answers the questions of Sign In Mailbox; the sign-in itself starts with the last answer. */
export async function answerSignInMailbox(
  workbench: Workbench,
  { registration, address, flow }: MailboxAnswers,
): Promise<void> {
  await workbench.command("Entra Mail: Sign In Mailbox");
  const { question } = workbench;
  await question.titled("Sign In Mailbox");
  await question.choose(registration);
  await question.titled("Sign In Mailbox (1/2)");
  await question.type(address);
  await question.accept();
  await question.titled("Sign In Mailbox (2/2)");
  await question.choose(flow);
}

/** Signs a mailbox in by the browser on this computer and consents. */
export async function signInMailbox(
  workbench: Workbench,
  answers: Omit<MailboxAnswers, "flow"> & { readonly user: string },
  look?: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await workbench.pageOpenedBy(() =>
    answerSignInMailbox(workbench, { ...answers, flow: "Browser on this computer" }),
  );
  await consent(page, answers.user, look);
  await workbench.page.bringToFront();
}

/** Signs a mailbox in by a code, typed on the device sign-in page, and consents. */
export async function signInMailboxByCode(
  workbench: Workbench,
  answers: Omit<MailboxAnswers, "flow"> & { readonly user: string },
  look?: (page: Page) => Promise<void>,
): Promise<void> {
  await answerSignInMailbox(workbench, { ...answers, flow: "Code on any device" });
  await workbench.notification(/Enter the code/);
  const page = await workbench.pageOpenedBy(() =>
    workbench.followNotification("Copy Code and Open"),
  );
  const signIn = new SignInPage(page);
  await signIn.enterCode(await workbench.clipboard());
  await page.bringToFront();
  await consent(page, answers.user, look);
  await signIn.confirm();
  await workbench.page.bringToFront();
}

async function consent(
  page: Page,
  user: string,
  look?: (page: Page) => Promise<void>,
): Promise<void> {
  const signIn = new SignInPage(page);
  await signIn.pickWhenAsked(user);
  await page.getByTestId("accept").waitFor();
  await look?.(page);
  await signIn.accept();
}

/** Runs Test IMAP Login for a mailbox, waits for a report with this headline, and returns its text. */
export async function testImapLogin(
  workbench: Workbench,
  address: string,
  headline: string,
): Promise<string> {
  await workbench.closeEditors();
  await workbench.command("Entra Mail: Test IMAP Login");
  const { question } = workbench;
  await question.titled("Test IMAP Login");
  await question.choose(address);
  const report = workbench.preview();
  await report.getByText(headline).first().waitFor();
  return report.innerText();
}

/** Has the sandbox fail the next requests that fit; see test/sandbox/faults.ts for the fields. */
export async function breakSandbox(
  { adminUrl }: Pick<Sandbox, "adminUrl">,
  fault: Readonly<Record<string, unknown>>,
): Promise<void> {
  const reply = await fetch(`${adminUrl}/admin/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
  assert.equal(reply.status, 200);
}

/** Ends all faults. */
export async function mendSandbox({ adminUrl }: Pick<Sandbox, "adminUrl">): Promise<void> {
  const reply = await fetch(`${adminUrl}/admin/faults`, { method: "DELETE" });
  assert.equal(reply.status, 200);
}
