export { t as checkCharts, n as otherFiles } from "./check-charts.js";
