export { startGitHub, type GitHubDouble } from './server.ts';
export type {
  Access,
  AnchorWording,
  Fault,
  FaultReply,
  GitHubOptions,
  OnRequest,
  PermissionName,
  PullRequestOptions,
  RepositoryOptions,
  RequestInfo,
  RequestRecord,
  SecondaryLimit,
  TokenOptions,
} from './options.ts';
export type { Annotation, CheckRun, Review, ReviewComment, ReviewState } from './state.ts';
export type { Side } from './anchors.ts';
