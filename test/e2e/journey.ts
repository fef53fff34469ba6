import type { Page } from "playwright-core";
import type { Sandbox } from "../sandbox/sandbox";
import type { Workbench } from "../support/workbench";
import {
  answerRegisterMailApp,
  create,
  places,
  signInMailbox,
  signInToManage,
  testImapLogin,
} from "./steps";

/** Tells about a step that has been walked; `screenshot` is a path in the project. */
export type ReportStep = (step: string, screenshot: string) => void;

const user = "ada@contoso.test";
const registration = "my-mail-client";

/**
 * Walks the first road in an open window as a person does, by clicks and keys: register a mail app, sign the
 * mailbox in, test the IMAP login.
 *
 * @throws Error when a step does not lead on.
 */
export async function walkTheRoad(
  workbench: Workbench,
  { world }: Pick<Sandbox, "world">,
  report: ReportStep,
): Promise<void> {
  const show = async (step: string, name: string, page?: Page): Promise<void> =>
    report(step, await workbench.screenshot(name, page));
  const registrations = workbench.view(places.registrations);
  const mailboxes = workbench.view(places.mailboxes);

  await workbench.openContainer(places.container);
  await registrations.welcome.waitFor();
  await mailboxes.welcome.waitFor();
  await show("Entra Mail, signed out", "road-signed-out");

  await signInToManage(workbench, user);
  await registrations.row("aerc-ada").waitFor();
  await show(`The app registrations, signed in as ${user}`, "road-registrations");

  await answerRegisterMailApp(workbench, {
    preset: "A mail program with my work account",
    name: registration,
  });
  await show("Register Mail App: the plan, before anything is created", "road-review");
  await create(workbench);
  await workbench.notification(`${registration} is registered.`);
  await registrations.row(registration).waitFor();
  await show(`${registration} is registered`, "road-registered");

  await signInMailbox(workbench, { registration, address: user, user }, (page) =>
    show("Sign In Mailbox: the sign-in page asks for consent", "road-consent", page),
  );
  await workbench.notification(`${user} is signed in.`);
  await show(`${user} is signed in`, "road-signed-in");

  await testImapLogin(workbench, user, `The login of ${user} works.`);
  await mailboxes.expand(user);
  await mailboxes.row(/IMAP.*✓/).waitFor();
  const messages = world.mailboxes.get(user)?.messages.length ?? 0;
  await show(`Test IMAP Login: opened INBOX, ${messages} messages`, "road-imap-report");
}
