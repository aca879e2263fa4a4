"""The page of quality figures, and the same as a file."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from pipeline.reporting.names import Language, ReportWords
from review.quality import telling
from review.quality.figures import Quality, quality
from review.web.charts_of_quality import CurvePoint, Dot, curve_points, dots, ticks
from review.web.guard import Desk, Supervisor
from review.web.pages import Translator, asset, environment, language, page

router = APIRouter()


@dataclass(frozen=True)
class QualityView:
    """The figures as text in one language, and their charts."""

    found: Quality
    words: ReportWords

    @property
    def heading(self) -> str:
        return telling.heading(self.found, self.words)

    @property
    def counts(self) -> str:
        return telling.counts(self.found, self.words)

    @property
    def groups(self) -> list[tuple[str, list[telling.ShareRow]]]:
        return telling.groups(self.found, self.words)

    @property
    def guaranteed(self) -> str:
        return telling.guaranteed(self.found, self.words)

    @property
    def shown(self) -> list[telling.GuaranteeRow]:
        return telling.guarantee_rows(self.found, self.words)

    @property
    def dots(self) -> list[Dot]:
        return dots(self.found.samples.bins)

    @property
    def bends(self) -> list[CurvePoint]:
        return curve_points(self.found.samples.kept)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        return ticks()

    @property
    def about_looked(self) -> str:
        seen = self.found.looked
        return telling.about_looked(seen.packets, self.words) if seen and seen.packets else ""

    @property
    def looked_rows(self) -> list[telling.ShareRow]:
        seen = self.found.looked
        kinds = seen.kinds if seen is not None else ()
        return [telling.share_row(telling.kind_name(one.name, self.words), one, self.words)
                for one in kinds]  # fmt: skip

    @property
    def looked_dots(self) -> list[Dot]:
        return dots(self.found.looked.bins if self.found.looked is not None else ())

    @property
    def drift(self) -> list[str]:
        return telling.drift(self.found, self.words)

    @property
    def adopted(self) -> list[telling.Adopted]:
        return telling.adopted(self.found)


@router.get("/quality")
def show(request: Request, store: Desk, who: Supervisor) -> Response:
    """Figures of samples only: the checked values take long to collect (`yushen quality`)."""
    found = quality(store, with_looked=False)
    return page(
        request, "quality.html", who, told=QualityView(found, ReportWords(language(request)))
    )


def whole_page(found: Quality, lang: Language) -> str:
    """The figures as a self-contained page."""
    style = Markup((asset("desk.css") + asset("quality.css")).decode())
    template = environment().get_template("quality_file.html")
    return template.render(
        t=Translator(lang), lang=lang, style=style, told=QualityView(found, ReportWords(lang))
    )
