"""Links that leave the app: the view in full, with the data version."""

from urllib.parse import urlencode

from casebook.analysis.selection import Params, Selection
from casebook.tables.dataset import Dataset


def link_params(dataset: Dataset, chosen: Selection, claim_id: str = "") -> Params:
    """The parameters of a link that leaves the app: the filters, the claim and the data version."""
    params: Params = chosen.to_params()
    if claim_id:
        params["claim"] = [claim_id]
    params["data"] = [dataset.version]
    return params


def url(
    base: str, dataset: Dataset, chosen: Selection, claim_id: str = "", shown: Params | None = None
) -> str:
    """A link that restores this selection, opens the claim if one is named, and shows a view."""
    params = {**link_params(dataset, chosen, claim_id), **(shown or {})}
    return f"{base}?{urlencode(params, doseq=True)}"
