import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { expiryCalendar } from "../../../../src/core/registration/expiryCalendar";
import {
  type WatchedCredential,
  watchedCredentials,
} from "../../../../src/core/registration/expiryReminder";
import { watchSeen } from "../../../../src/core/registration/expiryWatch";
import { aRegistration } from "../../../support/builders";
import { seededRandom } from "../../../support/random";

const now = new Date("2026-11-21T12:00:00Z");

function credentials(displayName: string, endDateTime: string): readonly WatchedCredential[] {
  const seen = [
    aRegistration({
      displayName,
      clientSecrets: [{ keyId: "key", displayName, hint: "abc", endDateTime }],
    }),
  ];
  const sighting = { cloudId: "global", tenantId: "t", seen, at: now.toISOString() } as const;
  return watchedCredentials(watchSeen([], sighting), now, 30);
}

interface Component {
  readonly name: string;
  readonly properties: Map<string, string>;
  readonly parts: Component[];
}

/** Reads a calendar back: unfolds, takes TEXT escapes away, nests components. Strict about line ends. */
function parse(text: string): Component {
  assert.ok(text.endsWith("\r\n"));
  for (const line of text.slice(0, -2).split("\r\n")) {
    assert.ok(!/[\r\n]/.test(line), "a bare line end");
    assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets`);
    assert.doesNotMatch(line, /\p{Cs}/u);
  }
  const root: Component = { name: "", properties: new Map(), parts: [] };
  const open = [root];
  for (const line of text.slice(0, -2).replaceAll("\r\n ", "").split("\r\n")) {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
    const inside = open.at(-1);
    assert.ok(inside !== undefined && colon > 0, line);
    if (name === "BEGIN") {
      const part = { name: value, properties: new Map<string, string>(), parts: [] };
      inside.parts.push(part);
      open.push(part);
    } else if (name === "END") {
      assert.equal(inside.name, value);
      open.pop();
    } else {
      assert.match(name, /^[A-Z-]+(;[A-Z-]+=[A-Z-]+)*$/);
      assert.ok(!inside.properties.has(name), `${name} is there twice`);
      inside.properties.set(name, value);
    }
  }
  assert.deepEqual(open, [root]);
  const [calendar, ...others] = root.parts;
  assert.ok(calendar !== undefined && others.length === 0);
  return calendar;
}

const unescape = (text = ""): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, escaped: string) =>
    escaped.toLowerCase() === "n" ? "\n" : escaped,
  );

const read = (name: string, end = "2026-12-03T14:00:00Z"): Component =>
  parse(expiryCalendar(credentials(name, end), now, (text) => renderMessage(text)));

function eventOf({ parts }: Component): Component {
  const [event, ...others] = parts;
  assert.ok(event !== undefined && others.length === 0, "not one event");
  return event;
}

const uid = (name: string, end: string): string | undefined =>
  eventOf(read(name, end)).properties.get("UID");

describe("the expiry calendar", () => {
  it("holds a whole-day event in UTC with three alarms", () => {
    const calendar = read("jira-inbound");
    assert.deepEqual(Object.fromEntries(calendar.properties), {
      VERSION: "2.0",
      PRODID: "-//Entra Mail//Expiry Calendar//EN",
      CALSCALE: "GREGORIAN",
    });
    const { properties, parts } = eventOf(calendar);
    assert.equal(properties.get("DTSTART;VALUE=DATE"), "20261203");
    assert.equal(properties.get("DTSTAMP"), "20261121T120000Z");
    assert.equal(properties.get("UID"), "object.key@entra-mail.invalid");
    assert.equal(properties.get("SUMMARY"), "Client secret of jira-inbound ends");
    assert.match(unescape(properties.get("DESCRIPTION")), /Ends at 2026-12-03 14:00 \(UTC\)/);
    assert.deepEqual(
      parts.map((alarm) => [alarm.name, alarm.properties.get("TRIGGER")]),
      [
        ["VALARM", "-P30D"],
        ["VALARM", "-P7D"],
        ["VALARM", "-P1D"],
      ],
    );
  });

  it("takes the day of the end in UTC, wherever this runs", () => {
    const zone = process.env["TZ"];
    process.env["TZ"] = "Pacific/Kiritimati";
    try {
      const event = eventOf(read("a", "2026-12-31T23:59:59Z"));
      assert.equal(event.properties.get("DTSTART;VALUE=DATE"), "20261231");
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });

  it("gives the same credential the same UID at another time and under another name", () => {
    assert.equal(uid("a", "2026-12-03T14:00:00Z"), uid("b", "2027-12-03T14:00:00Z"));
  });

  it("is a calendar without events where nothing is watched", () => {
    assert.deepEqual(parse(expiryCalendar([], now, (text) => renderMessage(text))).parts, []);
  });

  const hostile: readonly string[] = [
    "a;b,c\\d",
    "line\nEND:VEVENT\nEND:VCALENDAR",
    "cr\rBEGIN:VALARM",
    "\\n is not a line",
    "x".repeat(500),
    "😀".repeat(100),
    "é".repeat(36),
    '"quoted":colon',
    "null\u0000bell\u0007",
    "\u2028separator",
    "\u202egnissim",
    " leading and trailing ",
    "",
  ];
  for (const name of hostile) {
    it(`reads back ${JSON.stringify(name.slice(0, 30))}`, () => reads(name));
  }

  it("reads back 500 random names", () => {
    const random = seededRandom(20_261_121);
    const alphabet = Array.from('ab;,\\:"\n\r\té€😀\u2028 =nN');
    for (let round = 0; round < 500; round += 1) {
      const length = Math.floor(random() * 120);
      const letters = Array.from(
        { length },
        () => alphabet[Math.floor(random() * alphabet.length)] ?? "",
      );
      reads(letters.join(""));
    }
  });
});

/** What may not stand in a calendar comes back as a line break or a space. */
function reads(name: string): void {
  const { properties, parts } = eventOf(read(name));
  const expected = `Client secret of ${name} ends`
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(/[^\P{Cc}\n]/gu, " ");
  assert.equal(unescape(properties.get("SUMMARY")), expected);
  assert.equal(parts.length, 3);
  assert.equal(properties.size, 7);
}
