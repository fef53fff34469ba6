import { message } from "../../../base/message";
import type { FailureCode } from "../../failure";
import { type Explain, fact } from "./explanation";

type PlanCode = Extract<FailureCode, `plan.${string}`>;

/** Why a plan went no further. */
export const planExplanations: Readonly<Record<PlanCode, Explain>> = {
  "plan.changedMeanwhile": (failure) => ({
    title: message("Somebody else changed the registration meanwhile."),
    explanation:
      fact(failure, "properties") === ""
        ? message("Nothing was overwritten. Look at the registration and plan the change again.")
        : message(
            "Nothing was overwritten. These properties stand otherwise than when the change was planned: {0}. Look at the registration and plan the change again.",
            fact(failure, "properties"),
          ),
    actions: [],
  }),
  "plan.secretNotProven": (failure) => ({
    title: message("The new client secret is not proven yet."),
    explanation:
      fact(failure, "problem") === "valueMissing"
        ? message("Its value is not in this editor, so no token could be asked for with it.")
        : message(
            "Microsoft gave no token for it. A new secret can take minutes until it is known everywhere. Nothing was removed; continue to try again.",
          ),
    actions: [],
  }),
  "plan.tooEarly": () => ({
    title: message("It is too early for the next step."),
    explanation: message("The time that was chosen for it has not come. Nothing is lost."),
    actions: [],
  }),
};
