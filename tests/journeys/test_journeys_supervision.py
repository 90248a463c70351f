"""A crash is named and mended, and Ctrl-C leaves nothing behind. Last: it ends the product."""

import time

import psutil
import pytest
from person import words


@pytest.mark.parametrize("name", ["sandbox", "rasa"])
def test_a_killed_process_is_named_started_again_and_works(product, claire, name):
    claire.say("Combien d'opportunités ouvertes ai-je ?")
    old = product.child(name)
    old.kill()
    deadline = time.monotonic() + 30
    while f"{name} ended" not in product.said and time.monotonic() < deadline:
        time.sleep(0.1)
    assert f"{name} ended" in product.said
    time.sleep(1.5)
    product.await_ready(120)
    assert product.child(name).pid != old.pid
    answer = claire.say("Combien d'opportunités ouvertes ai-je ?")
    assert answer["values"], words(answer)


def test_while_rasa_is_away_the_reader_is_told_and_the_retry_answers(product, claire):
    product.child("rasa").kill()
    message = {"text": "Bonjour", "id": "m-away"}
    away = claire.post(**message).json()
    assert away["refused"] == "unavailable"
    assert words(away)
    time.sleep(1.5)
    product.await_ready(120)
    assert claire.say(**message)["intent"]["name"] == "greet"


def test_ctrl_c_ends_everything(product):
    family = product.family()
    assert len(family) >= 3
    assert product.stop() == 0
    _gone, alive = psutil.wait_procs(family, timeout=5)
    assert not alive, [process.cmdline() for process in alive]
    assert "Stopping" in product.said
