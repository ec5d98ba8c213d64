"""``python -m catalog_validator.api.worker``: the process behind `catalog_validator.api.crew.Worker`.

It reads pickled tasks from its parent on standard input and writes pickled counts to standard output.
"""

import pickle
import sys
import traceback
from collections.abc import Iterator
from typing import BinaryIO

from catalog_validator.api.crew import Counted, Order, Task
from catalog_validator.api.session import Defect, Session, guarded
from catalog_validator.engine.bulk.counter import BulkCounter
from catalog_validator.engine.duplicates import KeyLog
from catalog_validator.engine.plan import Wish, build_plan
from catalog_validator.files.stretch import stretch
from catalog_validator.model.dataclass import replace
from catalog_validator.model.document import Batch, Problem
from catalog_validator.syntax.ndjson import parse_lines
from catalog_validator.vocab import read_entries


class Count:
    """The count of one worker."""

    def __init__(self, order: Order) -> None:
        """Nothing is counted yet."""
        run = order.run
        plan = build_plan(run.profile, run.as_of, Wish(run.threshold, order.group_by, order.choice))
        self.session = Session(run, plan, order.sources, (), order.limits, order.hints)
        self.log = KeyLog(len(plan.across))
        self.counter = BulkCounter(plan, self.log)
        self._kept = order.limits.kept_problems

    def of(self, task: Task) -> Counted:
        """One task counted."""
        source = self.session.sources[task.source]
        read, problems = 0, list[Problem]()
        for part in guarded(self._parts(task), source):
            if isinstance(part, Problem):
                # One more than is kept, for then it is said that there are more.
                if part.unreadable or len(problems) <= self._kept:
                    problems.append(part)
                continue
            try:
                self.counter.add(part, 0)
            except Exception as error:
                raise Defect(source.name, f"{part.pointer(0)} …") from error
            read = part.first + len(part.values)
        return Counted(read, self.log.taken(), tuple(problems))

    def _parts(self, task: Task) -> Iterator[Batch | Problem]:
        session = self.session
        source = session.sources[task.source]
        if task.stretch is None:
            return session.parts(source, places=False)
        document = parse_lines(stretch(source, *task.stretch), session.limits)
        return read_entries(document, session.plan.profile, replace(session.hints, vocab="native"))


def answer(count: Count, task: Task | None) -> object:
    """What goes back to the parent: also an exception."""
    try:
        return count.counter.summary() if task is None else count.of(task)
    except (Defect, OSError) as error:
        error.add_note(traceback.format_exc())
        return error
    except Exception:
        return RuntimeError(traceback.format_exc())


def work(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Until there is no task left."""
    count = Count(pickle.load(tasks))
    while True:
        task: Task | None = pickle.load(tasks)
        pickle.dump(answer(count, task), answers)
        answers.flush()
        if task is None:
            return


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
