import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { clouds } from "../../core/cloud";
import { protocols } from "../../core/mail/protocol";
import { type Mailbox, isAppOnly } from "../../core/mailbox/mailbox";
import {
  type ServedProtocol,
  sameServed,
  servable,
  signedInFor,
} from "../../core/tokenCommand/served";
import { words } from "../localize";
import type { Ui } from "../parts";
import { pickText } from "../text";
import { back } from "./frame";
import { type Choice, askPick, askPickMany } from "./pick";

type TokenUi = Pick<Ui, "mailboxes" | "tokenCommand" | "settings">;

/**
 * Which protocols of which mailboxes programs get tokens for.
 * @param first the mailbox that is ticked when nothing was served before
 * @throws CancelledError
 */
export async function askServed(
  ui: TokenUi,
  title: string,
  first: Mailbox | undefined,
): Promise<readonly ServedProtocol[]> {
  const rows = servable(ui.mailboxes.mailboxes).map((served) => servedChoice(ui, served));
  const before = ui.tokenCommand.served;
  const earlier = rows.filter(({ value }) => before.some((entry) => sameServed(entry, value)));
  const proposed = rows.filter(
    ({ value }) => value.mailboxId === first?.id && isSignedIn(ui, value),
  );
  const ticked = (earlier.length > 0 ? earlier : proposed).map(({ value }) => value);
  const chosen = await askPickMany(
    { title },
    {
      choices: rows,
      ticked,
      placeholder: words(message("What may mail programs get tokens for?")),
      problem: (values) =>
        values.length > 0
          ? undefined
          : message("Nothing is ticked. To end it, choose Stop Serving Tokens."),
    },
  );
  if (chosen === back) throw new CancelledError();
  return chosen;
}

/** One of those that are served. @throws CancelledError */
export async function pickServed(
  ui: TokenUi,
  title: string,
  served: readonly ServedProtocol[],
): Promise<ServedProtocol> {
  const chosen = await askPick(
    { title },
    {
      choices: served.map((entry) => servedChoice(ui, entry)),
      placeholder: words(message("Which mailbox, and what for?")),
    },
  );
  if (chosen === back) throw new CancelledError();
  return chosen;
}

interface ServedChoice extends Choice<ServedProtocol> {
  readonly value: ServedProtocol;
}

function servedChoice(ui: TokenUi, value: ServedProtocol): ServedChoice {
  const mailbox = ui.mailboxes.get(value.mailboxId);
  const { address, registrationName } = mailbox;
  // What an app may do by itself is known to nobody before it is tried
  const known = isAppOnly(mailbox) || isSignedIn(ui, value);
  const note = known ? "" : words(message("not part of the sign-in"));
  return {
    label: `${pickText(address)}: ${protocols[value.protocol].name}`,
    description: [pickText(registrationName), note].filter(Boolean).join(" · "),
    value,
  };
}

function isSignedIn(ui: TokenUi, { mailboxId, protocol }: ServedProtocol): boolean {
  const mailbox = ui.mailboxes.get(mailboxId);
  const cloud = mailbox.cloudId === "custom" ? ui.settings.cloud : clouds[mailbox.cloudId];
  return signedInFor(mailbox, cloud).includes(protocol);
}
