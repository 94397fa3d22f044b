"""An e-mail draft as a file: a mail program opens it to be read, changed and sent by hand. Nothing is sent here."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP


def draft_bytes(name: str, address: str, subject: str, text: str) -> bytes:
    """Return a draft (.eml); without an address, or with one that is none, the line stays open."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # Outlook opens it for writing
    message["Subject"] = " ".join(subject.split())
    user, at, domain = address.partition("@")
    if at and user and domain and address.isascii() and not set(address) & set(' \r\n\t<>,;"'):
        message["To"] = Address(" ".join(name.split()), user, domain)
    message.set_content(text, charset="utf-8")
    return message.as_bytes()
