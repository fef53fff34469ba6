import { message } from "../../base/message";
import type { ServicePrincipal } from "../../core/directoryPorts";
import { Failure } from "../../core/failure";
import type { PlanStep } from "../../core/registration/plan";
import { untilReplicated } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";

/** Creates the enterprise application of the registration, unless there is one. */
export const ensureServicePrincipal: StepWork<"ensureServicePrincipal"> = {
  carryOut: async (run) => {
    const { appId } = run.subject();
    const { consent } = run.parts;
    const look = (): Promise<ServicePrincipal | undefined> =>
      consent.servicePrincipal(appId, run.call());
    const present = await look();
    if (present !== undefined) return run.done({ servicePrincipalId: present.id });
    const { id } = await sendOnce(run, {
      made: { createdServicePrincipal: "yes" },
      send: () => consent.createServicePrincipal(appId, run.call()),
      look,
    });
    await run.done({ servicePrincipalId: id });
  },

  /** Others may use it by now, and it grants nothing by itself. */
  undo: (run) =>
    Promise.resolve(
      run.entry.made["createdServicePrincipal"] === "yes"
        ? {
            tookBack: true,
            left: message("Its enterprise application stays; it allows nothing by itself."),
          }
        : { tookBack: true },
    ),
};

/**
 * Object id of the enterprise application, also where it was made a moment ago.
 * @throws Failure `graph.notFound`
 */
export async function clientPrincipal<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
): Promise<string> {
  const { appId } = run.subject();
  const made = run.journal.steps.find(({ made: one }) => one["servicePrincipalId"] !== undefined);
  const principal = made?.made["servicePrincipalId"] ?? run.known.principal;
  if (principal !== undefined) return principal;
  const { id } = await untilReplicated(async () => {
    const found = await run.parts.consent.servicePrincipal(appId, run.call());
    if (found !== undefined) return found;
    throw new Failure("graph.notFound", "There is no enterprise application in this directory.");
  }, run.wait());
  run.known.principal = id;
  return id;
}

/**
 * Object id of an API. Its permissions, which are many, are left out.
 * @throws Failure `graph.notFound` where the directory does not have this API
 */
export async function requireApi<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  resourceAppId: string,
): Promise<string> {
  const { apis } = run.known;
  const known = apis.get(resourceAppId);
  if (known !== undefined) return known;
  const api = await run.parts.consent.servicePrincipal(resourceAppId, run.call());
  if (api !== undefined) {
    apis.set(resourceAppId, api.id);
    return api.id;
  }
  throw new Failure("graph.notFound", `This directory does not have the API ${resourceAppId}.`);
}
