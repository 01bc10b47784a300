export { n as learn } from "./learn.js";
