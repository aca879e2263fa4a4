"""The owner of each paper, and expected names compared with their ink."""

from collections.abc import Sequence

from core.models.application import Application
from core.models.document import Document
from core.models.page import Page
from pipeline.settling.centrefit import fit_centres
from pipeline.settling.expected import Expected, Fit
from pipeline.settling.fitting import fit_expected
from pipeline.settling.others import fit_others
from pipeline.settling.ringfit import FitRings, fit_seals
from pipeline.settling.wrapped import with_rests
from validators.facts.roles import assign_roles, names_of
from validators.policy import Policy


def numbers_of(application: Application) -> tuple[str, ...]:
    """The numbers in the record of the unit, of each person, and of certificates."""
    family, applicant = application.accompanying, application.applicant
    people = [one for one in (applicant, application.agent, family.spouse, *family.children) if one]
    given = (
        application.employer.credit_code,
        *(one.id_number for one in people),
        *(one.phone for one in people),
        applicant.education_certificate_no,
        applicant.degree_certificate_no,
    )
    return tuple(number.upper() for number in given if number)


def with_names(
    documents: tuple[Document, ...],
    application: Application,
    policy: Policy,
    pages: Sequence[Page],
    fit: Fit,
    rings: FitRings,
    centres: FitRings,
) -> tuple[Document, ...]:
    """The documents with their owners, and expected names compared with their ink."""
    placed = assign_roles(documents, application, policy)
    expected = Expected(*names_of(placed, application, policy), numbers_of(application))
    whole = with_rests(placed, expected, pages)
    named = fit_others(fit_expected(whole, expected, pages, fit), expected, pages, fit)
    # Seal centres first: a ring that was corrected is no longer read with doubt.
    return fit_seals(fit_centres(named, pages, centres), expected, pages, rings)
