import { message } from "../../base/message";
import { isFailure } from "../../core/failure";
import { serverOf } from "../../core/mail/loginTarget";
import { type Protocol, protocols } from "../../core/mail/protocol";
import { type MailServers, readServerAddress, serverText } from "../../core/mail/serverAddress";
import type { Mailbox } from "../../core/mailbox/mailbox";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { back } from "../prompts/frame";
import { runSteps, type Step } from "../prompts/multiStep";
import { pickMailbox } from "../prompts/pickMailbox";
import { serverProblem } from "../prompts/serverProblem";
import { askText } from "../prompts/text";
import { testButton } from "../signedIn";
import { mailboxOf } from "../target";

const edited = [protocols.imap, protocols.smtp, protocols.pop] as const;

type Typed = Readonly<Record<string, string>>;

/** Names the servers at which a mailbox is reached; an empty answer means those of the cloud. */
export const editMailHosts: Command = {
  id: "entraMail.editMailHosts",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Edit Mail Hosts"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const before = Object.fromEntries(
      edited.map((protocol) => [protocol.id, typedBefore(mailbox, protocol)]),
    );
    const typed = await runSteps<Typed>(
      title,
      edited.map((protocol) => step(ui, mailbox, protocol)),
      before,
    );
    await ui.mailboxes.setServers(mailbox.id, serversOf(typed));
    const own = Object.values(typed).some((text) => text !== "");
    ui.notifier.inform(
      own
        ? message(
            "{0} is reached at the servers you named from now on. Test whether they let it in.",
            mailbox.address,
          )
        : message("{0} is reached at Microsoft's servers.", mailbox.address),
      testButton(mailbox),
    );
  },
};

function typedBefore({ servers }: Mailbox, { id }: Protocol): string {
  const own = id === "graph" ? undefined : servers?.[id];
  return own === undefined ? "" : serverText(own);
}

function step(ui: Ui, mailbox: Mailbox, protocol: Protocol): Step<Typed> {
  const { id, name, port } = protocol;
  return {
    applies: () => true,
    ask: async (typed, frame) => {
      const answer = await askText(frame, {
        value: typed[id] ?? "",
        placeholder: usualServer(ui, mailbox, protocol),
        prompt: words(
          message(
            "{0} server as host or host:port; empty: that of Microsoft. The access token of this mailbox is sent there.",
            name,
          ),
        ),
        check: (text) => (text === "" ? undefined : serverProblem(text, port)),
      });
      return answer === back ? back : { ...typed, [id]: answer };
    },
  };
}

/** That of the cloud, where one is known. */
function usualServer({ settings }: Ui, mailbox: Mailbox, protocol: Protocol): string {
  try {
    return serverText(serverOf({ ...mailbox, servers: undefined }, protocol, settings.cloud));
  } catch (error) {
    if (!isFailure(error, "input.invalid")) throw error;
    return `mail.example.com:${protocol.port}`;
  }
}

function serversOf(typed: Typed): MailServers {
  return Object.fromEntries(
    edited.flatMap(({ id, port }) => {
      const text = typed[id] ?? "";
      return text === "" ? [] : [[id, readServerAddress(text, port)] as const];
    }),
  );
}
