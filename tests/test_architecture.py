"""The rules that the folders stand for: who may import whom and what, and what importing may do."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("ingest", "app")
FILES = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MOST_LINES = 300
# Two are for other people's programs, which import them and nothing else.
ENTRANCES = {"app.__main__", "ingest.__main__", "app.client", "app.retriever"}

# A vendor and where it may be imported; everywhere else its place is behind the seam.
VENDORS = {
    "anyio": {"app.api_answers", "app.mcp_server"},
    "babel": {"ingest.language"},
    "charset_normalizer": {"ingest.decode"},
    "chromadb": {"ingest.vectors_chroma"},
    "dateutil": {"ingest.dates"},
    "docx": {"app.export_docx"},
    "dotenv": {"ingest.settings"},
    "filelock": {"ingest.lock", "ingest.weights"},
    "gradio": {"app.ui", "app.ui_add", "app.ui_conversation", "app.ui_library", "app.ui_scope", "app.ui_summary"},
    "httpcore": {"ingest.fetch_wire"},
    "httpx": {"app.cli", "app.client", "app.retriever", "ingest.handover"},
    "httpx2": {"app.model_http"},
    "langchain": {"app.model_openai"},
    "langchain_core": {
        "app.model_failure",
        "app.model_langchain",
        "app.model_openai",
        "app.retriever",
        "ingest.embed",
        "ingest.embed_minilm",
        "ingest.embed_openai",
    },
    "langchain_openai": {"app.model_openai", "ingest.embed_openai"},
    "lxml": {
        "ingest.extract",
        "ingest.feed_xml",
        "ingest.page_json_ld",
        "ingest.page_kind",
        "ingest.page_metadata",
        "ingest.page_tags",
        "ingest.page_tree",
        "ingest.safe_xml",
    },
    "markdown_it": {"ingest.load_markdown"},
    "markupsafe": {
        "app.api_login",
        "app.export_docx",
        "app.export_html",
        "app.ui_add",
        "app.ui_check",
        "app.ui_export",
        "app.ui_facts",
        "app.ui_findings",
        "app.ui_jobs",
        "app.ui_library",
        "app.ui_pages",
        "app.ui_perspectives",
        "app.ui_render",
        "app.ui_scope",
        "app.ui_summary",
        "app.ui_summary_render",
        "app.ui_writer",
    },
    "mcp": {"app.api_mcp", "app.mcp_server"},
    "onnx": {"ingest.minilm_graph", "ingest.weights"},
    "onnxruntime": {"ingest.embed_minilm", "ingest.weights"},
    "openai": {"app.model_openai", "ingest.embed_openai"},
    "opentelemetry": {"ingest.spans"},
    "prometheus_client": {"app.metrics"},
    "protego": {"ingest.fetch_robots"},
    "py3langid": {"ingest.language"},
    "pyarrow": {"ingest.load_tables"},
    "pypdfium2": {"ingest.pdf_text"},
    "rispy": {"app.export_references"},
    "Stemmer": {"ingest.terms"},
    "striprtf": {"ingest.rtf_text"},
    "tokenizers": {"ingest.embed_minilm"},
    "tqdm": {"ingest.__main__"},
    "trafilatura": {"ingest.extract", "ingest.page_metadata"},
    "uvicorn": {"app.cli"},
    "warcio": {"ingest.load_warc"},
    "yaml": {"ingest.load_markdown"},
}
# Heavy ones that only some need: installed by name, and where one is missing, the error says with which command.
EXTRAS = {"pyarrow"}
# The names that packages have where they are installed, where it is not the one that they are imported by.
INSTALLED_AS = {
    "babel": "babel",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "fastapi_offline": "fastapi-offline",
    "markdown_it": "markdown-it-py",
    "opentelemetry": "opentelemetry-sdk",
    "pydantic_core": "pydantic",  # which is its only user's interface, and pins it
    "starlette": "fastapi",  # likewise
    "Stemmer": "pystemmer",
    "yaml": "pyyaml",
}


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


@cache
def imported(file: Path, *, at_once: bool = False) -> frozenset[str]:
    """Return the modules that a file imports, with `at_once` only those that importing it imports as well."""
    tree = tree_of(file)
    late = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _is_for_types(node)
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if at_once and id(node) in late:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(file)} imports relatively"
            found.add(node.module or "")
            if node.module in PACKAGES:
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def tops(modules: frozenset[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_the_corpus_knows_nothing_of_the_conversation() -> None:
    for file in FILES:
        if name_of(file).startswith("ingest."):
            assert "app" not in tops(imported(file)), name_of(file)


def test_each_vendor_stands_behind_its_seam() -> None:
    found: dict[str, set[str]] = {vendor: set() for vendor in VENDORS}
    for file in FILES:
        for vendor in tops(imported(file)) & VENDORS.keys():
            found[vendor].add(name_of(file))
    assert found == VENDORS


def test_the_record_is_read_by_the_corpus_alone() -> None:
    assert not [name_of(file) for file in FILES if "sqlite3" in imported(file) and name_of(file).startswith("app.")]


def test_the_web_is_served_by_the_surface_alone() -> None:
    for file in FILES:
        if tops(imported(file)) & {"fastapi", "starlette"}:
            assert re.match(r"app\.(api|api_\w+|problems|ui|ui_policy)$", name_of(file)), name_of(file)


def test_what_is_imported_is_required() -> None:
    required = set(re.findall(r"^([\w.-]+)", (ROOT / "requirements.in").read_text("utf-8").lower(), re.MULTILINE))
    for file in FILES:
        for top in tops(imported(file)) - set(sys.stdlib_module_names) - set(PACKAGES) - EXTRAS:
            assert INSTALLED_AS.get(top, top.replace("_", "-")) in required, f"{name_of(file)} imports {top}"


def test_no_module_needs_itself() -> None:
    """Late imports count too: a cycle that is broken at run time is still one to whoever reads."""
    known = {name_of(file) for file in FILES}
    graph = {name_of(file): imported(file) & known for file in FILES}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a cycle of imports: {' -> '.join(error.args[1])}")


def test_every_module_is_used() -> None:
    by_name = {name_of(file): file for file in FILES}
    reached: set[str] = set()
    waiting = [*ENTRANCES]
    while waiting:
        module = waiting.pop()
        if module not in reached and module in by_name:
            reached.add(module)
            waiting += imported(by_name[module])
    assert {name for name in by_name if not name.endswith("__init__")} == reached - {"app", "ingest"}


@pytest.mark.parametrize("file", [*FILES, *TESTS], ids=name_of)
def test_every_module_is_short_and_done(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert not re.search(r"\b(?:TO" + r"DO|FIX" + r"ME)\b", text)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_every_module_says_what_it_is(file: Path) -> None:
    assert ast.get_docstring(tree_of(file))


def test_no_test_is_left_out() -> None:
    """But for the browser's, which need a Chromium; the run then ends with their names and the reason."""
    pattern = re.compile(r"mark\.(?:skip|xfail)|pytest\.(?:skip|xfail|importorskip)\(|mock\.patch|unittest\.mock")
    for file in TESTS:
        if file not in (Path(__file__).resolve(), ROOT / "tests" / "browser" / "conftest.py"):
            assert not pattern.search(file.read_text("utf-8")), name_of(file)


