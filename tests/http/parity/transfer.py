"""Files: imported, good and bad, and exported."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import hypothesis.strategies as st

from core.context import Context
from core.errors import InvalidError
from core.messages import describe_problem
from core.transfer import ImportReport, export_file, import_file
from tests.http.parity.files import Form, files
from tests.http.parity.machine import Parity
from tests.http.parity.many_records import selection
from tests.http.parity.request import Request
from tests.http.parity.values import mostly, queries

MEDIA_TYPES: Final[Mapping[Form, str]] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
}


class Transfer(Parity):
    """Actions with files."""

    def import_csv(self) -> None:
        self._import("import_csv", "csv")

    def import_json(self) -> None:
        self._import("import_json", self.draw(st.sampled_from(["json", "jsonl"]), "form"))

    def export_csv(self) -> None:
        self._export("export_csv", "csv")

    def export_json(self) -> None:
        self._export("export_json", self.draw(st.sampled_from(["json", "jsonl"]), "form"))

    def _import(self, action: str, form: Form) -> None:
        service = self.collection()
        file = self.draw(files(form, service.entity.name, self.known()), "file")

        def imported(context: Context) -> Any:
            with TemporaryDirectory() as folder:
                path = Path(folder) / f"import.{form}"
                path.write_bytes(file.content)
                report = import_file(context, service, path, **file.manner)
            if report.skipped and file.manner["on_error"] == "stop" and not file.manner["dry_run"]:
                raise InvalidError(report.problems)
            return reported(report)

        request = Request("POST", service, "/import", options={"params": file.parameters, "content": file.content})
        self.same(action, self.anybody(), imported, request)

    def _export(self, action: str, form: Form) -> None:
        service = self.collection()
        resource, columns = service.entity.name, ["id", *service.entity.columns]
        where, sort = self.draw(queries(resource), "query")
        right = st.lists(st.sampled_from(columns), max_size=3, unique=True)
        fields = self.draw(mostly(right, st.sampled_from([["nothing"], ["name", "pin"]]), 10), "fields")

        def exported(context: Context) -> Any:
            with TemporaryDirectory() as folder:
                path = Path(folder) / f"{resource}.{form}"
                export_file(context, service, path, selection(service.entity, where, sort), fields or None)
                return [f'attachment; filename="{path.name}"', MEDIA_TYPES[form], path.read_bytes()]

        parameters = {"format": form, "where": where, "sort": sort, "field": fields}
        request = Request("GET", service, "/export", options={"params": parameters})
        self.same(action, self.anybody(), exported, request, lambda said: said[2].count(b"\n") > 1)


def reported(report: ImportReport) -> Any:
    """What became of an import, as it is answered."""
    problems = [
        {"line": problem.row, "field": problem.field, "message": describe_problem(problem)}
        for problem in report.problems
    ]
    counts = {name: getattr(report, name) for name in ("rows", "added", "updated", "skipped")}
    return {**counts, "problems": problems}
