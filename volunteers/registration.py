"""What volunteers bring to pages of others."""

from cases.composition import composition
from volunteers.views.asking import helped_by, helpers_of, own_help

composition.overview.append(helped_by)
composition.readers.append(helpers_of)
composition.own_sections.append(own_help)
