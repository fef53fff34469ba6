import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { judge } from "../../src/core/diagnosis/judge";
import type { Dialer } from "../../src/core/ports";
import { ImapFlowDialer } from "../../src/platform/node/imapDialer";
import { PopDialer } from "../../src/platform/node/popDialer";
import { SmtpDialer } from "../../src/platform/node/smtpDialer";
import { ada, refusalCase } from "../fixtures/mail/refusalCase";
import { type Refusal, refusals } from "../fixtures/mail/refusals";
import { DialerLab, type StartStub } from "./support/dialerLab";
import type { MailScript } from "./support/mailStub";
import { startImapStub } from "./support/scriptedImap";
import { startPopStub } from "./support/scriptedPop";
import { startSmtpStub } from "./support/scriptedSmtp";

interface Played {
  readonly dialer: Dialer;
  readonly startStub: StartStub;
  /** The command that is refused at each step. */
  readonly commands: Readonly<Record<Refusal["step"], string>>;
  /** What is put before an answer. */
  readonly tagged?: true;
}

const played: Readonly<Record<"imap" | "smtp" | "pop", Played>> = {
  imap: {
    dialer: new ImapFlowDialer(),
    startStub: startImapStub,
    commands: { authenticate: "AUTHENTICATE", open: "EXAMINE", send: "" },
    tagged: true,
  },
  smtp: {
    dialer: new SmtpDialer(),
    startStub: startSmtpStub,
    commands: { authenticate: "AUTH", open: "MAIL", send: "." },
  },
  pop: {
    dialer: new PopDialer(),
    startStub: startPopStub,
    commands: { authenticate: "TOKEN", open: "STAT", send: "" },
  },
};

function scriptOf({ answer, step }: Refusal, { commands, tagged }: Played): MailScript {
  return {
    replies: {
      [commands[step]]: (tag: string, _line: string, _socket: Socket) =>
        tagged === true ? `${tag} ${answer}` : answer,
    },
  };
}

describe("refusals on record, on the wire", () => {
  for (const [protocol, how] of Object.entries(played)) {
    describe(protocol, function () {
      this.timeout(10_000);
      const lab = new DialerLab(how.dialer, how.startStub);

      for (const refusal of refusals.filter((one) => one.protocol === protocol)) {
        it(`row ${refusal.row}, ${refusal.name} → ${refusal.finding}`, async () => {
          const facts = refusalCase(refusal);
          const stub = await lab.start(scriptOf(refusal, how));
          const { transcript } = await lab.login(stub.port, {
            user: facts.transcript.user,
            address: facts.address,
            ...(refusal.step === "send" ? { sendTo: ada } : {}),
          });
          const { findings } = judge({ ...facts, transcript });
          assert.deepEqual(
            findings.map(({ id }) => id),
            [refusal.finding],
          );
          assert.equal(transcript[refusal.step]?.text, facts.transcript[refusal.step]?.text);
          assert.equal(transcript[refusal.step]?.status, facts.transcript[refusal.step]?.status);
          assert.equal(transcript.stages.at(-1)?.id, refusal.step);
        });
      }
    });
  }
});
