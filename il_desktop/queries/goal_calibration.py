"""What was said and what came of it: the last confidence of every goal that has ended."""

from __future__ import annotations

from il_desktop.domain.metrics.calibration import ConfidenceBand, calibration
from il_desktop.store.reader import Reader

_FORECASTS = """
    SELECT g.state = 'met',
           (SELECT c.confidence FROM check_in c WHERE c.goal_id = g.id AND c.confidence IS NOT NULL
              AND c.given_on <= ifnull(g.done_on, '9999') ORDER BY c.given_on DESC, c.created_at DESC LIMIT 1) AS said
    FROM goal g WHERE g.kind = 'goal' AND g.state IN ('met', 'closed') AND said IS NOT NULL
"""


def confidence_record(reader: Reader) -> tuple[ConfidenceBand, ...]:
    """Return how confidence foretold the end of goals; empty while too few have ended."""
    return calibration((said, bool(met)) for met, said in reader.rows(_FORECASTS))
