"""Whose papers they are, and the names that may stand on them held against their ink."""

from collections.abc import Sequence

from core.models.application import Application
from core.models.document import Document
from core.models.page import Page
from pipeline.settling.centrefit import fit_centres
from pipeline.settling.fitting import Expected, Fit, fit_expected
from pipeline.settling.ringfit import FitRings, fit_seals
from validators.facts.roles import assign_roles, names_of
from validators.policy import Policy


def with_names(
    documents: tuple[Document, ...],
    application: Application,
    policy: Policy,
    pages: Sequence[Page],
    fit: Fit,
    rings: FitRings,
    centres: FitRings,
) -> tuple[Document, ...]:
    """The documents with whose they are, and the names to be expected held against their ink."""
    placed = assign_roles(documents, application, policy)
    expected = Expected(*names_of(placed, application, policy))
    named = fit_expected(placed, expected, pages, fit)
    # The centres first: a ring that was put right is no longer read in doubt.
    return fit_seals(fit_centres(named, pages, centres), expected, pages, rings)
