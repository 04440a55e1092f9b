"""The table of contents of the portal: every route and every job is registered here."""

from chalice import Blueprint, Chalice

from chalicelib.admin.jobs import jobs as admin_jobs
from chalicelib.admin.staff_routes import routes as admin_staff_routes
from chalicelib.http.routes import Routes
from chalicelib.mail.jobs import jobs as mail_jobs
from chalicelib.outbox.jobs import jobs as outbox_jobs

ROUTES: tuple[Routes, ...] = (
    admin_staff_routes,
)  # fmt: skip
JOBS: tuple[Blueprint, ...] = (
    admin_jobs,
    mail_jobs,
    outbox_jobs,
)

app = Chalice(app_name="kiekeboe", configure_logs=False)

for blueprint in (*ROUTES, *JOBS):
    app.register_blueprint(blueprint)
