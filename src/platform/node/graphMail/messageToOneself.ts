/** The body of Graph's `sendMail` for a message that says what it is. */
export function messageToOneself(address: string): object {
  return {
    message: {
      subject: "Entra Mail: test message",
      body: {
        contentType: "Text",
        content: "This message was sent by a login test of Entra Mail. Nothing needs to be done.",
      },
      toRecipients: [{ emailAddress: { address } }],
    },
    saveToSentItems: false,
  };
}
