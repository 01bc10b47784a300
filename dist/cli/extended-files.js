export { n as readCheckouts } from "./extended-files2.js";
