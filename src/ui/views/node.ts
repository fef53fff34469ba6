import type * as vscode from "vscode";
import type { Finding } from "../../core/diagnosis/finding";
import type { ProtocolId } from "../../core/mail/probe";
import type { Mailbox } from "../../core/mailbox/mailbox";
import type { Journal } from "../../core/registration/journal";
import type { Plan } from "../../core/registration/plan";
import type { DirectoryPerson } from "../../core/directoryPorts";
import type {
  CertificateFacts,
  ClientSecretFacts,
  Platform,
  RegistrationSummary,
  ResourceAccess,
} from "../../core/registration/registration";

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
  /** The protocol of {@link mailbox} that the row shows. */
  readonly protocol?: ProtocolId;
  /** The part of {@link registration} that the row shows. */
  readonly part?: RegistrationPart;
  /** What "Copy Value" copies. */
  readonly value?: string;
  readonly finding?: Finding;
  /** The plan that mends {@link finding}. */
  readonly fix?: Plan | undefined;
  /** What "Try Again" does. */
  readonly retry?: () => Promise<void>;
}

/** A part of a registration that commands can be called on. */
export type RegistrationPart =
  | { readonly kind: "platform"; readonly platform: Platform }
  | { readonly kind: "redirectUri"; readonly platform: Platform; readonly uri: string }
  | { readonly kind: "resource"; readonly resourceAppId: string }
  | {
      readonly kind: "permission";
      readonly resourceAppId: string;
      readonly access: ResourceAccess;
    }
  | { readonly kind: "certificate"; readonly certificate: CertificateFacts }
  | { readonly kind: "owner"; readonly owner: DirectoryPerson }
  /** A registration in the list of deleted ones. */
  | { readonly kind: "deleted" };
