"""The house rules that a program can check: sizes, doors, files kept true."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("actions", "bot", "copilot", "crm", "guard", "knowledge", "language", "sandbox")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
CATCH_ALL = {"copilot/webhook.py", "copilot/channels/desk.py", "sandbox/edge.py"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stops_at_300_lines_and_a_function_at_40(path):
    source = path.read_text()
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 40
    ]
    assert not long
    assert len(source.splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_package_imports_from_siblings_never_from_its_own_root(path):
    package = name_of(path).split("/")[0]
    modules = {child.stem for child in (ROOT / package).iterdir()}
    roots = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == package and node.level == 0
        if any(name.name not in modules for name in node.names)
    ]
    assert not roots


def test_each_package_lists_its_public_names_sorted():
    for package in set(PACKAGES) - {"bot"}:
        tree = ast.parse((ROOT / package / "__init__.py").read_text())
        lists = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
        ]
        assert lists, package
        assert lists[0] == sorted(lists[0]), package


def test_everything_is_caught_only_at_the_three_edges():
    catching = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
    }
    assert catching <= CATCH_ALL


def test_dialogue_files_stop_at_250_lines():
    files = [ROOT / name for name in ("config.yml", "domain.yml", "endpoints.yml")]
    files += [*(ROOT / "data/nlu").rglob("*.yml"), *(ROOT / "data/rules").rglob("*.yml")]
    long = [name_of(path) for path in files if len(path.read_text().splitlines()) > 250]
    assert not long


def test_every_action_of_the_domain_exists_and_back():
    from actions import ACTIONS

    domain = (ROOT / "domain.yml").read_text()
    listed = set(re.findall(r"^\s*-\s*(action_\w+)", domain, re.MULTILINE))
    assert listed == set(ACTIONS)


def test_every_setting_is_in_the_example_file():
    from copilot.settings import Settings

    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#?\s*(COMPTOIR_\w+)=", example, re.MULTILINE))
    assert named == {f"COMPTOIR_{name.upper()}" for name in Settings.model_fields}
