import type { FailureContext } from "../core/diagnosis/explain";
import type { CommandId } from "./commandIds";
import type { Ui } from "./parts";

/** One command of the palette, as data. */
export interface Command {
  readonly id: CommandId;
  /** Which sign-in its failures are about. */
  readonly about: FailureContext;
  /** The command that "Sign In Again" runs after a failure. Default: the renewal of a mailbox that is there. */
  readonly signIn?: CommandId;
  /**
   * @param target the tree row it was called on, or an id; without one the command asks
   */
  readonly run: (ui: Ui, target: unknown) => Promise<void>;
}
