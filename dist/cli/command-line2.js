export { t as runHere } from "./command-line.js";
