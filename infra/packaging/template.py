"""The stack: Chalice's template of `app.py`, with `infra/resources.yaml` merged into it.

Chalice's own `package` command would also make a zip, with wheels for the Python that runs it.
This uses the same parts of Chalice, but gives them our zip and Lambda's Python.
"""

from pathlib import Path
from typing import Any

import yaml
from chalice.cli.factory import CLIFactory
from chalice.deploy import models
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import (
    BaseDeployStep,
    BuildStage,
    InjectDefaults,
    PolicyGenerator,
    SwaggerBuilder,
)
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import (
    PackageOptions,
    ResourceBuilder,
    SAMTemplateGenerator,
    TemplateDeepMerger,
)
from chalice.policy import AppPolicyGenerator
from chalice.utils import OSUtils

from infra.packaging import permissions
from infra.packaging.services import ROOT
from infra.packaging.target import RUNTIME

RESOURCES = ROOT / "infra/resources.yaml"
PORTAL_ZIP = "./portal.zip"
FUNCTION = "AWS::Serverless::Function"

Template = dict[str, Any]


class _Principals(PackageOptions):
    """The names of services, which are the same in every region of ours."""

    def __init__(self) -> None:
        """Leave out Chalice's client of AWS: nothing here asks AWS."""

    def service_principal(self, service: str) -> str:
        return f"{service}.amazonaws.com"


class _OurZip(BaseDeployStep):
    """Takes the place of the step in which Chalice would make a zip."""

    def handle_deploymentpackage(self, _config: Any, resource: models.DeploymentPackage) -> None:
        resource.filename = PORTAL_ZIP


def make(stage: str = "prod") -> Template:
    """Return the template of the whole stack; `portal.zip` and `documents.zip` are beside it."""
    merged = TemplateDeepMerger().merge(_resources(), _from_chalice(stage))
    for function in functions_of(merged).values():
        function["Properties"]["Runtime"] = RUNTIME
    return permissions.complete(merged)


def write(template: Template, path: Path) -> None:
    text = yaml.dump(template, Dumper=_NoAliases, allow_unicode=True, sort_keys=True)
    path.write_text(text, encoding="utf-8")


def functions_of(template: Template) -> dict[str, Any]:
    """Return the functions by their logical ids."""
    resources = template["Resources"]
    return {name: it for name, it in resources.items() if it.get("Type") == FUNCTION}


def _resources() -> Template:
    loaded: Template = yaml.safe_load(RESOURCES.read_text(encoding="utf-8"))
    return loaded


def _from_chalice(stage: str) -> Template:
    config = CLIFactory(str(ROOT)).create_config_obj(stage)
    osutils = OSUtils()
    steps = [
        InjectDefaults(),
        _OurZip(),
        PolicyGenerator(policy_gen=AppPolicyGenerator(osutils), osutils=osutils),
        SwaggerBuilder(swagger_generator=CFNSwaggerGenerator()),
    ]
    builder = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), BuildStage(steps))
    resources = builder.construct_resources(config, stage)
    template: Template = SAMTemplateGenerator(config, _Principals()).generate(resources)
    return template


class _NoAliases(yaml.SafeDumper):
    """Writes what is in two places twice: `&id001` says nothing to a reader."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True
