import assert from "node:assert/strict";
import { homedir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import type { Application } from "../sandbox/model";
import type { Sandbox } from "../sandbox/sandbox";
import type { Lab } from "../support/lab";
import type { Question } from "../support/question";
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

/** Chooses how to sign in for managing registrations; what follows depends on the way. */
export async function chooseSignInMethod(workbench: Workbench, method: string): Promise<void> {
  await workbench.command("Entra Mail: Switch Sign-In Method…");
  await workbench.question.titled("Sign-In Method");
  await workbench.question.choose(method);
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
  answers: RegisterAnswers,
): Promise<void> {
  await workbench.command("Entra Mail: Register Mail App");
  await answerRegistration(workbench, answers);
}

/** Answers the questions of Register Mail App, wherever it was begun, up to the review, which stays open. */
export async function answerRegistration(
  { question }: Workbench,
  { preset, name, redirectUri }: RegisterAnswers,
): Promise<void> {
  await question.titled("Register Mail App (1)");
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
  /** Words of the credential to choose, where the registration has several. */
  readonly credential?: RegExp;
  readonly flow:
    | "Browser on this computer"
    | "Code on any device"
    | "Any browser, and paste its address";
}

/** Answers the questions of Sign In Mailbox; the sign-in itself starts with the last answer. */
export async function answerSignInMailbox(
  workbench: Workbench,
  { registration, address, flow, credential }: MailboxAnswers,
): Promise<void> {
  await workbench.command("Entra Mail: Sign In Mailbox");
  const { question } = workbench;
  await question.titled("Sign In Mailbox");
  await question.choose(registration);
  await question.titled("Sign In Mailbox (1/2)");
  await question.type(address);
  await question.accept();
  if (credential === undefined) {
    await question.titled("Sign In Mailbox (2/2)");
    await question.choose(flow);
    return;
  }
  await question.titled("Sign In Mailbox (2)");
  await question.choose(flow);
  await question.titled("Sign In Mailbox (3/3)");
  await question.chooseWith(credential);
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

/** Picks the account where the page asks for one, and agrees to what is requested. */
export async function consent(
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
export function testImapLogin(
  workbench: Workbench,
  address: string,
  headline: string,
): Promise<string> {
  return testMailbox(workbench, "Test IMAP Login", address, headline);
}

/** Runs a test of a mailbox, waits for a report with this headline, and returns its text. */
export async function testMailbox(
  workbench: Workbench,
  command: string,
  address: string,
  headline: string | RegExp,
): Promise<string> {
  await workbench.closeEditors();
  await workbench.command(`Entra Mail: ${command}`);
  const { question } = workbench;
  await question.titled(command);
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

/** What a person does about a question: types a text, or acts on it and leads on. */
export type Answer = string | ((question: Question) => Promise<void>);

/** Answers by the beginning of the words that ask for them. */
export type Answers = Readonly<Record<string, Answer>>;

/** Chooses a row. */
export const choose =
  (label: string | RegExp): Answer =>
  (question) =>
    question.choose(label);

/** Finds a row of a long list by typing its label, and chooses it. */
export const find =
  (label: string): Answer =>
  async (question) => {
    await question.type(label);
    await question.choose(label);
  };

/** Ticks rows and unticks others, then goes on. */
export const tick =
  (rows: Readonly<Record<string, boolean>>): Answer =>
  async (question) => {
    for (const [label, on] of Object.entries(rows)) await question.tick(label, on);
    await question.accept();
  };

export interface Series {
  /** Title of the first question. */
  readonly first: string;
  /** The words of the question to stop at begin so. */
  readonly last: string;
  readonly answers: Answers;
  /** Is shown the words of each question before it is answered. */
  readonly look?: (lines: readonly string[]) => Promise<unknown>;
}

/**
 * Answers one question after another until the last one, which stays open. A question that no answer is for is
 * accepted with what stands in it.
 * @throws AssertionError when an answer was not asked for
 */
export async function answerQuestions(
  { question }: Workbench,
  { first, last, answers, look }: Series,
): Promise<void> {
  await question.titled(first);
  const open = new Set(Object.keys(answers));
  for (;;) {
    const lines = await question.lines();
    if (lines.some((line) => line.startsWith(last))) break;
    await look?.(lines);
    const key = Object.keys(answers).find((one) => lines.some((line) => line.startsWith(one)));
    const answer = key === undefined ? undefined : answers[key];
    if (key !== undefined) open.delete(key);
    if (typeof answer === "function") await answer(question);
    else {
      if (answer !== undefined) await question.type(answer);
      await question.accept();
    }
    await question.givesWay(lines);
  }
  assert.deepEqual([...open], [], "not asked for");
}

/** Waits for a notification, removes all of them so that none is taken for a later one, and returns its text. */
export async function told(workbench: Workbench, text: string | RegExp): Promise<string> {
  const item = await workbench.notification(text);
  const said = await item.locator(".notification-list-item-message").innerText();
  await workbench.clearNotifications();
  return said;
}

/** The application of the sandbox with this name; there has to be exactly one. */
export function applicationNamed({ world }: Pick<Sandbox, "world">, name: string): Application {
  const named = [...world.applications.values()].filter(
    ({ resource }) => resource.displayName === name,
  );
  const [application] = named;
  assert.ok(application, `no application ${name}`);
  assert.equal(named.length, 1);
  return application;
}

/** Waits until the clipboard holds exactly this: a button copies a moment after it is pressed. */
export async function copied(workbench: Workbench, text: string): Promise<void> {
  await eventually(async () => assert.equal(await workbench.clipboard(), text));
}

/** Repeats a check until it passes; after 15 seconds it throws what the check throws. */
export async function eventually(check: () => Promise<void> | void): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}

/** Picks a color theme by its label; `kind` is the class that the window has then. */
export async function useTheme(workbench: Workbench, label: string, kind: string): Promise<void> {
  await workbench.command("Preferences: Color Theme");
  const { question } = workbench;
  await question.type(label);
  await question.choose(label);
  await workbench.page.locator(`.monaco-workbench.${kind}`).waitFor();
}

/**
 * Types a path into the editor's own file dialog.
 * @param begins what is in it first; the home folder, unless a file was open before
 */
export async function answerFileDialog(
  { question }: Workbench,
  path: string,
  begins = homedir(),
): Promise<void> {
  await question.holds(begins);
  await question.type(path);
  await question.acceptReady(path);
}
