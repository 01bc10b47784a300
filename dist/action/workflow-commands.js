export { t as checkWorkflowCommands } from "./workflow-commands2.js";
