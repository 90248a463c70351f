"""Mail: where scheduled reports and alerts go that were asked for by mail. Nothing is read here."""

from copilot.channels.mail.install import install_mail

__all__ = ["install_mail"]
