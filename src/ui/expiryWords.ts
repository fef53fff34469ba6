import { type Message, message } from "../base/message";
import type { Expiry } from "../core/registration/expiry";
import { dateWords } from "./moments";

/** From this many days on a date says more than a count. */
const countedDays = 60;

type What = "secret" | "certificate";

/** `{0}` is a number of days, in `date` a date. Whole sentences, because they are translated as such. */
type Sentences = Readonly<
  Record<
    "endedDays" | "endedOneDay" | "endedNow" | "today" | "oneDay" | "days" | "date",
    (value: string | number) => Message
  >
>;

const ofRow: Readonly<Record<What, Sentences>> = {
  secret: {
    endedDays: (days) => message("secret expired {0} days ago", days),
    endedOneDay: () => message("secret expired 1 day ago"),
    endedNow: () => message("secret expired less than a day ago"),
    today: () => message("secret expires within a day"),
    oneDay: () => message("secret expires in 1 day"),
    days: (days) => message("secret expires in {0} days", days),
    date: (date) => message("secret expires on {0}", date),
  },
  certificate: {
    endedDays: (days) => message("certificate expired {0} days ago", days),
    endedOneDay: () => message("certificate expired 1 day ago"),
    endedNow: () => message("certificate expired less than a day ago"),
    today: () => message("certificate expires within a day"),
    oneDay: () => message("certificate expires in 1 day"),
    days: (days) => message("certificate expires in {0} days", days),
    date: (date) => message("certificate expires on {0}", date),
  },
};

const ofCredential: Sentences = {
  endedDays: (days) => message("expired {0} days ago", days),
  endedOneDay: () => message("expired 1 day ago"),
  endedNow: () => message("expired less than a day ago"),
  today: () => message("less than a day left"),
  oneDay: () => message("1 day left"),
  days: (days) => message("{0} days left", days),
  date: (date) => message("valid until {0}", date),
};

/** The description of a registration's row, e.g. "secret expires in 12 days". */
export function rowExpiryWords(expiry: Expiry, what: What, end: Date, locale: string): Message {
  return choose(ofRow[what], expiry, end, locale);
}

/** The state of one secret or certificate, e.g. "12 days left". */
export function credentialExpiryWords(expiry: Expiry, end: Date, locale: string): Message {
  return choose(ofCredential, expiry, end, locale);
}

function choose(sentences: Sentences, { state, days }: Expiry, end: Date, locale: string): Message {
  if (state === "expired") {
    if (days === 0) return sentences.endedNow(0);
    return days === -1 ? sentences.endedOneDay(1) : sentences.endedDays(-days);
  }
  if (days === 0) return sentences.today(0);
  if (days === 1) return sentences.oneDay(1);
  if (days < countedDays) return sentences.days(days);
  return sentences.date(dateWords(end, locale));
}
