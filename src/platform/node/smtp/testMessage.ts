/** A message to oneself: plain text with the headers that RFC 5322 §3.6 wants. The addresses must have been checked. */
export function testMessage(from: string, to: string, now: Date, id: string): string {
  const host = from.slice(from.lastIndexOf("@") + 1);
  return [
    `From: <${from}>`,
    `To: <${to}>`,
    "Subject: Entra Mail test message",
    `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}@${host}>`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    "This message proves that the login by SMTP can send. Entra Mail sent it because you asked for it.",
    "",
  ].join("\r\n");
}
