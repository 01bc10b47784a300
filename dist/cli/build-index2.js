export { t as BuildIndex } from "./build-index.js";
