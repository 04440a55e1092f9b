"""The table of contents of the portal: every route and every job is registered here."""

from chalice import Blueprint, Chalice

from chalicelib.accounts.factor_routes import routes as accounts_factor_routes
from chalicelib.accounts.jobs import jobs as accounts_jobs
from chalicelib.accounts.link_routes import routes as accounts_link_routes
from chalicelib.accounts.routes import routes as accounts_routes
from chalicelib.accounts.staff_routes import routes as accounts_staff_routes
from chalicelib.admin.jobs import jobs as admin_jobs
from chalicelib.admin.staff_routes import routes as admin_staff_routes
from chalicelib.bookings.jobs import jobs as bookings_jobs
from chalicelib.bookings.link_routes import routes as bookings_link_routes
from chalicelib.bookings.routes import routes as bookings_routes
from chalicelib.bookings.staff_routes import routes as bookings_staff_routes
from chalicelib.credits.jobs import jobs as credits_jobs
from chalicelib.credits.routes import routes as credits_routes
from chalicelib.credits.staff_routes import routes as credits_staff_routes
from chalicelib.exports.jobs import jobs as exports_jobs
from chalicelib.exports.routes import routes as exports_routes
from chalicelib.exports.staff_routes import routes as exports_staff_routes
from chalicelib.families.routes import routes as families_routes
from chalicelib.families.staff_routes import routes as families_staff_routes
from chalicelib.home.routes import routes as home_routes
from chalicelib.http.routes import Routes
from chalicelib.imports.jobs import jobs as imports_jobs
from chalicelib.imports.staff_routes import routes as imports_staff_routes
from chalicelib.invoices.jobs import jobs as invoices_jobs
from chalicelib.invoices.routes import routes as invoices_routes
from chalicelib.invoices.staff_routes import routes as invoices_staff_routes
from chalicelib.mail.jobs import jobs as mail_jobs
from chalicelib.messages.routes import routes as messages_routes
from chalicelib.messages.staff_routes import routes as messages_staff_routes
from chalicelib.occupancy.staff_routes import routes as occupancy_staff_routes
from chalicelib.organisations.staff_routes import routes as organisations_staff_routes
from chalicelib.outbox.jobs import jobs as outbox_jobs
from chalicelib.photos.jobs import jobs as photos_jobs
from chalicelib.photos.routes import routes as photos_routes
from chalicelib.photos.staff_routes import routes as photos_staff_routes
from chalicelib.planning.jobs import jobs as planning_jobs
from chalicelib.planning.routes import routes as planning_routes
from chalicelib.planning.staff_routes import routes as planning_staff_routes
from chalicelib.policies.routes import routes as policies_routes
from chalicelib.policies.staff_routes import routes as policies_staff_routes
from chalicelib.reports.routes import routes as reports_routes
from chalicelib.reports.staff_routes import routes as reports_staff_routes

ROUTES: tuple[Routes, ...] = (
    accounts_factor_routes,
    accounts_link_routes,
    accounts_routes,
    accounts_staff_routes,
    admin_staff_routes,
    bookings_link_routes,
    bookings_routes,
    bookings_staff_routes,
    credits_routes,
    credits_staff_routes,
    exports_routes,
    exports_staff_routes,
    imports_staff_routes,
    invoices_routes,
    invoices_staff_routes,
    messages_routes,
    messages_staff_routes,
    families_routes,
    families_staff_routes,
    home_routes,
    occupancy_staff_routes,
    organisations_staff_routes,
    photos_routes,
    photos_staff_routes,
    planning_routes,
    planning_staff_routes,
    policies_routes,
    policies_staff_routes,
    reports_routes,
    reports_staff_routes,
)  # fmt: skip
JOBS: tuple[Blueprint, ...] = (
    accounts_jobs,
    admin_jobs,
    bookings_jobs,
    credits_jobs,
    exports_jobs,
    imports_jobs,
    invoices_jobs,
    mail_jobs,
    outbox_jobs,
    photos_jobs,
    planning_jobs,
)

app = Chalice(app_name="kiekeboe", configure_logs=False)

for blueprint in (*ROUTES, *JOBS):
    app.register_blueprint(blueprint)