# Libraries may look for a temporary folder or ask whether there is IPv6; what they write there is theirs to answer for.
WATCHED = f"""
import importlib, os, sys
OURS = tuple(os.path.join({str(ROOT)!r}, package, "") for package in {PACKAGES!r})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGING = {{"os.mkdir", "os.rename", "os.remove", "os.putenv", "os.chdir", "sqlite3.connect", "socket.bind"}}
LEAVING = {{"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.fork", "os.system"}}

def is_ours():
    frame = sys._getframe(2)
    while frame and frame.f_code.co_filename.startswith(("<frozen", os.path.dirname(os.__file__))):
        if "site-packages" in frame.f_code.co_filename:
            return False
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(OURS)

def note(event, arguments):
    writes = event == "open" and arguments[2] & WRITING or event in CHANGING
    if event in LEAVING or writes and is_ours():
        print(module, event, arguments)

sys.addaudithook(note)
for module in {[name_of(file) for file in FILES]!r}:
    importlib.import_module(module)
"""


HEAVY = "chromadb gradio onnxruntime onnx langchain_core numpy fastapi uvicorn openai httpx".split()


@pytest.mark.parametrize(
    "module", ["ingest.settings", "ingest.first_start", "ingest.__main__", "app.__main__", "app.cli"]
)
def test_what_every_command_imports_is_light(module: str) -> None:
    script = f"import sys, {module}; print(*(set({HEAVY!r}) & sys.modules.keys()))"
    assert _python(script).split() == []


@pytest.mark.parametrize("module", ["app.wire", "app.api"])
def test_vendors_come_when_they_are_needed(module: str) -> None:
    vendors = ("chromadb", "gradio", "onnxruntime", "onnx", "langchain_openai", "openai", "uvicorn")
    assert _python(f"import sys, {module}; print(*(set({vendors!r}) & sys.modules.keys()))").split() == []


def test_importing_does_nothing() -> None:
    """One process imports every module; no line of ours writes, and nobody's line calls or starts anything."""
    assert _python(WATCHED) == ""


def _python(script: str) -> str:
    environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "GRADIO_ANALYTICS_ENABLED": "False"}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_every_module_is_in_the_guide() -> None:
    guide = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = [path for folder in ("app", "ingest") for path in (ROOT / folder).glob("*.py") if path.stem != "__init__"]
    missing = [path.name for path in modules if f"]({path.parent.name}/{path.name})" not in guide]
    assert not missing
