"""What other repositories take from this one: the hook, the action, the GitLab job. Each is really run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog_runs import EXAMPLE, FULL, ROOT, SMALL, write

GUIDE = ROOT / "docs" / "how-to" / "gate-in-ci.md"
BIN = Path(sys.executable).parent

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def call(
    *command: object, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """A command with the tools of this environment first."""
    paths = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    wanted = kept | {"PATH": paths} | dict(env or {})
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=wanted, capture_output=True, encoding="utf-8", check=False)


def block(mark: str) -> str:
    """The YAML block of the guide whose first line is a comment with this name."""
    text = GUIDE.read_text("utf-8")
    (found,) = (part.partition("```")[0] for part in text.split("```yaml\n")[1:] if part.startswith(f"# {mark}"))
    return found


def valid(schema: str, path: Path) -> None:
    done = call(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_git
def test_the_manifest_of_the_hook_is_one() -> None:
    done = call(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


@needs_git
def test_the_configuration_in_the_guide_is_one(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(block(".pre-commit-config.yaml"), encoding="utf-8")
    done = call(sys.executable, "-m", "pre_commit", "validate-config", tmp_path / "config.yaml")
    assert done.returncode == 0, done.stdout


@needs_git
def test_a_commit_fails_on_a_broken_catalog_and_passes_on_a_mended_one(tmp_path: Path) -> None:
    """The hook as the manifest has it, with the catval of this environment instead of one that is installed anew."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    local = hook | {"language": "system", "args": [f"--profile={SMALL}", "--as-of=2026-04-30", "--lang=en"]}
    repository, home = tmp_path / "repository", {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    repository.mkdir()
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert call("git", "init", "-q", cwd=repository).returncode == 0

    def run(entries: list[dict[str, Any]]) -> "subprocess.CompletedProcess[str]":
        write(repository / "catalog.json", entries)
        write(repository / "other.json", [{}])
        assert call("git", "add", "-A", cwd=repository).returncode == 0
        return call(sys.executable, "-m", "pre_commit", "run", cwd=repository, env=home)

    broken, mended = run([FULL, {"code": "A-2"}]), run([FULL])
    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert "CV101" in broken.stdout
    assert "other.json" not in broken.stdout
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "Passed" in mended.stdout


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def test_the_action_and_the_workflow_of_the_guide_fit_their_schemas(tmp_path: Path) -> None:
    valid("vendor.github-actions", ROOT / "action.yml")
    workflow = tmp_path / "catalog.yml"
    workflow.write_text(block(".github/workflows/catalog.yml"), encoding="utf-8")
    valid("vendor.github-workflows", workflow)
    steps = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]["catalog"]["steps"]
    (given,) = (step["with"] for step in steps if "catalog-validator" in step.get("uses", ""))
    assert given.keys() <= action()["inputs"].keys()


def test_no_input_becomes_text_of_a_script() -> None:
    scripts = [step["run"] for step in action()["runs"]["steps"] if "run" in step]
    assert len(scripts) == 3
    assert not [script for script in scripts if "${{" in script]


def run_action(folder: Path, **inputs: str) -> tuple[int, dict[str, str], str, str]:
    """The steps that check and judge, as a runner calls them: exit code, outputs, summary, log."""
    steps = {step.get("id") or step.get("name"): step for step in action()["runs"]["steps"]}
    defaults = {name: str(item.get("default", "")) for name, item in action()["inputs"].items()}
    given = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
    env = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in steps["check"]["env"].items()
    }
    files = {name: str(folder / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in files.values():
        Path(path).write_text("", encoding="utf-8")
    env |= files | {"RUNNER_TEMP": str(folder)}
    done = call("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps["check"]["run"], cwd=folder, env=env)
    assert done.returncode == 0, done.stderr
    outputs = dict(line.split("=", 1) for line in (folder / "GITHUB_OUTPUT").read_text("utf-8").splitlines())
    verdict = call("bash", "-c", steps["Verdict"]["run"], env={"CODE": outputs["exit-code"]})
    return verdict.returncode, outputs, (folder / "GITHUB_STEP_SUMMARY").read_text("utf-8"), done.stdout


@needs_bash
def test_the_action_passes_fails_and_says_what_it_found(tmp_path: Path) -> None:
    write(tmp_path / "a b.json", [FULL])
    write(tmp_path / "c.json", [{"code": "A-2"}])
    common = {"profile": str(SMALL), "as_of": "2026-04-30", "lang": "en"}
    code, outputs, summary, log = run_action(tmp_path, paths="a b.json\n", **common)
    assert (code, outputs["exit-code"], log.count("::error")) == (0, "0", 0)
    assert summary.startswith("## ✅")
    code, outputs, summary, log = run_action(tmp_path, paths="a b.json\nc.json", **common)
    assert (code, outputs["sarif-file"]) == (1, "catval.sarif")
    assert "::error file=c.json,line=2" in log
    assert summary.startswith("## ❌")
    assert (tmp_path / "catval.sarif").is_file()
    code, *_ = run_action(tmp_path, paths="c.json", args="--fail-on=never\n--quiet", **common)
    assert code == 0


@needs_bash
@pytest.mark.parametrize("hostile", ["a.json; touch pwned", "$(touch pwned)", "`touch pwned`", "--output=json=pwned"])
def test_nothing_in_an_input_is_run(tmp_path: Path, hostile: str) -> None:
    code, *_ = run_action(tmp_path, paths=hostile, profile=hostile, lang="en")
    assert code == 2
    assert not (tmp_path / "pwned").exists()


@needs_bash
def test_the_job_for_gitlab_fits_its_schema_and_runs(tmp_path: Path) -> None:
    valid("vendor.gitlab-ci", ROOT / "ci" / "gitlab.yml")
    job = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text("utf-8"))[".catval"]
    (script,) = job["script"]
    here = script.replace("/opt/catval/bin/catval", str(BIN / "catval"))
    paths = f"{EXAMPLE}/catalog.json {EXAMPLE}/catalog.csv"
    env = job["variables"] | {"CATVAL_PATHS": paths, "CATVAL_ARGS": "--as-of 2026-04-30 --quiet"}
    done = call("bash", "-euc", here, cwd=tmp_path, env=env)
    assert done.returncode == 1, done.stderr
    for report in job["artifacts"]["reports"].values():
        assert (tmp_path / report).stat().st_size > 1_000
