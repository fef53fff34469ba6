import { CancelledError } from "../../base/errors";
import type {
  ClientSecretFacts,
  PasswordCredentialDraft,
  Registration,
} from "../../core/registration/registration";
import {
  draftSecretUntil,
  type Grace,
  lifetimeLike,
  type Rotation,
} from "../../core/registration/rotation";
import { successorName } from "../../core/registration/rotationName";
import { isFullOfSecrets } from "../../core/registration/secretPlans";
import type { Ui } from "../parts";
import { back } from "./frame";
import { runSteps, type Step } from "./multiStep";
import { askRemoveFirst } from "./pickSecret";
import { askGrace, askSecretEnd, askSecretName } from "./secretQuestions";

interface Answers {
  readonly removeFirst?: ClientSecretFacts;
  readonly name: string;
  readonly end?: Date;
  readonly grace?: Grace;
}

export type RotationAnswers = Pick<Rotation, "removeFirst" | "grace"> & {
  readonly secret: PasswordCredentialDraft;
};

/**
 * Asks how a client secret is replaced: description and lifetime stand there as those of the old one.
 * @param provable a token request can tell whether the new one works
 * @throws CancelledError
 */
export async function askRotation(
  ui: Pick<Ui, "clock" | "settings">,
  title: string,
  registration: Registration,
  old: ClientSecretFacts,
  provable: boolean,
): Promise<RotationAnswers> {
  const now = ui.clock.now();
  const { clientSecrets, displayName } = registration;
  const hasEnded = Date.parse(old.endDateTime) <= now.getTime();
  const steps: readonly Step<Answers>[] = [
    {
      applies: () => isFullOfSecrets(registration),
      ask: async (answers, frame) => {
        const removeFirst = await askRemoveFirst(frame, ui, registration, old);
        return removeFirst === back ? back : { ...answers, removeFirst };
      },
    },
    {
      applies: () => true,
      ask: async (answers, frame) => {
        const name = await askSecretName(frame, answers.name);
        return name === back ? back : { ...answers, name };
      },
    },
    {
      applies: () => true,
      ask: async (answers, frame) => {
        const end = await askSecretEnd(frame, lifetimeLike(old), now);
        return end === back ? back : { ...answers, end };
      },
    },
    {
      // The old one is gone by then, or has ended: nothing uses it any more
      applies: ({ removeFirst }) => removeFirst?.keyId !== old.keyId && !hasEnded,
      ask: async (answers, frame) => {
        const grace = await askGrace(frame, provable);
        return grace === back ? back : { ...answers, grace };
      },
    },
  ];
  const name = successorName(old, clientSecrets, now, displayName);
  const { end, grace, removeFirst, ...rest } = await runSteps(title, steps, { name });
  if (end === undefined) throw new CancelledError();
  return {
    secret: draftSecretUntil(rest.name, end),
    grace: grace ?? (hasEnded ? { kind: "after", milliseconds: 0 } : { kind: "byHand" }),
    removeFirst,
  };
}
