"""Identity numbers masked in an explanation, whatever reading they come from."""

from pipeline.explaining.models import Explained, ExplainedPaper
from pipeline.reporting.mask import mask_number


def hidden(paper: ExplainedPaper) -> ExplainedPaper:
    """The document with every actual or possible identity number masked."""
    return paper.model_copy(update={"fields": tuple(map(_hidden, paper.fields))})


def _hidden(field: Explained) -> Explained:
    if field.kind != "id_number":
        return field
    return field.model_copy(
        update={
            "value": field.value and mask_number(field.value),
            "readings": tuple(
                one.model_copy(update={"value": one.value and mask_number(one.value)})
                for one in field.readings
            ),
            "candidates": tuple(
                one.model_copy(update={"value": mask_number(one.value)}) for one in field.candidates
            ),
        }
    )
