/** Who opened a pull request, and from which branch. */
export interface Opening {
  /** Undefined for an account that was deleted. */
  readonly author: { readonly login: string; readonly type: string } | undefined;
  readonly branch: string;
}

/**
 * Accounts of people's type that are programs: they run the tools of the same name, or are what teams
 * usually call theirs. Apps of GitHub end in `[bot]` and have the type Bot.
 */
const ACCOUNTS = [
  ...['dependabot', 'renovate', 'renovate-bot', 'renovatebot', 'fix-bot', 'pyup-bot', 'snyk-bot'],
  ...[
    'greenkeeper',
    'depfu',
    'imgbot',
    'k8s-ci-robot',
    'k8s-release-robot',
    'semantic-release-bot',
  ],
  ...['github-actions', 'fluxcdbot', 'argocd-image-updater', 'openshift-merge-robot'],
];

/** Branches that update tools open pull requests from, by their beginning. */
const BRANCHES = [
  ...['renovate/', 'dependabot/', 'snyk-fix-', 'snyk-upgrade-', 'updatecli', 'depfu/'],
  ...['release-please--', 'changeset-release/', 'image-updater-', 'flux-image-updates'],
];

/** Whether a program opened a pull request. It can't answer, and did not choose what it touches. */
export function isAutomation({ author, branch }: Opening): boolean {
  const login = author?.login.toLowerCase() ?? '';
  return (
    author?.type === 'Bot' ||
    login.endsWith('[bot]') ||
    ACCOUNTS.includes(login) ||
    BRANCHES.some((start) => branch.toLowerCase().startsWith(start))
  );
}
