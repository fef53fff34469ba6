import assert from "node:assert/strict";
import { refreshRegistrations } from "../../../src/ui/commands/refreshRegistrations";
import { asCommand, type Counted, graph } from "./counted";
import { consentOfTwoApis, grantToAll } from "./countedOperations";

const refresh = asCommand(refreshRegistrations);

/** The rows below a row of the tree, as they are drawn when it is opened. */
const open =
  (...labels: readonly string[]): Counted["run"] =>
  (desk, { id }) =>
    desk.open(id, labels);

const after =
  (...works: readonly Counted["run"][]): Counted["run"] =>
  async (desk, registration) => {
    for (const work of works) await work(desk, registration);
  };

/** What is only looked at. */
export const countedViews: readonly Counted[] = [
  {
    what: "Refresh of the tree",
    ...refresh,
    requests: [graph.list],
  },
  {
    what: "a registration is opened in the tree",
    prepare: refresh.run,
    run: open(),
    requests: [graph.read],
  },
  {
    what: "its API permissions are opened, too",
    prepare: after(grantToAll.run, refresh.run),
    run: open("API permissions"),
    requests: [graph.read, ...consentOfTwoApis],
  },
  {
    what: "and its Checks, which look at the same",
    prepare: after(grantToAll.run, refresh.run),
    run: open("API permissions", "Checks"),
    requests: [graph.read, ...consentOfTwoApis],
  },
  {
    what: "its Owners are opened",
    prepare: refresh.run,
    run: open("Owners"),
    requests: [graph.read, graph.owners],
  },
  {
    what: "it is opened a second time",
    prepare: after(refresh.run, open("API permissions", "Owners", "Checks")),
    run: open("API permissions", "Owners", "Checks"),
    requests: [],
  },
  {
    what: "what expires is looked at, from what was seen before",
    prepare: refresh.run,
    run: async ({ ui }) => {
      assert.ok(ui.expiry.attention() > 0);
      assert.ok(await ui.expiry.takeReminder());
    },
    requests: [],
  },
];
