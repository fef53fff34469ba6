import type * as vscode from "vscode";
import type { Finding } from "../../core/diagnosis/finding";
import type { Mailbox } from "../../core/mailbox/mailbox";
import type { Journal } from "../../core/registration/journal";
import type { ClientSecretFacts, RegistrationSummary } from "../../core/registration/registration";

/** A row of a tree: it knows its looks, its children, and what it stands for. */
export interface TreeNode extends RowFacts {
  /** Stable over repaints: the editor keeps selection and expansion by it. */
  readonly id: string;
  look(): vscode.TreeItem;
  children?(): readonly TreeNode[] | Promise<readonly TreeNode[]>;
}

/** What a row stands for: commands that are called on it read it from here. */
export interface RowFacts {
  readonly registration?: RegistrationSummary;
  readonly secret?: ClientSecretFacts;
  readonly journal?: Journal;
  readonly mailbox?: Mailbox;
  /** What "Copy Value" copies. */
  readonly value?: string;
  readonly finding?: Finding;
  /** What "Try Again" does. */
  readonly retry?: () => Promise<void>;
}
