export { type AppOptions, type Webhook, signWebhook } from './apps.ts';
export { startGitHub, type GitHubDouble } from './server.ts';
export { canMeet, FAULT_KINDS, faultAt, type FaultKind } from './faults.ts';
export type {
  Fault,
  GitHubOptions,
  PullRequestOptions,
  RequestInfo,
  TokenOptions,
} from './options.ts';
