export { n as unshownFiles } from "./build-kustomizations.js";
