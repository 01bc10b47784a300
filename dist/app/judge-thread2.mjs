export { t as JudgeThread } from "./judge-thread.mjs";
