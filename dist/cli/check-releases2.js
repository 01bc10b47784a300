export { t as checkReleases } from "./check-releases.js";
