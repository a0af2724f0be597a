"""Each job once a slot, over processes and restarts."""

from sqlalchemy import Engine, func, select, update

from journal.engine import reading, transaction
from journal.tables import job_run
from journal.upsert import insert_if_new


class SqlJobRuns:
    """`JobRuns` on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def claim(self, job: str, slot: str, token: int) -> bool:
        here = (job_run.c.job == job) & (job_run.c.slot == slot)
        with transaction(self._engine) as connection:
            if insert_if_new(connection, job_run, {"job": job, "slot": slot, "token": token}):
                return True
            taken = connection.execute(
                update(job_run)
                .where(here, job_run.c.result.is_(None), job_run.c.token < token)
                .values(token=token)
            )
            return bool(taken.rowcount)

    def finish(self, job: str, slot: str, result: str) -> None:
        with transaction(self._engine) as connection:
            connection.execute(
                update(job_run)
                .where(job_run.c.job == job, job_run.c.slot == slot)
                .values(result=result)
            )

    def last_slot(self, job: str) -> str | None:
        query = select(func.max(job_run.c.slot)).where(job_run.c.job == job)
        with transaction(self._reading) as connection:
            slot: str | None = connection.scalar(query)
            return slot
