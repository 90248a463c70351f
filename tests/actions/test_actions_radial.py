"""The margins of a radial machine by products of matrices."""

import numpy as np
import pytest
from sklearn.svm import SVC

from actions.radial import RadialMargins


@pytest.mark.parametrize("classes", [3, 5, 9])
def test_margins_are_those_of_the_machine_itself(classes: int) -> None:
    chance = np.random.default_rng(7)
    vectors = chance.normal(size=(240, 32)).astype(np.float32)
    fitted = SVC(C=3, gamma="scale", class_weight="balanced")
    fitted.fit(vectors, [f"class {number % classes}" for number in range(240)])
    asked = chance.normal(size=(20, 32)).astype(np.float32)
    assert RadialMargins(fitted).of(asked) == pytest.approx(fitted.decision_function(asked))
