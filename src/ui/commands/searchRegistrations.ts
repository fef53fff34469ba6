import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { neverAborted, withViewProgress } from "../progress";
import { back } from "../prompts/frame";
import { askText } from "../prompts/text";

/** Lists those registrations of the view whose name answers some words, or the one with a client id. The directory looks, not this list. */
export const searchRegistrations: Command = {
  id: "entraMail.searchRegistrations",
  about: "management",
  run: async ({ registrations }) => {
    const { query } = registrations.list;
    const text = await askText(
      { title: words(message("Search Registrations")) },
      {
        value: query.search ?? "",
        placeholder: words(message("jira, or 6731de76-14a6-49ae-97bc-6eba6914391e")),
        prompt: words(
          message("The beginning of a word of the name, or a whole Application (client) ID."),
        ),
        check: (typed) => (typed.length > longest ? message("Type fewer characters.") : undefined),
      },
    );
    if (text === back) return;
    registrations.ask({ view: query.view, search: text === "" ? undefined : text });
    await withViewProgress("entraMail.registrations", () =>
      registrations.load("prompt", neverAborted()),
    );
  },
};

const longest = 120;
