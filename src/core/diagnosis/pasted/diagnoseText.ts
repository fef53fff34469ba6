import { redactPatterns } from "../../../base/redact";
import type { Cloud } from "../../cloud";
import { explainFailure } from "../explain";
import type { Finding } from "../finding";
import { pastedToken, tokenSymptom } from "./claimsText";
import { connectionSymptoms } from "./connectionText";
import { graphSymptoms } from "./graphText";
import { mailFinding, type TextContext } from "./mailFinding";
import { mailSymptoms } from "./mailText";
import { oauthSymptoms } from "./oauthText";
import { missingRefreshToken, strangePage } from "./pageText";
import { type PastedText, pastedText } from "./pastedText";
import { errorHelp, fromOutside, oauthHelp, whatToTry } from "./textActions";
import type { TextFinding } from "./textFinding";
import type { FailureSymptom, PlacedSymptom, TextSymptom } from "./textSymptom";
import { noRefreshToken, notRecognised, unknownAnswer } from "./wordsOfText";

/** What a text is read with. */
export interface TextReader {
  readonly cloud: Cloud;
  readonly now: Date;
  /** Hides the secrets that this editor knows. */
  readonly redactKnown: (text: string) => string;
}

/** A finding and the lines of the text, counted from 1, that show it. */
export interface FindingInText extends TextFinding {
  readonly lines: readonly number[];
}

export interface TextDiagnosis {
  /** At least one; in the order in which a login comes about, so that the first is the one to mend first. */
  readonly findings: readonly FindingInText[];
  /** The text holds what has the shape of a credential; nothing of it is in the findings. */
  readonly holdsSecret: boolean;
  /** The text was too long: only its end was read. */
  readonly cut: boolean;
}

/**
 * Says what a text means that another program printed: an answer of the token endpoint, the address or page at which a
 * sign-in ended, lines of mail servers, a body of Microsoft Graph, or a log that holds several. Microsoft asks to rely on
 * the `error` field and may change numbers and texts, so what is not known is said to be so and never an error. Never
 * throws; takes a bounded time for a text of any length.
 */
export function diagnoseText(
  pasted: string,
  { cloud, now, redactKnown }: TextReader,
): TextDiagnosis {
  const text = pastedText(pasted, redactKnown);
  const token = pastedToken(text);
  const context: TextContext = { cloud, now, token, addresses: addressesIn(text) };
  return {
    findings: findingsOf(text, context),
    holdsSecret: text.hidden || looksSecret(text),
    cut: text.cut,
  };
}

/** In the order of proof: a token, the way to the server, what the server said. */
function findingsOf(text: PastedText, context: TextContext): readonly FindingInText[] {
  const mail = [...graphSymptoms(text), ...connectionSymptoms(text), ...mailSymptoms(text)];
  const symptoms = [...oauthSymptoms(text), ...missingRefreshToken(text), ...mail];
  // Where a server refused the token, that finding already tells what the token is for
  const shown = mail.length === 0 ? tokenSymptom(text, context) : undefined;
  const known = merge([...symptoms, ...(shown ? [shown] : [])], context);
  if (known.length > 0) return known;
  const page = merge(strangePage(text), context);
  if (page.length > 0) return page;
  const answers = mail.flatMap(({ line, symptom }) =>
    symptom.kind === "mail" ? [{ line, symptom }] : [],
  );
  const [first] = answers;
  return first === undefined
    ? [{ finding: notRecognised(text.text), causes: [], lines: [] }]
    : [{ finding: unknownAnswer(first.symptom), causes: [], lines: [first.line] }];
}

/** The same finding once, with all its lines. */
function merge(symptoms: readonly PlacedSymptom[], context: TextContext): FindingInText[] {
  const judged = new Map<unknown, TextFinding | undefined>();
  const found = new Map<string, TextFinding & { readonly lines: Set<number> }>();
  for (const { line, symptom } of symptoms) {
    const look = symptom.kind === "failure" ? symptom.failure : JSON.stringify(symptom);
    if (!judged.has(look)) judged.set(look, findingOf(symptom, context));
    const made = judged.get(look);
    if (made === undefined) continue;
    const key = JSON.stringify([made.finding.id, made.finding.title]);
    const same = found.get(key) ?? { ...made, lines: new Set<number>() };
    found.set(key, same);
    same.lines.add(line);
  }
  return [...found.values()].map(({ finding, causes, lines }) => ({
    finding,
    causes,
    lines: [...lines],
  }));
}

const readers: {
  readonly [K in TextSymptom["kind"]]: (
    symptom: Extract<TextSymptom, { readonly kind: K }>,
    context: TextContext,
  ) => TextFinding | undefined;
} = {
  failure: (symptom) => ({ finding: failureFinding(symptom), causes: [] }),
  mail: mailFinding,
  noRefreshToken: () => ({ finding: noRefreshToken, causes: [] }),
};

function findingOf(symptom: TextSymptom, context: TextContext): TextFinding | undefined {
  // TypeScript cannot see that the row of a symptom's kind takes that symptom.
  const read = readers[symptom.kind] as (
    one: TextSymptom,
    known: TextContext,
  ) => TextFinding | undefined;
  return read(symptom, context);
}

function failureFinding({ id, failure, aadsts }: FailureSymptom): Finding {
  const found = explainFailure(failure) ?? notRecognised("");
  const name = String(failure.facts["error"] ?? id);
  const byNumber = oauthHelp.find(([codes]) => aadsts !== undefined && codes.includes(aadsts))?.[1];
  const byError = Object.hasOwn(errorHelp, name) ? errorHelp[name] : undefined;
  const actions = fromOutside([...(byNumber ?? byError ?? []), ...found.actions]);
  return {
    ...found,
    id,
    actions: id === "oauth.unknown" || actions.length === 0 ? [...actions, ...whatToTry] : actions,
  };
}

/** Longer pieces would let a crafted text take long. */
const block = 600;
/** So that a credential that begins at the end of one piece is whole in the next. */
const overlap = 400;

function looksSecret({ text }: PastedText): boolean {
  for (let start = 0; start < text.length; start += block) {
    const piece = text.slice(start, start + block + overlap);
    if (redactPatterns(piece) !== piece) return true;
  }
  return false;
}

/** Addresses of people, each once. Message ids and hosts of servers are none. */
function addressesIn({ text }: PastedText): readonly string[] {
  const found =
    text.match(/(?<![\w.+<-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,5}[a-z]{2,24}(?![\w@])/gi) ?? [];
  return [...new Map(found.map((address) => [address.toLowerCase(), address])).values()];
}
