import { type Message, message } from "../../base/message";
import { type Journal, journalEntry, journalStep, secretBefore } from "./journal";
import type { PlanStep } from "./plan";
import { describeStep } from "./stepWords";

type SecretState = "unwanted" | "missing" | "unknown" | "unstored" | "stored";

function secretState(journal: Journal): SecretState {
  if (!journal.plan.steps.some(({ kind }) => kind === "storeSecret")) return "unwanted";
  const { status } = journalStep(journal, "storeSecret");
  if (status === "done") return "stored";
  if (status === "sent") return "unknown";
  return secretBefore(journal) === undefined ? "missing" : "unstored";
}

const createdWords: Readonly<Record<SecretState, (name: string) => Message>> = {
  unwanted: (name) => message("{0} was created.", name),
  missing: (name) => message("{0} was created, but its client secret was not.", name),
  unknown: (name) =>
    message("{0} was created. It is not known whether its client secret was.", name),
  unstored: (name) =>
    message("{0} was created, but the value of its client secret is not stored here.", name),
  stored: (name) => message("{0} was created, with its client secret.", name),
};

/** Steps of which the words about a created registration tell already. */
const toldWithCreation: ReadonlySet<PlanStep["kind"]> = new Set([
  "createApplication",
  "confirmApplication",
  "storeSecret",
]);

/** What a plan that stopped half-way has left behind, and what is left to do. */
export function whatExists(journal: Journal): readonly Message[] {
  const { plan } = journal;
  return plan.steps.some(({ kind }) => kind === "createApplication")
    ? whatWasCreated(journal)
    : [message("The change of {0} is not finished.", plan.title), ...howFar(journal, plan.steps)];
}

function whatWasCreated(journal: Journal): readonly Message[] {
  const { title: name, steps } = journal.plan;
  const { status, made } = journalStep(journal, "createApplication");
  if (status === "pending") return [message("Nothing was created for {0}.", name)];
  if (status === "sent" && made["objectId"] !== undefined) {
    return [message("{0} was created. It is not known whether it was deleted again.", name)];
  }
  if (status === "sent") {
    return [
      message("It is not known whether {0} was created: no answer came from the directory.", name),
    ];
  }
  const secret = secretState(journal);
  const onlyUnconfirmed =
    (secret === "unwanted" || secret === "stored") &&
    journalStep(journal, "confirmApplication").status === "pending";
  return [
    createdWords[secret](name),
    ...(onlyUnconfirmed ? [message("The directory does not show it everywhere yet.")] : []),
    ...howFar(
      journal,
      steps.filter(({ kind }) => !toldWithCreation.has(kind)),
    ),
  ];
}

/** The steps in a line for each state they can be in. */
function howFar(journal: Journal, told: readonly PlanStep[]): readonly Message[] {
  const { steps } = journal.plan;
  const inState = (wanted: string): readonly Message[] =>
    told
      .filter((step) => journalEntry(journal, steps.indexOf(step)).status === wanted)
      .map(describeStep);
  const done = inState("done");
  const sent = inState("sent");
  const pending = inState("pending");
  return [
    ...(done.length > 0 ? [message("Done: {0}.", joined(done))] : []),
    ...(sent.length > 0 ? [message("Not known whether it happened: {0}.", joined(sent))] : []),
    ...(pending.length > 0 ? [message("Not done yet: {0}.", joined(pending))] : []),
  ];
}

function joined(items: readonly Message[]): Message {
  return items.reduce((before, item) => message("{0}, {1}", before, item));
}
