export { t as checkKustomizations } from "./check-kustomizations2.js";
