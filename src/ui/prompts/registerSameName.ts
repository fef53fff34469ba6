import { type Message, message } from "../../base/message";
import type { RegistrationSummary } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import { type Back, type Frame } from "./frame";
import { askPick, type Choice } from "./pick";

/** What to do about a name that is taken: Entra allows it, people rarely mean it. */
export type SameNameAnswer =
  | { readonly kind: "rename" }
  | { readonly kind: "create" }
  | { readonly kind: "use"; readonly registration: RegistrationSummary };

/** At most so many of the same name are shown. */
const mostShown = 5;

/** Asks what is meant when registrations have exactly this name already. */
export function askSameName(
  found: readonly RegistrationSummary[],
  name: string,
  frame: Frame,
): Promise<SameNameAnswer | Back> {
  const row = (
    label: Message,
    value: SameNameAnswer,
    description?: string,
  ): Choice<SameNameAnswer> => ({
    label: pickWords(label),
    ...(description !== undefined && { description }),
    alwaysShow: true,
    value,
  });
  return askPick(frame, {
    choices: [
      row(message("Choose another name"), { kind: "rename" }),
      ...found
        .slice(0, mostShown)
        .map((registration) =>
          row(message("Use the existing one"), { kind: "use", registration }, registration.appId),
        ),
      row(message("Create it all the same"), { kind: "create" }),
    ],
    placeholder: words(message("There is a registration named {0} already.", name)),
  });
}
