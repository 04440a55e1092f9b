"""The table of contents of the portal: every route and every job is registered here."""

from chalice import Blueprint, Chalice

from chalicelib.http.routes import Routes
from chalicelib.mail.jobs import jobs as mail_jobs
from chalicelib.outbox.jobs import jobs as outbox_jobs

ROUTES: tuple[Routes, ...] = ()
JOBS: tuple[Blueprint, ...] = (outbox_jobs, mail_jobs)

app = Chalice(app_name="kiekeboe", configure_logs=False)

for blueprint in (*ROUTES, *JOBS):
    app.register_blueprint(blueprint)
