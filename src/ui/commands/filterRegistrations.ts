import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { ListQuery } from "../../core/directoryPorts";
import type { Command } from "../command";
import { words } from "../localize";
import { neverAborted, withViewProgress } from "../progress";
import { back } from "../prompts/frame";
import { askPick, type Choice } from "../prompts/pick";

/** Chooses which registrations the view lists. */
export const filterRegistrations: Command = {
  id: "entraMail.filterRegistrations",
  about: "management",
  run: async ({ registrations }) => {
    const { query } = registrations.list;
    const choices = rows();
    const view = await askPick(
      { title: words(message("Filter Registrations")) },
      {
        choices,
        placeholder: words(message("Which registrations should the view list?")),
        preselected: choices.find(({ value }) => value === query.view),
      },
    );
    if (view === back) throw new CancelledError();
    registrations.ask({ view, search: query.search });
    await withViewProgress("entraMail.registrations", () =>
      registrations.load("prompt", neverAborted()),
    );
  },
};

function rows(): Choice<ListQuery["view"]>[] {
  return [
    {
      label: words(message("All registrations")),
      detail: words(message("Every app registration of this directory, by name.")),
      value: "all",
    },
    {
      label: words(message("Owned by me")),
      detail: words(message("Those of which you are an owner.")),
      value: "owned",
    },
    {
      label: words(message("Deleted")),
      detail: words(message("Deleted within the last 30 days; they can be restored.")),
      value: "deleted",
    },
  ];
}
