/** The variables by which a runner is told of a proxy, as the toolkit reads them. */
const PROXIES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

/** Whether GitHub is asked through a proxy. */
export function hasProxy(env: NodeJS.ProcessEnv): boolean {
  return PROXIES.some((name) => (env[name] ?? '') !== '');
}

/** Where GitHub's API is. */
export function apiUrl(env: NodeJS.ProcessEnv): string {
  return env['GITHUB_API_URL'] ?? 'https://api.github.com';
}
