import gc
import os
import shutil

import effort
import pytest
from hypothesis import settings

# The tests are of the shipped data; a folder of the user's own must not add to them.
os.environ["XLPLANNER_DATA"] = ""

# A busy machine is no fault of the code, and a shared run must give the same answer twice; at a
# desk, new cases are drawn every time.
settings.register_profile("shared", deadline=None, derandomize=True)
settings.register_profile("desk", deadline=None)
settings.register_profile("prove", deadline=None, max_examples=100 * effort.FACTOR)

# Modules that a loop of seconds leaves out, beside tests marked slow where they stand: they build
# whole workbooks, start LibreOffice and other programs, or compute with fifty digits.
SLOW = {
    "test_accuracy",
    "test_audit",
    "test_bench",
    "test_budget",
    "test_calc",
    "test_cli",
    "test_decisions",
    "test_demand",
    "test_editions",
    "test_elastic",
    "test_excel",
    "test_excel_files",
    "test_excel_saved",
    "test_export",
    "test_fitting",
    "test_google_sheets",
    "test_javascript",
    "test_law_comparison",
    "test_limits",
    "test_locales",
    "test_monthly",
    "test_number_formats",
    "test_office_js",
    "test_one_truth",
    "test_own_or_api",
    "test_plan_command",
    "test_planner_facts",
    "test_plans",
    "test_risk",
    "test_risk_sheet",
    "test_savings",
    "test_sensitivity",
    "test_sheets",
    "test_summary",
    "test_typed_face",
    "test_untrusted",
    "test_whatif",
    "test_workbook",
}


# Whole workbooks built or read many times over: only with --prove.
PROOFS = {
    "test_random_inputs_come_through_export",
    "test_a_model_that_misses_the_quality_is_not_compared",
    "test_a_gpu_without_a_price_is_reported",
    "test_a_name_that_looks_like_a_formula_stays_text",
    "test_every_plan_is_the_python_answer",
    "test_an_edited_planner_comes_out_with_its_inputs_and_fresh_values[addin]",
    "test_the_planner_takes_limits_that_just_hold_its_optimum[addin]",
    "test_a_build_takes_at_most_two_and_a_half_times_a_plain_write[addin]",
    "test_scipy_from_the_same_starts_is_never_lower[1.0]",
    "test_inputs_without_an_answer_are_exported_as_such[{'input_tokens': 0, 'output_tokens': 0}]",
    *(
        f"test_inputs_without_an_answer_are_exported_as_such[{given}]"
        for given in (
            "{'training_gpu': 'A100-80GB', 'training_precision': 'FP8'}",
            "{'quality_by': 'a loss', 'loss': 1.75, 'loss_law': 'besiroglu', 'law': 'besiroglu'}",
        )
    ),
    "test_a_planner_is_used_in_a_language_with_a_decimal_comma[de-DE]",
    "test_what_we_write_excel_writes_too[lambda-]",
    "test_libreoffice_gives_every_cell_the_value_it_is_stored_with[addin]",
    "test_a_stopped_printing_leaves_nothing[15]",
    "test_a_planner_of_another_schema_is_refused_with_its_version[none]",
    "test_a_planner_of_another_schema_is_refused_with_its_version[text]",
    "test_a_name_as_long_as_the_system_takes",
    "test_libreoffice_gives_the_python_answers[native]",
    "test_every_format_of_the_workbooks_is_tried[addin]",
    *(f"test_a_format_slower_than_bf16_gives_no_answer[addin-changes{n}-CHECK]" for n in range(9)),
    *(f"test_a_format_slower_than_bf16_gives_no_answer[addin-changes{n}-NOTE]" for n in range(9)),
    "test_export_takes_a_planner_of_the_edition",
    "test_the_planner_takes_limits_that_just_hold_its_optimum[native]",
    "test_microsofts_validator_finds_nothing[exported]",
    "test_the_edition_for_excel_keeps_its_values_where_there_is_no_addin",
    "test_two_builds_are_the_same_bytes_with_and_without_lxml[addin]",
    "test_a_planner_is_used_in_a_language_with_a_decimal_comma[fr-FR]",
}


def pytest_addoption(parser):
    parser.addoption("--prove", action="store_true", help="ten times as many random inputs")


def pytest_configure(config):
    # Whole workbooks are a million objects, which the collector would walk through all the time.
    gc.set_threshold(100_000, 20, 20)
    effort.proving = config.getoption("--prove")
    desk = "shared" if "CI" in os.environ else "desk"
    settings.load_profile("prove" if effort.proving else desk)


def pytest_collection_modifyitems(items):
    for item in items:
        if getattr(item.obj, "is_hypothesis_test", False):
            item.add_marker(pytest.mark.long)
        if item.name in PROOFS:
            item.add_marker(pytest.mark.long)
            if not effort.proving:
                item.add_marker(pytest.mark.skip(reason="a proof: install/prove runs it"))
        # The fixture `calc` starts LibreOffice.
        if item.module.__name__.rpartition(".")[2] in SLOW or "calc" in item.fixturenames:
            item.add_marker(pytest.mark.slow)


class Built(dict):
    """Planners of editions with the files they were written to, each built when it is asked for."""

    def __init__(self, folder, editions, host):
        self.folder, self.editions, self.host = folder, editions, host

    def __missing__(self, edition):
        from xlplanner.workbook.build import build

        planner, path = build(None, edition, host=self.host), self.folder / f"{edition}.xlsx"
        planner.book.save(path)
        self[edition] = planner, path
        return self[edition]

    def items(self):
        return [(edition, self[edition]) for edition in self.editions]

    def values(self):
        return [self[edition] for edition in self.editions]


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The planner of each edition, with the file it was written to; the add-in's is Calc's."""
    from xlplanner.workbook.editions import CALC, EDITIONS

    return Built(tmp_path_factory.mktemp("built"), EDITIONS, CALC)


@pytest.fixture(scope="session")
def built_for_excel(tmp_path_factory):
    """The same for Excel, as the command line builds them."""
    from xlplanner.workbook.editions import EDITIONS, EXCEL

    return Built(tmp_path_factory.mktemp("built-for-excel"), EDITIONS, EXCEL)


@pytest.fixture
def built_once(built, built_for_excel, monkeypatch):
    """Let commands that build the default planner copy one that was built before."""
    from xlplanner.workbook import build
    from xlplanner.workbook.editions import EXCEL, NATIVE

    anew = build.build_file

    def build_file(path, values=None, edition=NATIVE, report=None, *, host=EXCEL, paper="a4"):
        if values is not None or paper != "a4" or host != EXCEL:
            return anew(path, values, edition, report, host=host, paper=paper)
        planner, copied = (built if edition == NATIVE else built_for_excel)[edition]
        shutil.copyfile(copied, path)
        return planner

    monkeypatch.setattr(build, "build_file", build_file)


@pytest.fixture(scope="session")
def opened(built):
    """The native planner in an engine, into which tests enter inputs."""
    from plans import Opened

    return Opened(*built["native"])
