import { message } from "../base/message";
import { protocols } from "../core/mail/protocol";
import type { LoginReport } from "../services/loginTestService";
import { locale, markdownWords, words } from "./localize";
import type { Ui } from "./parts";
import { loginReportMarkdown } from "./reports/loginReport";

/** Opens the report of a login test. */
export async function showLoginReport({ documents }: Ui, report: LoginReport): Promise<void> {
  await documents.show(
    "login",
    words(message("{1} login {0}", report.mailbox.address, protocols[report.result.protocol].name)),
    loginReportMarkdown(report, { say: markdownWords, locale: locale() }),
  );
}
