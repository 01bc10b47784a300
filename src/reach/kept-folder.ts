/** Where a project keeps charts that others publish, as archives. */
export const KEPT_CHARTS = '.github/podseal.charts';

/** Says which charts these are. */
export const KEPT_INDEX = `${KEPT_CHARTS}/charts.yaml`;
