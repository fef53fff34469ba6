import { type Message, message } from "../../base/message";
import type { Plan, PlanPurpose } from "./plan";

/** How a plan is spoken of, from the review to the notification at its end. */
export interface PlanWords {
  /** Title of the review. */
  readonly title: (name: string) => Message;
  /** The row of the review that carries the plan out. */
  readonly verb: Message;
  /** Says in the review that nothing has happened yet. */
  readonly notYet: Message;
  /** Title of the progress. */
  readonly progress: (name: string) => Message;
  readonly done: (name: string) => Message;
}

const notChanged = message("Check and confirm. Nothing has been changed yet.");

const register: PlanWords = {
  title: (name) => message("Register {0}", name),
  verb: message("Create"),
  notYet: message("Check and create. Nothing has been created yet."),
  progress: (name) => message("Registering {0}", name),
  done: (name) => message("{0} is registered.", name),
};

const rows: Readonly<Record<PlanPurpose, PlanWords>> = {
  register,
  registerManagementApp: register,
  change: {
    title: (name) => message("Change {0}", name),
    verb: message("Save"),
    notYet: notChanged,
    progress: (name) => message("Changing {0}", name),
    done: (name) => message("{0} was changed.", name),
  },
  addSecret: {
    title: (name) => message("Add a client secret to {0}", name),
    verb: message("Add"),
    notYet: notChanged,
    progress: (name) => message("Adding a client secret to {0}", name),
    done: (name) => message("{0} has a new client secret.", name),
  },
  removeSecret: {
    title: (name) => message("Remove a client secret of {0}", name),
    verb: message("Remove"),
    notYet: notChanged,
    progress: (name) => message("Removing a client secret of {0}", name),
    done: (name) => message("The client secret of {0} was removed.", name),
  },
  rotateSecret: {
    title: (name) => message("Rotate the client secret of {0}", name),
    verb: message("Rotate"),
    notYet: notChanged,
    progress: (name) => message("Rotating the client secret of {0}", name),
    done: (name) => message("The client secret of {0} was rotated.", name),
  },
  addCertificate: {
    title: (name) => message("Add a certificate to {0}", name),
    verb: message("Add"),
    notYet: notChanged,
    progress: (name) => message("Adding a certificate to {0}", name),
    done: (name) => message("{0} has a new certificate.", name),
  },
  removeCertificate: {
    title: (name) => message("Remove a certificate of {0}", name),
    verb: message("Remove"),
    notYet: notChanged,
    progress: (name) => message("Removing a certificate of {0}", name),
    done: (name) => message("The certificate of {0} was removed.", name),
  },
  grantConsent: {
    title: (name) => message("Grant consent to {0}", name),
    verb: message("Grant"),
    notYet: message("Check and grant. Nothing has been granted yet."),
    progress: (name) => message("Granting consent to {0}", name),
    done: (name) => message("Consent was granted to {0}.", name),
  },
  revokeConsent: {
    title: (name) => message("Revoke consent of {0}", name),
    verb: message("Revoke"),
    notYet: message("Check and revoke. Nothing has been revoked yet."),
    progress: (name) => message("Revoking consent of {0}", name),
    done: (name) => message("Consent of {0} was revoked.", name),
  },
  changeOwners: {
    title: (name) => message("Change the owners of {0}", name),
    verb: message("Save"),
    notYet: notChanged,
    progress: (name) => message("Changing the owners of {0}", name),
    done: (name) => message("The owners of {0} were changed.", name),
  },
  delete: {
    title: (name) => message("Delete {0}", name),
    verb: message("Delete"),
    notYet: message("Check and delete. Nothing has been deleted yet."),
    progress: (name) => message("Deleting {0}", name),
    done: (name) => message("{0} was deleted. It can be restored for 30 days.", name),
  },
  restore: {
    title: (name) => message("Restore {0}", name),
    verb: message("Restore"),
    notYet: message("Check and restore. Nothing has been restored yet."),
    progress: (name) => message("Restoring {0}", name),
    done: (name) => message("{0} was restored.", name),
  },
  deletePermanently: {
    title: (name) => message("Delete {0} permanently", name),
    verb: message("Delete Permanently"),
    notYet: message("Check and delete. Nothing has been deleted yet."),
    progress: (name) => message("Deleting {0} permanently", name),
    done: (name) => message("{0} was deleted for good.", name),
  },
  fix: {
    title: (name) => message("Fix {0}", name),
    verb: message("Fix"),
    notYet: notChanged,
    progress: (name) => message("Fixing {0}", name),
    done: (name) => message("{0} was fixed.", name),
  },
};

/** The words for a plan, by its purpose. */
export function planWords({ purpose = "register" }: Plan): PlanWords {
  return rows[purpose];
}
