import type { AccountView } from "./accountView";
import type { ConfigFinding } from "./configFinding";

/** Looks at one thing of an account; a rule may find it in several places. */
export type ConfigRule = (view: AccountView) => readonly ConfigFinding[];
