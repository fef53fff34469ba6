/** What carries plans out and takes them back: a bundle of its own, loaded with the first plan. */
export { addedCertificates, readAfterwards } from "./planOutcome";
export { PlanRun } from "./planRun";
export { walkPlan } from "./planRunner";
export { undoSteps } from "./planUndo";
