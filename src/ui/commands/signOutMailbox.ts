import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import { consentPlace } from "../../core/mailbox/consentPlace";
import { isAppOnly, type Mailbox } from "../../core/mailbox/mailbox";
import type { Command } from "../command";
import { locale, words } from "../localize";
import { dateTimeWords } from "../moments";
import { pickMailbox } from "../prompts/pickMailbox";
import { mailboxOf } from "../target";

/** Forgets the tokens of a mailbox and its row, and says what Microsoft keeps. */
export const signOutMailbox: Command = {
  id: "entraMail.signOutMailbox",
  about: "mailbox",
  run: async (ui, target) => {
    const mailbox =
      mailboxOf(ui, target) ?? (await pickMailbox(ui, words(message("Sign Out Mailbox"))));
    const { address } = mailbox;
    const stays = whatStays(mailbox, ui.clock.now());
    const sure = await ui.notifier.confirm(
      message("Sign out {0}?", address),
      message(
        "Its tokens are removed from this editor. {0} The mailbox and the registration stay as they are; you can sign in again.",
        stays,
      ),
      message("Sign Out"),
    );
    if (!sure) return;
    await ui.mailboxes.signOut(mailbox.id);
    const place = consentPlace(mailbox);
    ui.notifier.inform(
      message("{0} is signed out. {1}", address, stays),
      ...(place === undefined
        ? []
        : [
            {
              title: message("Open {0}", place.name),
              run: () => vscode.env.openExternal(vscode.Uri.parse(place.url)),
            },
          ]),
    );
  },
};

/** What is still good after the sign-out, and until when. */
function whatStays(mailbox: Mailbox, now: Date): Message {
  const { tokenExpiresAt } = mailbox;
  const end = tokenExpiresAt === undefined ? undefined : new Date(tokenExpiresAt);
  const consent = isAppOnly(mailbox)
    ? message("What an administrator granted to the app stays.")
    : message("What you agreed to stays, until you take it back at Microsoft.");
  if (end === undefined || end <= now) return consent;
  return message(
    "An access token that was copied or handed on is accepted until {0}. {1}",
    dateTimeWords(end, locale()),
    consent,
  );
}
