import { type Message, message } from "../base/message";
import type { ProtocolId, Stage } from "../core/mail/probe";
import { protocols } from "../core/mail/protocol";
import type { Command } from "./command";
import { words } from "./localize";
import { loginTestCommands } from "./loginTestCommands";
import type { Ui } from "./parts";
import { withProgress, withViewProgress } from "./progress";
import { pickMailbox } from "./prompts/pickMailbox";
import { stageName } from "./reports/loginReport";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { LoginReport, LoginTestOptions } from "../services/loginTestService";
import { showLoginReport } from "./showLoginReport";
import { mailboxOf } from "./target";
import { stepDone } from "./walkthrough";

/** Logs in by one protocol, does the first thing that needs the mailbox, and shows the report. */
export function testLogin(protocol: ProtocolId): Command["run"] {
  const { title } = loginTestCommands[protocol];
  return async (ui, target) => {
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, words(title)));
    await runLoginTest(ui, mailbox, protocol);
  };
}

/** Tests the login of a mailbox by one protocol, in view of the person, and shows the report. */
export async function runLoginTest(
  ui: Ui,
  { id, address }: Pick<Mailbox, "id" | "address">,
  protocol: ProtocolId,
  options: LoginTestOptions = {},
): Promise<void> {
  const { name } = protocols[protocol];
  const report = await withViewProgress("entraMail.mailboxes", () =>
    withProgress(message("Testing the {1} login of {0}", address, name), (signal, tell) => {
      const onStage = (stage: Stage): void => tell(stageWords(protocol, stage));
      return ui.loginTests.test(id, protocol, signal, onStage, options);
    }),
  );
  if (report.result.ok) stepDone("tested");
  await showLoginReport(ui, report);
  tellProblem(ui, report);
}

function stageWords(protocol: ProtocolId, { id, outcome, milliseconds }: Stage): Message {
  const name = stageName(protocol, id);
  return outcome === "ok"
    ? message("{0}: done in {1} ms", name, Math.round(milliseconds))
    : message("{0}: failed", name);
}

/** A login that works is told by the report and the row; a problem comes with what to do about it. */
function tellProblem({ notifier }: Ui, { mailbox, result }: LoginReport): void {
  const [finding] = result.findings;
  if (result.ok || finding === undefined) return;
  notifier.finding(finding, {
    target: mailbox.id,
    test: loginTestCommands[result.protocol].id,
  });
}
