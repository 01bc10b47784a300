import picomatch from 'picomatch';

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

/**
 * Whether a program opened a pull request. It can't answer, and did not choose what it touches.
 *
 * @param named what a team adds to those known here: globs of accounts and branches; with a `!` in
 *   front they take out what was known or named before
 */
export function isAutomation(opening: Opening, named: readonly string[] = []): boolean {
  const names = [nameOf(opening.author?.login ?? ''), opening.branch];
  return named.reduce((isKnown, item) => {
    const isOut = item.startsWith('!');
    if (isKnown !== isOut) return isKnown;
    const glob = nameOf(isOut ? item.slice(1) : item);
    if (glob === '') return isKnown;
    const matches = picomatch(glob, { dot: true, nocase: true });
    return names.some((name) => name !== '' && matches(name)) ? !isOut : isKnown;
  }, isKnownAutomation(opening));
}

/** Apps have it at the end of their names, where a glob would take it for one of its letters. */
function nameOf(account: string): string {
  return account.replace(/\[bot\]$/i, '');
}

function isKnownAutomation({ author, branch }: Opening): boolean {
  const login = author?.login.toLowerCase() ?? '';
  return (
    author?.type === 'Bot' ||
    login.endsWith('[bot]') ||
    ACCOUNTS.includes(login) ||
    BRANCHES.some((start) => branch.toLowerCase().startsWith(start))
  );
}
