"""`python -m copilot chat`: the same conversation in a terminal."""

import subprocess
import sys

from product import ROOT


def talk(product, user, *lines):
    """Type the lines and return everything printed."""
    command = [sys.executable, "-m", "copilot", "--port", str(product.port), "chat", "--as", user]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, input="\n".join(lines) + "\n", capture_output=True, text=True,
        timeout=90, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_french_rep_talks_in_the_terminal(product):
    status, said = talk(
        product,
        "claire.moreau@heliade.example",
        "Bonjour",
        "3",
        "",
        "Où sont hébergées les données ?",
    )
    assert status == 0
    assert "Bonjour Claire" in said
    assert "origine de la piste" in " ".join(said.split())
    assert "Lille" in said


def test_an_unknown_user_is_told_so_and_the_command_fails(product):
    status, said = talk(product, "nobody@heliade.example", "Bonjour")
    assert status == 1
    assert "Unauthorized" in said
