"""What volunteers bring to pages of others."""

from cases.composition import composition
from cases.models.mandate import Part
from volunteers.views.asking import helped_by, helpers_of, own_help

composition.overview.append(helped_by)
composition.readers.append(helpers_of)
composition.own_sections.append(own_help)
composition.parts[own_help] = Part.RECORD
