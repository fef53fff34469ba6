import { type Message, message } from "../base/message";
import type { WatchedCredential } from "../core/registration/expiryReminder";
import type { Reminder } from "../services/expiryService";

/** More names than this are not read in a notification. */
const mostNamed = 3;

/** The one sentence, or two, of the daily notification. */
export function reminderWords({ credentials, removals, warningDays }: Reminder): Message {
  const ending = credentials.filter(({ expiry }) => expiry.state !== "expired");
  const ended = credentials.filter(({ expiry }) => expiry.state === "expired");
  const [removal] = removals;
  const sentences = [
    ...(ending.length === 0 ? [] : [endingWords(ending, warningDays)]),
    ...(ended.length === 0
      ? []
      : [
          message(
            "Already expired: {0}.",
            named(ended, ({ registration }) => registration.displayName),
          ),
        ]),
    ...(removal === undefined
      ? []
      : [message("The old secret of {0} is due to be removed.", removal.journal.plan.title)]),
  ];
  return sentences.reduce((text, sentence) => message("{0} {1}", text, sentence));
}

type Sentence = (count: number, days: number, names: Message) => Message;

const sentences: Readonly<
  Record<"secret" | "certificate" | "both", readonly [Sentence, Sentence]>
> = {
  secret: [
    (_count, days, names) => message("A client secret expires within {0} days: {1}.", days, names),
    (count, days, names) =>
      message("{0} client secrets expire within {1} days: {2}.", count, days, names),
  ],
  certificate: [
    (_count, days, names) => message("A certificate expires within {0} days: {1}.", days, names),
    (count, days, names) =>
      message("{0} certificates expire within {1} days: {2}.", count, days, names),
  ],
  both: [
    (count, days, names) =>
      message("{0} secrets and certificates expire within {1} days: {2}.", count, days, names),
    (count, days, names) =>
      message("{0} secrets and certificates expire within {1} days: {2}.", count, days, names),
  ],
};

function endingWords(ending: readonly WatchedCredential[], warningDays: number): Message {
  const kinds = new Set(ending.map(({ what }) => what));
  const [kind] = kinds;
  const [one, many] = sentences[kinds.size > 1 || kind === undefined ? "both" : kind];
  const names = named(ending, ({ registration, expiry: { days } }) =>
    days < 1
      ? message("{0} (less than a day)", registration.displayName)
      : days === 1
        ? message("{0} (1 day)", registration.displayName)
        : message("{0} ({1} days)", registration.displayName, days),
  );
  return ending.length === 1 ? one(1, warningDays, names) : many(ending.length, warningDays, names);
}

function named(
  credentials: readonly WatchedCredential[],
  nameOf: (credential: WatchedCredential) => string | Message,
): Message {
  const [first = "", ...others] = credentials.slice(0, mostNamed).map(nameOf);
  const list = others.reduce<Message>(
    (text, name) => message("{0}, {1}", text, name),
    message("{0}", first),
  );
  const more = credentials.length - mostNamed;
  return more > 0 ? message("{0} and {1} more", list, more) : list;
}
