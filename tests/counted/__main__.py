"""Write the table of requests into docs/data.md."""

import tests.conftest  # noqa: F401 - the environment of a test: nobody's account at AWS
from tests.counted import page
from tests.counted.counting import count_all

page.write(count_all())
