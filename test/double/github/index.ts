export { type AppOptions, type Webhook, signWebhook } from './apps.ts';
export { startGitHub, type GitHubDouble } from './server.ts';
export type { Fault, GitHubOptions, RequestInfo, TokenOptions } from './options.ts';
