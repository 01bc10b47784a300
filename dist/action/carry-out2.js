export { t as carryOut } from "./carry-out.js";
