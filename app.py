"""The table of contents of the portal: every route and every job is registered here."""

from chalice import Blueprint, Chalice

from chalicelib.admin.jobs import jobs as admin_jobs
from chalicelib.admin.staff_routes import routes as admin_staff_routes
from chalicelib.bookings.routes import routes as bookings_routes
from chalicelib.bookings.staff_routes import routes as bookings_staff_routes
from chalicelib.http.routes import Routes
from chalicelib.mail.jobs import jobs as mail_jobs
from chalicelib.organisations.staff_routes import routes as organisations_staff_routes
from chalicelib.outbox.jobs import jobs as outbox_jobs

ROUTES: tuple[Routes, ...] = (
    admin_staff_routes,
    bookings_routes,
    bookings_staff_routes,
    organisations_staff_routes,
)  # fmt: skip
JOBS: tuple[Blueprint, ...] = (
    admin_jobs,
    mail_jobs,
    outbox_jobs,
)

app = Chalice(app_name="kiekeboe", configure_logs=False)

for blueprint in (*ROUTES, *JOBS):
    app.register_blueprint(blueprint)
