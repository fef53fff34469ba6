"""Signs in as Python's standard library does, opens the mailbox, and tells each milestone as it is reached."""

import http.client
import imaplib
import os
import poplib
import smtplib
import ssl
import sys
from base64 import b64encode

what, host, port = sys.argv[1:]
user, token = os.environ["MAIL_USER"], os.environ["MAIL_TOKEN"]
context = ssl.create_default_context(cafile=os.environ["MAIL_CA"])
frame = f"user={user}\1auth=Bearer {token}\1\1"


def reached(milestone):
    print(milestone, flush=True)


def imap():
    with imaplib.IMAP4_SSL(host, int(port), ssl_context=context, timeout=10) as server:
        server.authenticate("XOAUTH2", lambda challenge: b"" if challenge else frame.encode())
        reached("signedIn")
        if server.select("INBOX", readonly=True)[0] == "OK":
            reached("open")


def pop():
    server = poplib.POP3_SSL(host, int(port), context=context, timeout=10)
    # poplib knows no AUTH; its own lines in the order in which Exchange wants them
    server._putcmd("AUTH XOAUTH2")
    server._getline()
    server._putcmd(b64encode(frame.encode()).decode())
    server._getresp()
    reached("signedIn")
    server.stat()
    reached("open")
    server.quit()


def smtp():
    with smtplib.SMTP(host, int(port), timeout=10) as server:
        server.starttls(context=context)
        server.ehlo()
        server.auth("XOAUTH2", lambda challenge=None: frame if challenge is None else "", initial_response_ok=True)
        reached("signedIn")
        if server.mail(user)[0] == 250:
            reached("open")


def graph():
    connection = http.client.HTTPSConnection(host, int(port), context=context, timeout=10)
    connection.request("GET", "/v1.0/me/mailFolders/inbox", headers={"Authorization": f"Bearer {token}"})
    if connection.getresponse().status == 200:
        reached("signedIn")
        reached("open")


{"imap": imap, "pop": pop, "smtp": smtp, "graph": graph}[what]()
