export { t as JobReport } from "./report.js";
