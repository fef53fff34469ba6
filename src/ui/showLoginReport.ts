import { message } from "../base/message";
import type { LoginReport } from "../services/loginTestService";
import { locale, markdownWords, words } from "./localize";
import type { Ui } from "./parts";
import { loginReportMarkdown } from "./reports/loginReport";

/** Opens the report of a login test. */
export async function showLoginReport({ documents }: Ui, report: LoginReport): Promise<void> {
  await documents.show(
    "imap-login",
    words(message("IMAP login {0}", report.mailbox.address)),
    loginReportMarkdown(report, { say: markdownWords, locale: locale() }),
  );
}
