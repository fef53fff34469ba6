import { type Message, message, renderMessage } from "../../../base/message";
import { exchangeScript } from "../../exchange/exchangeScript";
import type { Exporter, ExportInput } from "../exporter";

/** What lets an app without a user into the mailbox. It is the script of Show Exchange Online Script for one address. */
export const exchangePowerShell: Exporter = {
  id: "exchangePowerShell",
  title: "Exchange Online PowerShell",
  needs: message(
    "PowerShell with the module {0}, and an Exchange administrator.",
    "ExchangeOnlineManagement",
  ),
  group: "server",
  protocols: ["imap", "pop", "smtp"],
  takesSecret: false,
  whyNot,
  write: (input) => {
    const { mailbox, registration, cloud } = input;
    return [
      {
        name: "exchange-online.ps1",
        languageId: "powershell",
        text: script({
          variant: "mailboxPermission",
          appId: registration.clientId,
          enterpriseObjectId: registration.enterpriseObjectId ?? "",
          registrationObjectId: registration.objectId ?? "",
          displayName: registration.name,
          organization: registration.tenantId ?? "",
          mailboxes: [mailbox.address],
          sendAs: true,
          cloudId: cloud.id,
        }),
        holdsSecret: false,
        placement: message("Read it, then let an Exchange administrator run it in PowerShell."),
      },
    ];
  },
};

function whyNot({ mailbox, registration }: ExportInput): Message | undefined {
  if (mailbox.kind !== "appOnly") {
    return message("A person who signs in needs no script; it is for an app without a user.");
  }
  return registration.enterpriseObjectId === undefined || registration.tenantId === undefined
    ? message("Its enterprise application is not known here; use Show Exchange Online Script.")
    : undefined;
}

function script(facts: Parameters<typeof exchangeScript>[0]): string {
  const text = exchangeScript(facts, (sentence) => renderMessage(sentence));
  return `${text.replaceAll("\r\n", "\n").trimEnd()}\n`;
}
