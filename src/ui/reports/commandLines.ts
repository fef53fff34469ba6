import { type Message, message } from "../../base/message";
import type { Cloud } from "../../core/cloud";
import { azCommands } from "../../core/registration/commandLines/azCommands";
import type { CommandBlock, Shell } from "../../core/registration/commandLines/commandBlock";
import { m365Command } from "../../core/registration/commandLines/m365Command";
import { portalListLink, portalSteps } from "../../core/registration/commandLines/portalSteps";
import type { Plan } from "../../core/registration/plan";
import type { Preset } from "../../core/registration/preset";
import { dateWords } from "../moments";
import { plainText } from "../text";
import type { ReportLanguage } from "./loginReport";
import { afterwardsMarkdown } from "./presetSections";

const shellNames: Readonly<Record<Shell, string>> = {
  sh: "bash, zsh, sh",
  powershell: "PowerShell",
};

/** What a fenced block is highlighted as. */
const fenceWords: Readonly<Record<Shell, string>> = { sh: "sh", powershell: "powershell" };

/** A plan that registers, for people who carry it out elsewhere: by hand in the portal, or by command line. */
export function commandLinesMarkdown(
  plan: Plan,
  preset: Preset | undefined,
  cloud: Cloud,
  language: ReportLanguage,
): string {
  const { say } = language;
  return [
    `# ${say(message("Register {0} without signing in here", plainText(plan.title)))}`,
    say(
      message(
        "Nothing has been created. Take one of the ways below, then give this editor the client ID (Entra Mail: Import Registration by Client ID) to sign in mailboxes with it.",
      ),
    ),
    ...portalSection(plan, cloud, language),
    ...azSection(plan, cloud, language),
    ...m365Section(plan, cloud, language),
    `## ${say(message("Last step"))}`,
    say(
      message(
        "Run Entra Mail: Import Registration by Client ID and paste the Application (client) ID. A client secret is stored with Entra Mail: Store Client Secret.",
      ),
    ),
    ...(preset ? afterwardsMarkdown(preset, language, true) : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function portalSection(
  plan: Plan,
  cloud: Cloud,
  { say, locale }: ReportLanguage,
): readonly string[] {
  const link = portalListLink(cloud);
  const steps = portalSteps(plan, (date) => dateWords(date, locale));
  return [
    `## ${say(message("By hand in the Microsoft Entra admin center"))}`,
    ...(link === undefined
      ? [say(message("The address of the portal of this cloud is not known here."))]
      : [`<${link}>`]),
    steps.map((step, index) => `${index + 1}. ${say(step)}`).join("\n"),
  ];
}

function azSection(plan: Plan, cloud: Cloud, { say }: ReportLanguage): readonly string[] {
  const shells: readonly Shell[] = ["sh", "powershell"];
  return [
    `## ${say(message("With the Azure CLI (az)"))}`,
    say(message("Sign in first with az login; several directories need its option --tenant.")),
    ...(plan.steps.some(({ kind }) => kind === "storeSecret")
      ? [say(message("The lines hold no secret: the one that makes it prints it."))]
      : []),
    ...(cloud.id === "global"
      ? []
      : [say(message("Switch the Azure CLI to your cloud before that (az cloud set)."))]),
    ...shells.flatMap((shell) =>
      [`### ${shellNames[shell]}`].concat(
        azCommands(plan, shell, cloud).flatMap((block) => fenced(block, shell, say)),
      ),
    ),
  ];
}

function m365Section(plan: Plan, cloud: Cloud, { say }: ReportLanguage): readonly string[] {
  const shells: readonly Shell[] = ["sh", "powershell"];
  return [
    `## ${say(message("With CLI for Microsoft 365 (m365)"))}`,
    ...shells.flatMap((shell) => {
      const made = m365Command(plan, shell, cloud);
      if (made === undefined) return [];
      const lines =
        made.kind === "impossible"
          ? [say(made.why)]
          : fenced(made.block, shell, say).concat(made.differs.map((one) => say(one)));
      return [`### ${shellNames[shell]}`].concat(lines);
    }),
  ];
}

function fenced(
  { does, lines }: CommandBlock,
  shell: Shell,
  say: (text: Message) => string,
): readonly string[] {
  return [say(does), ["```".concat(fenceWords[shell]), ...lines, "```"].join("\n")];
}
