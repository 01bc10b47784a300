export { t as settleHere, n as settleWith } from "./settle-here.js";
