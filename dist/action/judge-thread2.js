export { t as JudgeThread } from "./judge-thread.js";
