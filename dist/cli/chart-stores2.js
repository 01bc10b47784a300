export { t as elsewhereCharts } from "./chart-stores.js";
