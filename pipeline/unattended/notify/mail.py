"""Sends mail through a configured server, encrypted unless the settings say otherwise."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from pipeline.unattended.notify.config import Mail, secret
from pipeline.unattended.notify.notice import Notice

OURSELVES = "[127.0.0.1]"  # in the greeting, instead of the machine's name


def send(to: Mail, notice: Notice) -> None:
    """Hand a notice to the server. Raises OSError (as all smtplib errors are) if refused."""
    trust = ssl.create_default_context(cafile=to.ca_file)
    if to.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            to.host, to.at, local_hostname=OURSELVES, timeout=to.seconds, context=trust
        )
    else:
        server = smtplib.SMTP(to.host, to.at, local_hostname=OURSELVES, timeout=to.seconds)
    with server:
        if to.security == "starttls":
            server.starttls(context=trust)
        if to.user is not None:
            word = secret(to.password_file) if to.password_file is not None else ""
            server.login(to.user, word)
        server.send_message(_message(to, notice))


def _message(to: Mail, notice: Notice) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = notice.subject()
    message["From"] = to.sender
    message["To"] = ", ".join(to.to)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=to.sender.rpartition("@")[2])
    message.set_content(notice.text())
    return message
