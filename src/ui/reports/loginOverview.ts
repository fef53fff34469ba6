import { type Message, message } from "../../base/message";
import { protocols } from "../../core/mail/protocol";
import type { LoginReport } from "../../services/loginTestService";
import { dateTimeWords, durationWords } from "../moments";
import { actionStep, openedWords, type ReportLanguage } from "./loginReport";

/** The logins of a mailbox by every protocol on one page: what works, and one thing to do about what does not. */
export function loginOverviewMarkdown(
  address: string,
  reports: readonly LoginReport[],
  language: ReportLanguage,
): string {
  const { say } = language;
  const working = reports.filter(({ result }) => result.ok).length;
  const asked = reports.filter(({ result }) => result.findings[0]?.severity !== "information");
  const blocks = [
    `# ${say(message("Logins of {0}", address))}`,
    circumstances(reports, language),
    `**${say(headline(working, asked.length))}**`,
    table(reports, language),
    ...problems(reports, say),
    say(message("The row of each protocol in Mailboxes has its whole report.")),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function headline(working: number, all: number): Message {
  if (working === all && all === 1) return message("The login works.");
  if (working === all && all === 2) return message("Both logins work.");
  if (working === all && all > 0) return message("All {0} logins work.", all);
  if (working === 0) return message("No login works.");
  return message("{0} of {1} logins work.", working, all);
}

function circumstances(reports: readonly LoginReport[], { say, locale }: ReportLanguage): string {
  const [first] = reports;
  if (first === undefined) return "";
  const at = dateTimeWords(new Date(first.result.at), locale);
  return `${say(message("From the computer {0}", first.machine))} · ${at}`;
}

function table(reports: readonly LoginReport[], { say, locale }: ReportLanguage): string {
  const head = [message("Protocol"), message("Time"), message("Result")].map(say).join(" | ");
  const rows = reports.map(({ result }) => {
    const { name } = protocols[result.protocol];
    const time = say(durationWords(result.milliseconds, locale)).replaceAll(" ", "\u00a0");
    const words = result.ok ? openedWords(result, locale) : result.findings[0]?.title;
    const mark = result.ok ? "✓" : result.findings[0]?.severity === "error" ? "✗" : "–";
    return `| ${name} | ${time} | ${mark} ${say(words ?? message("The test failed."))} |`;
  });
  return [`| ${head} |`, "| --- | ---: | --- |", ...rows].join("\n");
}

/** What does not work, in a paragraph each; what several protocols have in common is told once. */
function problems(reports: readonly LoginReport[], say: ReportLanguage["say"]): readonly string[] {
  const named = new Map<string, string[]>();
  for (const { result } of reports) {
    const [finding] = result.ok ? [] : result.findings;
    if (finding === undefined) continue;
    const [action] = finding.actions;
    const step = action === undefined ? [] : [actionStep(action, result.protocol, say)];
    const text = [say(finding.explanation), ...step].join("\n\n");
    named.set(text, [...(named.get(text) ?? []), protocols[result.protocol].name]);
  }
  return [...named].map(([text, names]) => `## ${names.join(", ")}\n\n${text}`);
}
